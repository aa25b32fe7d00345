#include "server/commands/manual/command_table.hpp"

#include <sstream>

namespace candour::manual {
namespace {

/// CLI11 says a value and its choices in one: "PACE:{human,fast}".
std::vector<std::string> choices_in(const std::string& type) {
    const auto begin = type.find(":{");
    const auto end = type.find('}', begin == std::string::npos ? 0 : begin);
    if (begin == std::string::npos || end == std::string::npos) return {};
    std::vector<std::string> choices;
    std::istringstream words(type.substr(begin + 2, end - begin - 2));
    for (std::string word; std::getline(words, word, ',');) choices.push_back(word);
    return choices;
}

/// "PACE" of "PACE:{human,fast}", and "N" of "N:INT in [1 - 10000]"; but all of "ADDR:PORT".
std::string value_in(const std::string& type) {
    for (const std::string_view check : {":{", ":INT in ", ":UINT in ", ":FLOAT in ", ":"})
        if (const auto at = type.find(check);
            at != std::string::npos && (check != ":" || type.find(" in [") != std::string::npos))
            return type.substr(0, at);
    return type;
}

Option read_option(const CLI::Option& told) {
    Option option;
    for (const auto& name : told.get_snames()) option.names.push_back("-" + name);
    for (const auto& name : told.get_lnames()) option.names.push_back("--" + name);
    const auto type = told.get_items_expected_max() == 0 ? std::string{} : told.get_type_name();
    option.value = told.get_positional() ? told.get_name(true) : value_in(type);
    option.choices = choices_in(type);
    option.help = told.get_description();
    option.group = told.get_group();
    option.environment = told.get_envname();
    option.required = told.get_required();
    return option;
}

}  // namespace

Command read_table(const CLI::App& program) {
    Command command{program.get_name(), program.get_description(), program.get_footer(), {}, {}};
    for (const auto* option : program.get_options())
        if (!option->get_group().empty()) command.options.push_back(read_option(*option));
    for (const auto* subcommand : program.get_subcommands([](const CLI::App*) { return true; }))
        if (!subcommand->get_group().empty()) command.commands.push_back(read_table(*subcommand));
    return command;
}

Offer offer_for(const Option& option) {
    if (!option.choices.empty()) return Offer::choices;
    if (option.value == "FILE" || option.value == "DECK") return Offer::files;
    if (option.value == "DIR") return Offer::folders;
    return Offer::nothing;
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
    std::string all;
    for (const auto& word : words) {
        if (!all.empty()) all += between;
        all += word;
    }
    return all;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace candour::manual
