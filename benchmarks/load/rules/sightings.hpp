// Sightings: when a screen showed how many people's answers, and what latency that makes. Pure.
#pragma once

#include "benchmarks/load/rules/histogram.hpp"
#include "benchmarks/load/rules/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace candour::load {

/// A tally that arrived: it counts so many people.
struct Sighting {
    Time at;
    std::uint32_t people = 0;
};

/// From each answer's due time to the first sighting that counts it. Which answers a tally counts
/// nobody can tell (rule A2), so the k-th answer that was due is taken for shown when k are; over
/// all answers that gives the same distribution. Returns how many were never shown.
std::size_t add_latencies(Histogram& latencies,
                          std::vector<Time> due,
                          const std::vector<Sighting>& sightings);

}  // namespace candour::load
