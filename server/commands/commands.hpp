// What `candour` can be told to do. Each command says what it has to say on stdout and stderr.
#pragma once

#include "server/ops/config.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace candour::commands {

/// Exit codes: done; it could not be done; it was asked for wrongly.
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int asked_wrongly = 2;

/// Runs a server until a signal ends it.
[[nodiscard]] int serve(const ops::Config& config);

/// Asks the server that runs on this machine with these settings whether it can take answers; says
/// what it says: done when it can. For health checks, where no other program is at hand.
[[nodiscard]] int ready(const ops::Config& config);

/// Says everything that is wrong with a deck.
[[nodiscard]] int check(const std::filesystem::path& deck);

struct PassOptions {
    enum class Action : std::uint8_t { none, add, list, remove };
    Action action = Action::none;
    std::string name;
    std::filesystem::path data;  // the server's data folder
};

/// Adds, lists or removes who may open rooms on a server that runs with open-rooms = pass.
[[nodiscard]] int pass(const PassOptions& options);

struct ConvertOptions {
    std::filesystem::path file;  // "-": standard input
    std::string to = "deck";     // or "outline"
    std::string title;           // for a deck that names none itself
};

/// Makes a deck of what the studio can open (an outline, a list, a spreadsheet, an export), or an
/// outline; writes it to stdout, and to stderr what could not be taken as it was.
[[nodiscard]] int convert_deck(const ConvertOptions& options);

struct RoomOptions {
    std::filesystem::path deck;
    std::string server;               // "https://polls.example.org"
    std::filesystem::path pass_file;  // empty: none is needed there
};

/// Opens a room for a deck on a server that runs already, and shows its links.
[[nodiscard]] int open_room(const RoomOptions& options);

struct PeopleOptions {
    std::string link;
    std::size_t count = 12;
    std::optional<std::uint64_t> seed;
    bool fast = false;          // answers in tenths of a second instead of at a human pace
    bool until_ended = false;   // stays until the room ends instead of half an hour
    bool allow_remote = false;  // also into a server on another machine
};

/// Sends made-up people into a room.
[[nodiscard]] int people(const PeopleOptions& options);

struct VerifyOptions {
    unsigned seconds = 25;   // how long to watch what is said of presence
    std::string break_rule;  // "A3": to show that its check would fail
};

/// Checks every anonymity rule on this machine: done, failed, or asked_wrongly when it cannot be
/// checked here; 128 and a signal's number when that ended it.
[[nodiscard]] int verify_anonymity(const VerifyOptions& options);

}  // namespace candour::commands
