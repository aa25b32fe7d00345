#include "tests/house/include_directions.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

namespace candour::house {
namespace {

using Names = std::span<const std::string_view>;

/// A folder, and what of ours its files may include besides each other.
struct Floor {
    std::string_view folder;
    std::array<std::string_view, 8> below;
};

/// The app's wings, the lowest first.
constexpr std::array wings{
    Wing{"server/app/keys/",
         "room keys, where they are kept, what is made from them",
         {"protocol/cpp/"}},
    Wing{"server/app/lifecycle/",
         "how a room ends, how its key lives on the disk, whether the storage takes anything",
         {"protocol/cpp/", "server/app/audience/seat_address.hpp"}},
    Wing{"server/app/audience/",
         "a seat, the audiences, what a connection still has to send, what seats and rooms say to "
         "each other",
         {"protocol/cpp/", "server/text/", "server/app/keys/"}},
    Wing{
        "server/app/room/",
        "one room, live or sealed: fold, admission, the batch that is gathered and the one that is "
        "written, what its audiences have been shown",
        {"protocol/cpp/", "server/domain/", "server/text/", "server/log/", "server/app/keys/",
         "server/app/audience/"}},
    Wing{"server/app/shard/",
         "the rooms of one shard, and the only place with threads, timers and posts",
         {"protocol/cpp/", "server/domain/", "server/text/", "server/log/", "server/app/keys/",
          "server/app/lifecycle/", "server/app/audience/", "server/app/room/"}},
};

/// What stands in the app beside the wings is known in all of them.
constexpr std::string_view app = "server/app/";

constexpr std::array floors{
    Floor{"protocol/cpp/", {}},
    Floor{"server/domain/", {"protocol/cpp/"}},
    Floor{"server/text/", {"protocol/cpp/"}},
    Floor{"server/log/", {"protocol/cpp/"}},
    Floor{"server/shelf/", {"protocol/cpp/", "server/app/limits.hpp", "server/app/calendar.hpp"}},
    Floor{app, {"protocol/cpp/"}},  // what stands beside the wings; those have a table of their own
    // Metrics, logging and reports are handed in where they are needed, so nobody but main looks up
    // at ops. The one exception is a plain table of files, which net serves.
    Floor{"server/net/",
          {"server/app/", "server/domain/", "server/text/", "server/log/", "server/shelf/",
           "protocol/cpp/", "server/ops/assets.hpp"}},
    Floor{"server/ops/",
          {"server/app/", "server/domain/", "server/text/", "server/log/", "protocol/cpp/"}},
};

/// What a rule of the domain has no business with: clocks, threads, devices, and random engines
/// (whose distributions differ from one standard library to the next, so that a replay elsewhere
/// would show other bytes).
constexpr std::array<std::string_view, 24> beyond_the_domain{
    "atomic",       "barrier",    "chrono",     "condition_variable",
    "cstdio",       "cstdlib",    "ctime",      "cuchar",
    "filesystem",   "fstream",    "future",     "iostream",
    "istream",      "latch",      "locale",     "mutex",
    "ostream",      "random",     "regex",      "semaphore",
    "shared_mutex", "stop_token", "syncstream", "thread"};

constexpr std::array<std::string_view, 1> only_in_text{"unicode/"};
constexpr std::array<std::string_view, 1> only_in_codec{"nlohmann/"};
constexpr std::array<std::string_view, 2> only_in_log{"SQLiteCpp/", "sqlite3"};
constexpr std::array<std::string_view, 4> only_in_ops{"spdlog/", "fmt/", "prometheus/", "toml++/"};
constexpr std::array<std::string_view, 1> only_in_commands{"CLI/"};
constexpr std::array<std::string_view, 1> only_above_the_log{"boost/asio"};
constexpr std::array<std::string_view, 1> only_in_net{"boost/beast"};

constexpr std::array<std::string_view, 5> not_in_lifecycle{"boost/", "thread", "mutex",
                                                           "condition_variable", "future"};

struct Include {
    std::string_view path;
    bool ours = false;  ///< in quotes, so searched from the repository's top
};

/// The path that `line` includes; an empty one if it includes nothing.
Include included_by(std::string_view line) {
    const auto skip_spaces = [&line] {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    };
    skip_spaces();
    if (!line.starts_with('#')) return {};
    line.remove_prefix(1);
    skip_spaces();
    constexpr std::string_view directive = "include";
    if (!line.starts_with(directive)) return {};
    line.remove_prefix(directive.size());
    skip_spaces();
    if (line.empty()) return {};
    const bool ours = line.front() == '"';
    line.remove_prefix(1);
    return {line.substr(0, line.find(ours ? '"' : '>')), ours};
}

bool starts_with_any(std::string_view text, Names prefixes) {
    return std::ranges::any_of(prefixes, [text](std::string_view prefix) {
        return !prefix.empty() && text.starts_with(prefix);
    });
}

bool is_codec(std::string_view path) {
    return path.starts_with("protocol/cpp/codec");
}

/// Whether the path names a file of the app that is in none of its wings.
bool is_beside_the_wings(std::string_view path) {
    return path.starts_with(app) && path.substr(app.size()).find('/') == path.npos;
}

std::string objection_to_ours(std::string_view file, const Floor& floor, std::string_view path) {
    if (path.find('/') == path.npos) return "write the path from the repository's top";
    if (floor.folder == "server/domain/" && is_codec(path))
        return "the domain sees the protocol's types, never its encoding";
    if (starts_with_any(path, floor.below)) return {};
    const bool in_app = floor.folder.starts_with(app);
    if (in_app ? is_beside_the_wings(path) : path.starts_with(floor.folder)) return {};
    if (in_app && floor.folder != app && path.starts_with(floor.folder)) return {};
    return std::string(file.substr(0, file.rfind('/'))) + " may not look at " + std::string(path);
}

std::string objection_to_library(std::string_view file, std::string_view path) {
    struct Confined {
        Names libraries;
        std::initializer_list<std::string_view> folders;
        std::string_view reason;
    };
    const Confined rules[] = {
        {only_in_codec, {"protocol/cpp/codec"}, "JSON stays in protocol/cpp/codec*"},
        {only_in_text, {"server/text/"}, "ICU stays in server/text"},
        {only_in_log,
         {"server/log/", "server/shelf/"},
         "SQLite stays in server/log and server/shelf"},
        {only_in_ops,
         {"server/ops/", "server/main.cpp", "server/commands/"},
         "logging, metrics and configuration stay in server/ops"},
        {only_in_commands,
         {"server/main.cpp", "server/commands/"},
         "the command line stays in server/main.cpp and server/commands"},
        {only_above_the_log,
         {"server/app/", "server/net/", "server/ops/", "server/main.cpp", "server/commands/"},
         "Asio starts at server/app"},
        {only_in_net,
         {"server/net/", "server/commands/client/"},
         "Beast stays in server/net and in server/commands/client"},
    };
    for (const auto& rule : rules) {
        const Names folders(rule.folders.begin(), rule.folders.size());
        if (starts_with_any(path, rule.libraries) && !starts_with_any(file, folders))
            return std::string(rule.reason);
    }
    return {};
}

std::string objection_in_domain(std::string_view path) {
    // The C++ library's headers are single words in lower case; everything else has a '/' or a '.'.
    if (path.find_first_of("./") != path.npos)
        return "the domain includes the standard library and the protocol's types only";
    if (std::ranges::find(beyond_the_domain, path) != beyond_the_domain.end())
        return "no clock, random source, device or thread in the domain";
    return {};
}

}  // namespace

std::span<const Wing> wings_of_the_app() {
    return wings;
}

std::string objection(std::string_view file, std::string_view line) {
    const auto include = included_by(line);
    if (include.path.empty()) return {};
    if (include.ours) {
        for (const Wing& wing : wings)
            if (file.starts_with(wing.folder))
                return objection_to_ours(file, {wing.folder, wing.below}, include.path);
        const auto floor = std::ranges::find_if(
            floors, [file](const Floor& each) { return file.starts_with(each.folder); });
        // main and the commands put everything together: they may look anywhere
        return floor == floors.end() ? std::string{}
                                     : objection_to_ours(file, *floor, include.path);
    }
    if (file.starts_with("server/app/lifecycle/") &&
        starts_with_any(include.path, not_in_lifecycle))
        return "how rooms end is decided without threads, clocks and Boost";
    if (file.starts_with("server/app/") && !file.starts_with("server/app/shard/") &&
        include.path.starts_with("boost/asio"))
        return "threads, timers and posts stay in server/app/shard";
    if (file.starts_with("server/domain/")) return objection_in_domain(include.path);
    return objection_to_library(file, include.path);
}

}  // namespace candour::house
