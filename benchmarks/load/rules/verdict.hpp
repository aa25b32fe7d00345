// Verdict: what an outcome means, in sentences for an organiser. Pure.
#pragma once

#include "benchmarks/load/rules/outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace candour::load {

/// What counts as holding, each for 99 of 100. Above these people notice: an answer that is not
/// confirmed within a quarter of a second feels stuck.
struct Thresholds {
    Micros join = std::chrono::seconds(2);
    Micros answer = std::chrono::milliseconds(250);
    Micros projector = std::chrono::milliseconds(1'000);
    Micros recovery = std::chrono::seconds(10);
    /// Share of people or answers that may fail.
    double failures = 0.001;
};

/// What gives way first.
enum class Limit : std::uint8_t {
    none_seen,
    server_cpu,
    machine_cpu,
    room_bound,    // the server's own bound on people in a room
    server_bound,  // ... on people or rooms
    descriptors,
    disk,
    message_bound,
    load_tool,
    unknown
};

[[nodiscard]] std::string_view to_string(Limit limit) noexcept;

struct Verdict {
    bool holds = false;
    /// The tool was late itself: the figures are upper bounds, the machine may hold more.
    bool own_bottleneck = false;
    Limit limit = Limit::none_seen;
    std::optional<std::uint32_t> limit_at;  // people, about
    std::vector<std::string> faults;        // what did not hold, a sentence each
    std::string headline;
    std::vector<std::string> remarks;
};

[[nodiscard]] Verdict judge(const Outcome& outcome, const Thresholds& thresholds);

/// The verdict of a search: the largest outcome that held, and the one that broke if one did.
[[nodiscard]] Verdict judge_search(const Outcome& held,
                                   const std::optional<Outcome>& broke,
                                   const Thresholds& thresholds);

/// "14,000".
[[nodiscard]] std::string with_commas(std::uint64_t number);
/// "0.04 s", "2.5 s", "12 s": for sentences.
[[nodiscard]] std::string spoken(Micros time);

}  // namespace candour::load
