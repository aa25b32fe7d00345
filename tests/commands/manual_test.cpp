// The man pages and completions cannot say anything else than --help.
#include "benchmarks/load/options.hpp"
#include "server/commands/command_line.hpp"
#include "server/commands/manual/completions.hpp"
#include "server/commands/manual/man_page.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace candour::manual {
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

/// Every match of the pattern's first group.
Words found_in(const std::string& text, const std::string& pattern) {
    const std::regex regex(pattern);
    Words words;
    for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
        words.insert((*at)[1].str());
    return words;
}

/// The --help of a program and all its commands, also of those below a command.
std::string all_help(const CLI::App& app) {
    std::string help = app.help();
    for (const auto* part : app.get_subcommands([](const CLI::App*) { return true; }))
        help += all_help(*part);
    return help;
}

/// A program's --help with that of all its commands, and what is made of the same table.
struct Told {
    explicit Told(const CLI::App& app)
        : help(all_help(app)),
          program(read_table(app)),
          page(replaced(
              program_page(program, {"1.2.3", "2026-11-30", "It polls.", ""}), "\\-", "-")),
          bash(bash_completion(program)),
          zsh(zsh_completion(program)),
          fish(fish_completion(program)) {}

    std::string help;
    Command program;
    std::string page;
    std::string bash;
    std::string zsh;
    std::string fish;
};

Told candour_told() {
    const commands::CommandLine line;
    return Told(line.table());
}

Told load_told() {
    load::Options options;
    CLI::App app{std::string(load::about), "candour-load"};
    load::add_options(app, options);
    return Told(app);
}

const std::string option = "(--[a-z][a-z-]*)";

TEST_CASE("every option of --help is in the man page and in all completions, and no other is") {
    for (const auto& told : {candour_told(), load_told()}) {
        const auto in_help = found_in(told.help, "(?:^|[ ,\\n])" + option);
        CHECK(in_help.size() > 10);
        CHECK(found_in(told.page, "\\\\fB" + option + "\\\\fR") == in_help);
        CHECK(found_in(told.bash, "[ ']" + option + "(?=[ ')])") == in_help);
        CHECK(found_in(told.zsh, "'" + option + "\\[") == in_help);
        Words in_fish;
        for (const auto& name : found_in(told.fish, " -l ([a-z][a-z-]*)"))
            in_fish.insert("--" + name);
        CHECK(in_fish == in_help);
    }
}

TEST_CASE("every command of --help is in the man page and in all completions") {
    const auto told = candour_told();
    const commands::CommandLine line;
    const auto help = line.table().help();
    Words in_help = found_in(help.substr(help.find("Subcommands:")), "\\n  ([a-z][a-z-]*) ");
    CHECK(in_help.contains("serve"));
    CHECK(in_help.contains("verify-anonymity"));
    CHECK(found_in(told.page, "\\.SS candour ([a-z][a-z-]*)\\n").empty());
    CHECK(found_in(told.page, "\\.SS ([a-z][a-z-]*)\\n") == in_help);
    CHECK(found_in(told.bash, "'candour ([a-z][a-z-]*)'\\)? ") == in_help);
    Words with_parts = in_help;  // and what commands are made of, as `pass add`
    for (const auto* command : line.table().get_subcommands({}))
        for (const auto* part : command->get_subcommands({})) with_parts.insert(part->get_name());
    CHECK(found_in(told.zsh, "\\n        ([a-z][a-z-]*)\\) _candour_") == with_parts);
    CHECK(found_in(told.fish, " -a ([a-z][a-z-]*) -d") == with_parts);
}

TEST_CASE("what --help hides is in no page and no completion") {
    const auto told = candour_told();
    for (const auto* text : {&told.page, &told.bash, &told.zsh, &told.fish})
        CHECK(text->find("break-rule") == std::string::npos);
}

TEST_CASE("a command below a command is found by its whole path") {
    CLI::App app{"App: it does", "app"};
    auto* room = app.add_subcommand("room", "about rooms");
    auto* end = room->add_subcommand("end", "end it: now, with 'care' and [brackets]");
    std::string file;
    end->add_option("--from", file, "a file")->type_name("FILE");
    const Told told(app);
    CHECK(told.page.find(".SS room end\n") != std::string::npos);
    CHECK(told.bash.find("'app room end --from') compopt") != std::string::npos);
    CHECK(told.zsh.find("_app_room_end()") != std::string::npos);
    CHECK(told.zsh.find(R"(end\:"end it\: now, with '\''care'\'' and \[brackets\]")") !=
          std::string::npos);
    CHECK(
        told.fish.find("'__fish_seen_subcommand_from room; and __fish_seen_subcommand_from end' -l "
                       "from -r -F") != std::string::npos);
}

TEST_CASE("no text becomes a request of the page") {
    CHECK(man_text(".rm everything\n'quoted\nback\\slash and a-dash") ==
          "\\&.rm everything\n\\&'quoted\nback\\eslash and a\\-dash");
}

TEST_CASE("every setting is in candour.toml(5) by all of its three names") {
    const auto page =
        replaced(settings_page(ops::settings(), {"1.2.3", "", "Settings.", ""}), "\\-", "-");
    for (const auto& setting : ops::settings()) {
        const std::string name(setting.name);
        CHECK(page.find("\n\\fB" + name + "\\fR = ") != std::string::npos);
        CHECK(page.find("\\fB--" + name + "\\fR") != std::string::npos);
        CHECK(page.find("\\fB" + ops::environment_name(name) + "\\fR") != std::string::npos);
    }
}

/// A file that is gone when the test is over.
struct TemporaryFile {
    explicit TemporaryFile(std::string_view text) { std::ofstream(path) << text; }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { fs::remove(path); }
    fs::path path =
        fs::temp_directory_path() / ("candour-file-" + std::to_string(getpid()) + ".toml");
};

TEST_CASE(
    "the package's configuration file sets the data folder alone, and every example in it works") {
    const auto text = settings_file(ops::settings(), "/var/lib/candour");
    const TemporaryFile as_shipped(text);
    const auto shipped = ops::read_config_file(as_shipped.path);
    REQUIRE(shipped.has_value());
    REQUIRE(shipped->size() == 1);
    CHECK(shipped->front().setting->name == "data");
    CHECK(shipped->front().value == "/var/lib/candour");

    // Only a setting is commented out without a space.
    const TemporaryFile with_all(std::regex_replace(text, std::regex("\n#([a-z])"), "\n$1"));
    const auto all = ops::read_config_file(with_all.path);
    REQUIRE(all.has_value());
    CHECK(all->size() == ops::settings().size());
    CHECK(ops::make_config({*all}).has_value());
}

TEST_CASE("the operators' page lists every setting with its variable") {
    std::ifstream file(fs::path(CANDOUR_SOURCE_DIR) / "docs" / "operators.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    for (const auto& setting : ops::settings()) {
        const std::string name(setting.name);
        CHECK_MESSAGE(page.find("| `" + name + "` | `" + ops::environment_name(name) + "` |") !=
                          std::string::npos,
                      name);
    }
}

TEST_CASE("--version says the version, the commit and the web client, each on a line") {
    CHECK(std::regex_match(
        commands::version_text(),
        std::regex("candour \\d+\\.\\d+\\.\\d+\n"
                   "commit ([0-9a-f]{40}( with changes that are not committed)?|unknown)\n"
                   "web client (none|sha256:[0-9a-f]{64})")));
}

}  // namespace
}  // namespace candour::manual
