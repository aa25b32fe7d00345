// What all workers of one rehearsal share.
#pragma once

#include "benchmarks/load/rules/rehearsal_deck.hpp"
#include "benchmarks/load/rules/time.hpp"
#include "benchmarks/load/wire/endpoint.hpp"
#include "protocol/cpp/ids.hpp"

#include <atomic>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace candour::load {

struct RoomAddress {
    RoomCode code;
    std::string join_secret;
};

/// What is going on in a room. The first two are the last thing that a facilitator did, so that
/// people can tell when they saw it: written by the rehearsal before it happens, read by workers.
struct Board {
    std::atomic<std::uint64_t> revision{0};  // of the first snapshot that shows it
    std::atomic<std::int64_t> since{0};      // microseconds of Time
    /// How many have answered the question (acked), and when the last of them did: by workers.
    mutable std::atomic<std::uint32_t> answered{0};
    mutable std::atomic<std::int64_t> last_answered{0};  // microseconds of Time
};

/// Owner: the rehearsal. Thread: written before workers start. Lifetime: longer than theirs.
struct Setup {
    Endpoint server;
    std::string authority;
    bool spread_sources = false;  // the server is on 127.0.0.0/8
    std::vector<RoomAddress> rooms;
    std::vector<Asked> questions;
    std::uint32_t people = 0;
    std::uint32_t sample_every = 1;  // who reads whole messages
    std::uint64_t seed = 0;
    std::uint32_t never_read_percent = 0;
    Time begin{};              // the first second of the charts
    std::deque<Board> boards;  // one per room
};

}  // namespace candour::load
