// What candour-load is asked to do.
#pragma once

#include "benchmarks/load/rehearsal.hpp"
#include "benchmarks/load/rules/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace candour::load {

inline constexpr std::string_view about = "candour-load: will this machine hold a crowd?";

/// Exit codes: it holds; it was asked for wrongly, or nothing answers there; it does not hold.
inline constexpr int holds = 0;
inline constexpr int asked_wrongly = 2;
inline constexpr int does_not_hold = 3;

struct Options {
    std::string url;
    RehearsalOptions rehearsal;
    Thresholds thresholds;
    bool until_it_breaks = false;
    std::uint32_t at_most = 100'000;
    std::string json_file;
    std::string html_file;
    bool may_load_this_host = false;
};

/// The table of all options, which write what they read into `options`.
void add_options(CLI::App& app, Options& options);

/// The options, or the exit code with which to end at once.
struct Read {
    std::optional<Options> options;
    int exit_code = holds;
};
[[nodiscard]] Read read_options(int argc, char** argv);

}  // namespace candour::load
