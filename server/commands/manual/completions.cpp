#include "server/commands/manual/completions.hpp"

#include <functional>

namespace candour::manual {
namespace {

std::string made_for(const Command& program, std::string_view shell) {
    return "# Completions of " + program.name + " for " + std::string(shell) +
           ", made from the table that --help is made from.\n";
}

/// A name that a shell function may have.
std::string function_name(std::string_view path) {
    return replaced("_" + std::string(path), " ", "_");
}

/// Calls `look` for the program and each command below it, with its path: "candour", "candour
/// serve".
void each_command(const Command& command,
                  const std::string& path,
                  const std::function<void(const Command&, const std::string& path)>& look) {
    look(command, path);
    for (const auto& below : command.commands) each_command(below, path + ' ' + below.name, look);
}

/// What may be typed in this command's place: its commands and the names of its options.
std::string words_of(const Command& command) {
    std::vector<std::string> words;
    words.reserve(command.commands.size());
    for (const auto& below : command.commands) words.push_back(below.name);
    for (const auto& option : command.options)
        words.insert(words.end(), option.names.begin(), option.names.end());
    return join(words, " ");
}

/// The line of bash that fills COMPREPLY.
std::string bash_offer(const Option& option) {
    switch (offer_for(option)) {
        case Offer::files:
            return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
        case Offer::folders:
            return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
        case Offer::choices:
            return "mapfile -t COMPREPLY < <(compgen -W '" + join(option.choices, " ") +
                   "' -- \"$word\")";
        case Offer::nothing: return ":";
    }
    return ":";
}

/// The first thing that stands by its place, which bash offers where no option is begun.
const Option* positional_of(const Command& command) {
    for (const auto& option : command.options)
        if (option.names.empty()) return &option;
    return nullptr;
}

std::string bash_case_of_values(const Command& command, const std::string& path) {
    std::string cases;
    for (const auto& option : command.options) {
        if (option.names.empty() || option.value.empty()) continue;
        std::vector<std::string> patterns;
        patterns.reserve(option.names.size());
        for (const auto& name : option.names) patterns.push_back("'" + path + ' ' + name + "'");
        cases += "        " + join(patterns, " | ") + ") " + bash_offer(option) + "; return ;;\n";
    }
    return cases;
}

std::string bash_case_of_words(const Command& command, const std::string& path) {
    std::string body =
        "mapfile -t COMPREPLY < <(compgen -W '" + words_of(command) + "' -- \"$word\")";
    if (const auto* positional = positional_of(command))
        body = "if [[ $word == -* ]]; then " + body + "; else " + bash_offer(*positional) + "; fi";
    return "        '" + path + "') " + body + " ;;\n";
}

/// For zsh, inside single quotes and brackets.
std::string zsh_text(std::string text) {
    text = replaced(std::move(text), "'", "'\\''");
    for (const std::string_view special : {"[", "]", ":"})
        text = replaced(std::move(text), special, "\\" + std::string(special));
    return text;
}

std::string zsh_offer(const Option& option) {
    switch (offer_for(option)) {
        case Offer::files: return "_files";
        case Offer::folders: return "_files -/";
        case Offer::choices: return "(" + join(option.choices, " ") + ")";
        case Offer::nothing: return " ";
    }
    return " ";
}

std::string zsh_arguments(const Command& command) {
    std::string lines;
    for (const auto& option : command.options) {
        const auto value = option.value.empty()
                               ? std::string{}
                               : ":" + zsh_text(option.value) + ":" + zsh_offer(option);
        for (const auto& name : option.names)
            lines += " \\\n        '" + name + "[" + zsh_text(option.help) + "]" + value + "'";
        if (option.names.empty()) lines += " \\\n        '*" + value + "'";
    }
    return lines;
}

std::string zsh_function(const Command& command, const std::string& path) {
    const auto name = function_name(path);
    if (command.commands.empty())
        return name + "() {\n    _arguments" + zsh_arguments(command) + "\n}\n\n";
    std::string below;
    std::string cases;
    for (const auto& one : command.commands) {
        below += " " + one.name + "\\:\"" + zsh_text(one.help) + '"';
        cases += "        " + one.name + ") " + function_name(path + ' ' + one.name) + " ;;\n";
    }
    return name +
           "() {\n    local curcontext=$curcontext state line\n    typeset -A opt_args\n"
           "    _arguments -C" +
           zsh_arguments(command) + " \\\n        '1:command:((" + below.substr(1) +
           "))' \\\n        '*:: :->below'\n    [[ $state == below ]] || return\n    case "
           "$line[1] "
           "in\n" +
           cases + "    esac\n}\n\n";
}

std::string fish_text(std::string text) {
    return "'" + replaced(replaced(std::move(text), "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_offer(const Option& option) {
    switch (offer_for(option)) {
        case Offer::files: return " -r -F";
        case Offer::folders: return " -x -a '(__fish_complete_directories)'";
        case Offer::choices: return " -x -a '" + join(option.choices, " ") + "'";
        case Offer::nothing: return " -x";
    }
    return "";
}

/// When fish is at this command: all words of its path are there, and none of a command below it.
std::string fish_condition(const Command& command, const std::string& path) {
    std::vector<std::string> conditions;
    const auto first = path.find(' ');
    if (first != std::string::npos)
        conditions.push_back(
            "__fish_seen_subcommand_from " +
            replaced(path.substr(first + 1), " ", "; and __fish_seen_subcommand_from "));
    std::vector<std::string> below;
    below.reserve(command.commands.size());
    for (const auto& one : command.commands) below.push_back(one.name);
    if (!below.empty()) conditions.push_back("not __fish_seen_subcommand_from " + join(below, " "));
    return conditions.empty() ? "" : " -n '" + join(conditions, "; and ") + "'";
}

std::string fish_lines(const Command& program, const Command& command, const std::string& path) {
    const auto start = "complete -c " + program.name + fish_condition(command, path);
    std::string lines;
    for (const auto& one : command.commands)
        lines += start + " -a " + one.name + " -d " + fish_text(one.help) + '\n';
    for (const auto& option : command.options) {
        auto line = start;
        for (const auto& name : option.names)
            line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        if (option.names.empty() && offer_for(option) != Offer::files) continue;
        if (!option.value.empty()) line += option.names.empty() ? " -F" : fish_offer(option);
        lines += line + " -d " + fish_text(option.help) + '\n';
    }
    return lines;
}

}  // namespace

std::string bash_completion(const Command& program) {
    std::string paths;
    std::string values;
    std::string words;
    each_command(program, program.name, [&](const Command& command, const std::string& path) {
        if (path != program.name) paths += (paths.empty() ? "'" : " | '") + path + "'";
        values += bash_case_of_values(command, path);
        words += bash_case_of_words(command, path);
    });
    const auto walk = paths.empty() ? std::string{}
                                    : "    for ((i = 1; i < COMP_CWORD; ++i)); do\n"
                                      "        case \"$at ${COMP_WORDS[i]}\" in " +
                                          paths + ") at+=\" ${COMP_WORDS[i]}\" ;; esac\n    done\n";
    return made_for(program, "bash") + function_name(program.name) +
           "() {\n    local word=${COMP_WORDS[COMP_CWORD]} at='" + program.name +
           "' i\n    COMPREPLY=()\n" + walk +
           "    case \"$at ${COMP_WORDS[COMP_CWORD - 1]}\" in\n" + values +
           "    esac\n    case \"$at\" in\n" + words + "    esac\n}\ncomplete -F " +
           function_name(program.name) + ' ' + program.name + '\n';
}

std::string zsh_completion(const Command& program) {
    std::string functions;
    each_command(program, program.name, [&](const Command& command, const std::string& path) {
        functions += zsh_function(command, path);
    });
    return "#compdef " + program.name + '\n' + made_for(program, "zsh") + '\n' + functions +
           function_name(program.name) + " \"$@\"\n";
}

std::string fish_completion(const Command& program) {
    auto lines = made_for(program, "fish") + "complete -c " + program.name + " -f\n";
    each_command(program, program.name, [&](const Command& command, const std::string& path) {
        lines += fish_lines(program, command, path);
    });
    return lines;
}

}  // namespace candour::manual
