// Guest: one made-up person's line and what is still to be done on it. There is one for each of
// 100,000 people, so it is small.
#pragma once

#include "benchmarks/load/rules/time.hpp"
#include "benchmarks/load/wire/wire.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace candour::load {

/// Owner: a worker. Thread: its. Lifetime: the rehearsal.
struct Guest {
    enum class State : std::uint8_t {
        outside,     // not come yet, or waiting to come back
        connecting,  // TCP
        upgrading,   // to WebSocket
        greeting,    // hello was said
        inside,      // a snapshot was there
        dark,        // the phone is locked: nothing is read
        gone         // turned away, or given up
    };

    /// An answer that has no ack yet.
    struct Owed {
        std::uint32_t message = 0;  // its number; 0: none
        std::uint32_t question = 0;
        bool first = false;  // not a change of an earlier one
        Time due{};
    };

    /// The tally that it saw last.
    struct Seen {
        std::uint32_t people = 0;
        Time at{};
    };

    Wire wire;
    std::array<Owed, 2> owed{};  // an answer and its change
    Time due{};                  // when it should have come in, by the schedule
    std::string ticket;
    std::uint32_t line = 0;      // how many there were, so that a timer of an older one is known
    std::uint32_t messages = 0;  // said so far
    std::uint64_t seen_revision = 0;
    std::uint32_t announcement = 0;  // of the current question, the newest that it saw
    Seen tally;                      // of the question that was asked last
    std::uint32_t answered = 0;      // the number of the question, from 1, that it answered last
    State state = State::outside;
    std::uint8_t failures = 0;  // since it was last inside
    bool was_inside = false;
    bool in_storm = false;  // not back from it yet
    bool sampled = false;
    bool awaits_last_tally = false;
};

}  // namespace candour::load
