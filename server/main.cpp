// candour: the command line. What each command does stands in server/commands/.
#include "server/commands/commands.hpp"
#include "server/ops/config.hpp"
#include "server/ops/nearest.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace candour;

int complain(const std::vector<std::string>& sentences) {
    for (const auto& sentence : sentences) std::cerr << "candour: " << sentence << '\n';
    return commands::asked_wrongly;
}

/// Everything that `candour serve` was given by flags.
struct ServeFlags {
    std::vector<ops::Given> given;
    std::string config_file;
};

CLI::App* add_serve(CLI::App& app, ServeFlags& flags) {
    auto* serve = app.add_subcommand("serve", "run the server");
    for (const auto& setting : ops::settings()) {
        const auto flag = "--" + std::string(setting.name);
        const std::string help(setting.help);
        auto take = [&flags, &setting, flag](const std::string& value) {
            flags.given.push_back({&setting, value, flag});
        };
        if (setting.value.empty())
            serve->add_flag_callback(
                flag, [take] { take("true"); }, help);
        else
            serve->add_option_function<std::string>(flag, take, help)
                ->type_name(std::string(setting.value));
    }
    serve->add_option("--config", flags.config_file, "read settings from this TOML file")
        ->type_name("FILE")
        ->envname("CANDOUR_CONFIG");
    serve->footer(
        "Each setting may also stand in the environment (CANDOUR_LISTEN=...) or in the\n"
        "configuration file (listen = \"...\"). A flag beats the environment, which beats the "
        "file.");
    return serve;
}

CLI::App* add_check(CLI::App& app, std::string& deck) {
    auto* check = app.add_subcommand("check", "say everything that is wrong with a deck");
    check->add_option("DECK", deck, "the deck's file")->required();
    return check;
}

CLI::App* add_people(CLI::App& app, commands::PeopleOptions& options) {
    auto* people = app.add_subcommand("people", "send made-up people into a room, to try it out");
    people->add_option("LINK", options.link, "the room's join link")->required();
    people->add_option("--count", options.count, "how many (12)")
        ->check(CLI::Range(1, 10'000))
        ->type_name("N");
    people->add_option("--seed", options.seed, "the same people with the same answers every time")
        ->type_name("N");
    people
        ->add_option_function<std::string>(
            "--pace", [&options](const std::string& pace) { options.fast = pace == "fast"; },
            "human or fast (human)")
        ->check(CLI::IsMember({"human", "fast"}))
        ->type_name("PACE");
    people->add_flag("--until-ended", options.until_ended,
                     "stay until the room ends, instead of half an hour");
    people->add_flag("--allow-remote", options.allow_remote,
                     "also into a room on another machine, where real people may be");
    return people;
}

CLI::App* add_verify(CLI::App& app, commands::VerifyOptions& options) {
    auto* verify = app.add_subcommand("verify-anonymity",
                                      "check on this machine that nothing leads to a person");
    verify->add_option("--seconds", options.seconds, "how long to watch presence (25)")
        ->check(CLI::Range(0, 60))
        ->type_name("N");
    // Not in the help: it is for those who doubt that a check would fail.
    verify->add_option("--break-rule", options.break_rule)->group("");
    return verify;
}

/// Words that no command, or not this one, knows; with what was probably meant.
std::vector<std::string> unknown_words(const CLI::App& command) {
    std::vector<std::string> names;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    for (const auto* subcommand : command.get_subcommands({}))
        names.push_back(subcommand->get_name());
    std::vector<std::string> complaints;
    for (const auto& word : command.remaining()) {
        const auto written = word.substr(0, word.find('='));
        const auto meant = ops::nearest(written, names);
        complaints.push_back("there is no '" + written + "' here" +
                             (meant.empty() ? "; see candour " + command.get_name() + " --help."
                                            : "; did you mean '" + meant + "'?"));
    }
    return complaints;
}

int serve(const ServeFlags& flags) {
    std::vector<ops::Given> file;
    if (!flags.config_file.empty()) {
        auto read = ops::read_config_file(flags.config_file);
        if (!read) return complain(read.error());
        file = *std::move(read);
    }
    const auto environment = ops::read_environment(&std::getenv);
    const auto config = ops::make_config({file, environment, flags.given});
    if (!config) return complain(config.error());
    return commands::serve(*config);
}

int run(int argc, char** argv) {
    CLI::App app{"Candour: anonymous live polling"};
    app.set_version_flag("--version", "candour " CANDOUR_VERSION);
    app.allow_extras();
    ServeFlags flags;
    std::string deck;
    commands::PeopleOptions people_options;
    commands::VerifyOptions verify_options;
    const auto* const serving = add_serve(app, flags);
    const auto* const checking = add_check(app, deck);
    const auto* const peopling = add_people(app, people_options);
    const auto* const verifying = add_verify(app, verify_options);
    for (auto* command : app.get_subcommands({})) command->allow_extras();
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        return complain({error.what()});
    }
    for (const auto* command : app.get_subcommands())
        if (const auto unknown = unknown_words(*command); !unknown.empty())
            return complain(unknown);
    if (const auto unknown = unknown_words(app); !unknown.empty()) return complain(unknown);
    if (serving->parsed()) return serve(flags);
    if (checking->parsed()) return commands::check(deck);
    if (peopling->parsed()) return commands::people(people_options);
    if (verifying->parsed()) return commands::verify_anonymity(verify_options);
    std::cerr << app.help();
    return commands::asked_wrongly;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {  // start-up alone throws
        std::cerr << "candour: " << error.what() << '\n';
        return commands::failed;
    }
}
