#include "server/commands/manual/man_page.hpp"

#include <algorithm>

namespace candour::manual {
namespace {

std::string bold(std::string_view text) {
    return "\\fB" + man_text(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + man_text(text) + "\\fR";
}

std::string heading(std::string_view title, std::string_view section, const PageFrame& frame) {
    return ".TH " + std::string(title) + ' ' + std::string(section) + " \"" + frame.date +
           "\" \"candour " + frame.version + "\"\n";
}

/// man(7) as it was written, with paragraphs where empty lines were.
std::string paragraphs(std::string_view text) {
    return replaced(std::string(text), "\n\n", "\n.PP\n") + '\n';
}

std::string term(const Option& option) {
    std::vector<std::string> names;
    names.reserve(option.names.size());
    for (const auto& name : option.names) names.push_back(bold(name));
    auto line = join(names, ", ");
    if (!option.value.empty()) line += (line.empty() ? "" : " ") + italic(option.value);
    return line;
}

std::string as_sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (!text.empty() && text.back() != '.') text += '.';
    return text;
}

std::string option_entry(const Option& option) {
    auto entry = ".TP\n" + term(option) + '\n' + man_text(as_sentence(option.help)) + '\n';
    if (!option.choices.empty())
        entry += man_text("One of " + join(option.choices, ", ") + ".") + '\n';
    if (!option.environment.empty())
        entry += "The environment may say it as " + bold(option.environment) + ".\n";
    return entry;
}

std::string option_list(const Command& command) {
    std::string list;
    std::string group = "Options";
    for (const auto& option : command.options) {
        if (option.group != group && option.group != "Positionals") {
            group = option.group;
            list += ".PP\n" + man_text(group + ":") + '\n';
        }
        list += option_entry(option);
    }
    return list;
}

std::string synopsis(const Command& command, const std::string& before) {
    const auto called = before + command.name;
    if (!command.commands.empty()) {
        std::vector<std::string> lines;
        lines.reserve(command.commands.size());
        for (const auto& one : command.commands) lines.push_back(synopsis(one, called + ' '));
        return join(lines, "\n.br\n");
    }
    auto line = bold(called) + " [" + italic("OPTION") + "]...";
    for (const auto& option : command.options)
        if (option.names.empty())
            line +=
                option.required ? ' ' + italic(option.value) : " [" + italic(option.value) + ']';
    return line;
}

std::string command_sections(const Command& program, const std::string& before) {
    std::string text;
    for (const auto& command : program.commands) {
        const auto called = before + command.name;
        text += ".SS " + man_text(called) + '\n' + man_text(as_sentence(command.help)) + '\n' +
                option_list(command);
        if (!command.footer.empty()) text += ".PP\n" + man_text(command.footer) + '\n';
        text += command_sections(command, called + ' ');
    }
    return text;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    });
    return text;
}

/// "anonymous live polling" of "Candour: anonymous live polling".
std::string summary_of(const Command& program) {
    const auto colon = program.help.find(": ");
    return colon == std::string::npos ? program.help : program.help.substr(colon + 2);
}

/// A value as TOML has it.
std::string in_toml(const ops::Setting& setting, std::string_view value) {
    const bool number = setting.value == "N";
    const bool yes_or_no = setting.value.empty();
    return number || yes_or_no ? std::string(value) : '"' + std::string(value) + '"';
}

std::string_view example_of(const ops::Setting& setting) {
    return setting.value.empty() ? "true" : setting.example;
}

}  // namespace

std::string man_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool line_starts = out.empty() || out.back() == '\n';
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            if (line_starts && (c == '.' || c == '\'')) out += "\\&";
            out += c;
        }
    }
    return out;
}

std::string program_page(const Command& program, const PageFrame& frame) {
    auto page = heading(upper(program.name), "1", frame) + ".SH NAME\n" + man_text(program.name) +
                " \\- " + man_text(summary_of(program)) + "\n.SH SYNOPSIS\n" +
                synopsis(program, "") + "\n.SH DESCRIPTION\n" + paragraphs(frame.description) +
                ".SH OPTIONS\n" + option_list(program);
    if (!program.commands.empty()) page += ".SH COMMANDS\n" + command_sections(program, "");
    if (!program.footer.empty()) page += ".PP\n" + man_text(program.footer) + '\n';
    return page + frame.after;
}

std::string settings_page(std::span<const ops::Setting> settings, const PageFrame& frame) {
    auto page = heading("CANDOUR.TOML", "5", frame) +
                ".SH NAME\ncandour.toml \\- settings of candour(1)\n.SH DESCRIPTION\n" +
                paragraphs(frame.description) + ".SH SETTINGS\n";
    for (const auto& setting : settings)
        page += ".TP\n" + bold(setting.name) + " = " +
                italic(setting.value.empty() ? "true" : setting.value) + '\n' +
                man_text(as_sentence(std::string(setting.help))) + "\nTakes " +
                man_text(setting.allowed) + ".\nThe environment says it as " +
                bold(ops::environment_name(setting.name)) + ", the command line as " +
                bold("--" + std::string(setting.name)) + ".\n";
    return page + frame.after;
}

std::string settings_file(std::span<const ops::Setting> settings, std::string_view data) {
    std::string file =
        "# Settings of `candour serve`; candour.toml(5) explains the file. A setting that is "
        "commented "
        "out has\n# its default. A flag and the environment beat what stands here. After a change: "
        "systemctl restart candour\n";
    for (const auto& setting : settings) {
        const bool is_data = setting.name == "data";
        file += "\n# " + as_sentence(std::string(setting.help)) + "\n# Takes " +
                std::string(setting.allowed) + ".\n" + (is_data ? "" : "#") +
                std::string(setting.name) + " = " +
                in_toml(setting, is_data ? data : example_of(setting)) + '\n';
    }
    return file;
}

}  // namespace candour::manual
