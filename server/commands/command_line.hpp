// The table of everything that `candour` can be told: --help, man pages and completions are made
// from it.
#pragma once

#include "server/commands/commands.hpp"
#include "server/ops/config.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace candour::commands {

/// Everything that `candour serve`, or `ready`, was given by flags.
struct ServeFlags {
    std::vector<ops::Given> given;
    std::string config_file;
};

struct Serve {
    ops::Config config;
};
struct Ready {
    ops::Config config;
};
struct Check {
    std::filesystem::path deck;
};
/// Nothing is left to do: help was asked for, or something that there is not.
struct End {
    int exit_code;
};
/// What the words on the command line ask for.
using Asked = std::variant<End,
                           Serve,
                           Ready,
                           Check,
                           PassOptions,
                           ConvertOptions,
                           RoomOptions,
                           PeopleOptions,
                           VerifyOptions>;

/// Owner: main, or who makes the manual. Thread: one. Lifetime: the program's; the table writes
/// what it reads into the fields here.
class CommandLine {
public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    [[nodiscard]] const CLI::App& table() const noexcept { return app_; }
    /// Says what is wrong on stderr, with what was probably meant.
    [[nodiscard]] Asked read(int argc, char** argv);

private:
    CLI::App app_{"Candour: anonymous live polling", "candour"};
    ServeFlags flags_;
    std::string deck_;
    ServeFlags pass_flags_;
    PassOptions pass_options_;
    ConvertOptions convert_options_;
    RoomOptions room_options_;
    PeopleOptions people_options_;
    VerifyOptions verify_options_;
    CLI::App* serve_;
    CLI::App* ready_;
    CLI::App* check_;
    CLI::App* pass_;
    CLI::App* deck_command_;
    CLI::App* room_;
    CLI::App* people_;
    CLI::App* verify_;
};

/// What --version says: the version, the commit, and the hash of the web client.
[[nodiscard]] std::string version_text();

}  // namespace candour::commands
