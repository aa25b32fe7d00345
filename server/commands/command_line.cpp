#include "server/commands/command_line.hpp"

#include "server/ops/assets.hpp"
#include "server/ops/commit.hpp"
#include "server/ops/nearest.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace candour::commands {
namespace {

End complain(const std::vector<std::string>& sentences) {
    for (const auto& sentence : sentences) std::cerr << "candour: " << sentence << '\n';
    return {asked_wrongly};
}

void add_setting(CLI::App& command, const ops::Setting& setting, ServeFlags& flags) {
    const auto flag = "--" + std::string(setting.name);
    const std::string help(setting.help);
    auto take = [&flags, &setting, flag](const std::string& value) {
        flags.given.push_back({&setting, value, flag});
    };
    if (setting.value.empty())
        command.add_flag_callback(
            flag, [take] { take("true"); }, help);
    else
        command.add_option_function<std::string>(flag, take, help)
            ->type_name(std::string(setting.value));
}

void add_config_file(CLI::App& command, ServeFlags& flags) {
    command.add_option("--config", flags.config_file, "read settings from this TOML file")
        ->type_name("FILE")
        ->envname("CANDOUR_CONFIG");
}

CLI::App* add_serve(CLI::App& app, ServeFlags& flags) {
    auto* serve = app.add_subcommand("serve", "run the server");
    for (const auto& setting : ops::settings()) add_setting(*serve, setting, flags);
    add_config_file(*serve, flags);
    serve->footer(
        "Each setting may also stand in the environment (CANDOUR_LISTEN=...) or in the\n"
        "configuration file (listen = \"...\"). A flag beats the environment, which beats the "
        "file.");
    return serve;
}

CLI::App* add_ready(CLI::App& app, ServeFlags& flags) {
    auto* ready =
        app.add_subcommand("ready", "ask the server on this machine whether it can take answers");
    for (const auto& setting : ops::settings())
        if (setting.name == "listen") add_setting(*ready, setting, flags);
    add_config_file(*ready, flags);
    ready->footer("It finds the server by the same settings that this one was started with.");
    return ready;
}

CLI::App* add_check(CLI::App& app, std::string& deck) {
    auto* check = app.add_subcommand("check", "say everything that is wrong with a deck");
    check->add_option("DECK", deck, "the deck's file")->required();
    return check;
}

CLI::App* add_pass(CLI::App& app, ServeFlags& flags, PassOptions& options) {
    auto* pass = app.add_subcommand("pass", "say who may open rooms, with --open-rooms pass");
    pass->require_subcommand(1);
    auto* add = pass->add_subcommand("add", "make a pass, and show its token: once, and only now");
    auto* list = pass->add_subcommand("list", "list the names of all passes");
    auto* remove = pass->add_subcommand("remove", "take a pass back, at once");
    using Action = PassOptions::Action;
    add->parse_complete_callback([&options] { options.action = Action::add; });
    list->parse_complete_callback([&options] { options.action = Action::list; });
    remove->parse_complete_callback([&options] { options.action = Action::remove; });
    for (auto* named : {add, remove})
        named->add_option("NAME", options.name, "what you know the pass by: letters, digits, . - _")
            ->required();
    for (auto* each : {add, list, remove}) {
        each->add_option_function<std::string>(
                "--data",
                [&flags](const std::string& folder) {
                    const auto found = std::ranges::find(ops::settings(), std::string_view("data"),
                                                         &ops::Setting::name);
                    flags.given.push_back({&*found, folder, "--data"});
                },
                "the server's data folder, if no configuration names it")
            ->type_name("DIR");
        each->add_option("--config", flags.config_file, "the server's configuration file")
            ->type_name("FILE")
            ->envname("CANDOUR_CONFIG");
    }
    return pass;
}

CLI::App* add_deck(CLI::App& app, ConvertOptions& options) {
    auto* deck = app.add_subcommand("deck", "make a deck of what there is");
    deck->require_subcommand(1);
    auto* convert = deck->add_subcommand(
        "convert", "write a deck made of an outline, a list, a spreadsheet or an export");
    convert->add_option("FILE", options.file, "the file, or - for what comes by standard input")
        ->required();
    convert->add_option("--to", options.to, "deck or outline (deck)")
        ->check(CLI::IsMember({"deck", "outline"}))
        ->type_name("FORMAT");
    convert->add_option("--title", options.title, "the deck's title, where the file names none")
        ->type_name("TEXT");
    convert->footer(
        "It reads what the studio opens: Markdown outlines, lines (a question, then its options), "
        "CSV\nand XLSX, Kahoot's spreadsheet, arsnova.eu's export and decks. It needs Node.js 18 "
        "or "
        "later.");
    return deck;
}

CLI::App* add_room(CLI::App& app, RoomOptions& options) {
    auto* room = app.add_subcommand("room", "open a room on a server that runs already");
    room->require_subcommand(1);
    auto* open = room->add_subcommand("open", "open a room for a deck, and show its links: once");
    open->add_option("DECK", options.deck, "the deck's file")->required();
    open->add_option("--server", options.server, "where the server is, as in a browser")
        ->type_name("URL")
        ->required();
    open->add_option("--pass-file", options.pass_file,
                     "a file whose first line is your pass, where rooms are opened with one")
        ->type_name("FILE");
    return room;
}

CLI::App* add_people(CLI::App& app, PeopleOptions& options) {
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

CLI::App* add_verify(CLI::App& app, VerifyOptions& options) {
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
    for (const auto& word : command.remaining(true)) {
        const auto written = word.substr(0, word.find('='));
        const auto meant = ops::nearest(written, names);
        complaints.push_back("there is no '" + written + "' here" +
                             (meant.empty() ? "; see candour " + command.get_name() + " --help."
                                            : "; did you mean '" + meant + "'?"));
    }
    return complaints;
}

/// What the settings of all layers make together, or how that ends.
std::variant<ops::Config, End> settings_of(const ServeFlags& flags) {
    std::vector<ops::Given> file;
    if (!flags.config_file.empty()) {
        auto read = ops::read_config_file(flags.config_file);
        if (!read) return complain(read.error());
        file = *std::move(read);
    }
    const auto environment = ops::read_environment(&std::getenv);
    const auto config = ops::make_config({file, environment, flags.given});
    if (!config) return complain(config.error());
    return *config;
}

/// Hands the configuration on, or says what is wrong with it.
template <class Command>
Asked with_settings(const ServeFlags& flags) {
    const auto config = settings_of(flags);
    if (const auto* end = std::get_if<End>(&config)) return *end;
    return Command{std::get<ops::Config>(config)};
}

/// A pass goes where the server looks for it: its settings say where that is.
Asked with_data(PassOptions options, const ServeFlags& flags) {
    const auto config = settings_of(flags);
    if (const auto* end = std::get_if<End>(&config)) return *end;
    options.data = std::get<ops::Config>(config).data;
    return options;
}

}  // namespace

std::string version_text() {
    const auto client = ops::assets_hash();
    return "candour " CANDOUR_VERSION "\ncommit " + std::string(ops::commit()) + "\nweb client " +
           (client.empty() ? "none" : "sha256:" + std::string(client));
}

CommandLine::CommandLine()
    : serve_(add_serve(app_, flags_)),
      ready_(add_ready(app_, flags_)),
      check_(add_check(app_, deck_)),
      pass_(add_pass(app_, pass_flags_, pass_options_)),
      deck_command_(add_deck(app_, convert_options_)),
      room_(add_room(app_, room_options_)),
      people_(add_people(app_, people_options_)),
      verify_(add_verify(app_, verify_options_)) {
    app_.set_version_flag("--version", version_text(), "say version, commit and web client");
    app_.allow_extras();
    for (auto* command : app_.get_subcommands({})) {
        command->allow_extras();
        for (auto* part : command->get_subcommands({})) part->allow_extras();
    }
}

Asked CommandLine::read(int argc, char** argv) {
    try {
        app_.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return End{app_.exit(asked)};
    } catch (const CLI::ParseError& error) {
        return complain({error.what()});
    }
    for (const auto* command : app_.get_subcommands())
        if (const auto unknown = unknown_words(*command); !unknown.empty())
            return complain(unknown);
    if (const auto unknown = unknown_words(app_); !unknown.empty()) return complain(unknown);
    if (serve_->parsed()) return with_settings<Serve>(flags_);
    if (ready_->parsed()) return with_settings<Ready>(flags_);
    if (check_->parsed()) return Check{deck_};
    if (pass_->parsed()) return with_data(pass_options_, pass_flags_);
    if (deck_command_->parsed()) return convert_options_;
    if (room_->parsed()) return room_options_;
    if (people_->parsed()) return people_options_;
    if (verify_->parsed()) return verify_options_;
    std::cerr << app_.help();
    return End{asked_wrongly};
}

}  // namespace candour::commands
