// What a worker counts.
#pragma once

#include "benchmarks/load/rules/outcome.hpp"
#include "benchmarks/load/rules/sightings.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace candour::load {

/// Written by the worker, read by the rehearsal while it runs: progress, and when to go on.
struct LiveFigures {
    std::atomic<std::uint32_t> inside{0};
    std::atomic<std::uint32_t> came_in{0};
    std::atomic<std::uint32_t> gone{0};
    std::atomic<std::uint32_t> stormed{0};
    std::atomic<std::uint32_t> came_back{0};
    std::atomic<std::uint32_t> gone_in_storm{0};
    std::atomic<std::uint32_t> outstanding{0};  // answers that are planned or not acked
    std::atomic<std::uint32_t> without_last_tally{0};
    std::atomic<std::uint64_t> kept{0};
    std::atomic<std::uint64_t> troubles{0};  // refusals and broken lines
};

/// Read when the worker has ended.
struct WorkerFigures {
    Histogram join, answer, opening, last_tally, recovery, lateness;
    std::uint64_t answers_due = 0, answers_kept = 0, locked = 0, never_read = 0;
    std::array<std::uint64_t, refusal_code_count> refusals{};
    LineTroubles lines;
    std::vector<std::uint32_t> answers_in_second;
    std::vector<double> busy;  // share of a core, per window in which answers were due
    /// By (question, room): when first answers were due, and what sampled phones saw.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Time>> due;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::vector<Sighting>>> seen;
};

}  // namespace candour::load
