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
    std::array<std::string_view, 6> below;
};

constexpr std::array floors{
    Floor{"protocol/cpp/", {}},
    Floor{"server/domain/", {"protocol/cpp/"}},
    Floor{"server/text/", {"protocol/cpp/"}},
    Floor{"server/log/", {"protocol/cpp/"}},
    Floor{"server/app/", {"server/domain/", "server/text/", "server/log/", "protocol/cpp/"}},
    // Metrics, logging and reports are handed in where they are needed, so nobody but main looks up
    // at ops. The one exception is a plain table of files, which net serves.
    Floor{"server/net/",
          {"server/app/", "server/domain/", "server/text/", "server/log/", "protocol/cpp/",
           "server/ops/assets.hpp"}},
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

std::string objection_to_ours(std::string_view file, const Floor& floor, std::string_view path) {
    if (path.find('/') == path.npos) return "write the path from the repository's top";
    if (floor.folder == "server/domain/" && is_codec(path))
        return "the domain sees the protocol's types, never its encoding";
    if (path.starts_with(floor.folder) || starts_with_any(path, floor.below)) return {};
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
        {only_in_log, {"server/log/"}, "SQLite stays in server/log"},
        {only_in_ops,
         {"server/ops/", "server/main.cpp", "server/commands/"},
         "logging, metrics and configuration stay in server/ops"},
        {only_in_commands,
         {"server/main.cpp", "server/commands/"},
         "the command line stays in server/main.cpp and server/commands"},
        {only_above_the_log,
         {"server/app/", "server/net/", "server/ops/", "server/main.cpp", "server/commands/"},
         "Asio starts at server/app"},
        {only_in_net, {"server/net/", "server/commands/"}, "Beast stays in server/net"},
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

std::string objection(std::string_view file, std::string_view line) {
    const auto include = included_by(line);
    if (include.path.empty()) return {};
    const auto floor = std::ranges::find_if(
        floors, [file](const Floor& each) { return file.starts_with(each.folder); });
    if (include.ours)  // main and the commands put everything together: they may look anywhere
        return floor == floors.end() ? std::string{}
                                     : objection_to_ours(file, *floor, include.path);
    if (file.starts_with("server/domain/")) return objection_in_domain(include.path);
    return objection_to_library(file, include.path);
}

}  // namespace candour::house
