// Outcome: everything that one rehearsal measured, as plain values.
#pragma once

#include "benchmarks/load/rules/histogram.hpp"
#include "protocol/cpp/refusal.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace candour::load {

/// What went wrong with lines, by what it was.
struct LineTroubles {
    std::uint64_t not_connected = 0;  // no TCP line came about, or no answer on it in time
    std::uint64_t no_upgrade = 0;     // it did, but no WebSocket
    std::uint64_t lost = 0;           // the server or the network ended a line that was in the room
    std::uint64_t not_understood = 0;  // frames that are not of candour.v1
    std::uint64_t own_limit = 0;       // this machine gave candour-load no socket or port

    [[nodiscard]] std::uint64_t all() const {
        return not_connected + no_upgrade + lost + not_understood + own_limit;
    }
    friend bool operator==(const LineTroubles&, const LineTroubles&) = default;
};

/// The server's process and machine, seen from the same machine; empty from afar.
struct ServerUse {
    bool known = false;
    double busiest_thread = 0;  // share of one core, while people answered (nine tenths of seconds)
    double machine = 0;         // share of all cores, everything that ran here
    std::uint64_t memory_bytes = 0;  // resident, at the most
    std::size_t descriptors = 0;     // open, at the most
    std::size_t descriptor_limit = 0;
};

/// candour-load itself.
struct OwnUse {
    double busiest_worker = 0;  // share of one core, while people answered
    Histogram lateness;         // how late it did what the schedule said
};

/// One second of a run, for the charts.
struct Second {
    std::uint32_t in_room = 0;
    std::uint32_t answers = 0;  // confirmed in it
    double server = 0;          // the busiest thread's share of a core
};

struct Outcome {
    std::uint32_t people = 0;
    std::uint32_t rooms = 1;
    std::uint32_t came_in = 0;       // had a welcome and a snapshot once
    std::uint32_t most_at_once = 0;  // in the room
    std::uint32_t came_back = 0;     // after the storm
    std::uint32_t stormed = 0;       // were sent away for it

    std::uint64_t answers_due = 0;   // by people who had come in
    std::uint64_t answers_kept = 0;  // acked
    std::uint64_t locked = 0;        // phones that were locked and came back
    std::uint64_t never_read = 0;    // phones that stopped reading for good

    Histogram join;        // due time to snapshot
    Histogram answer;      // due time to ack
    Histogram projector;   // due time to the tally on the projector that counts it (level open)
    Histogram phones;      // the same on sampled phones
    Histogram opening;     // a question's opening to the snapshot on each phone
    Histogram last_tally;  // the last new answer's ack to the tally on each phone that counts all
    Histogram recovery;    // the storm to the snapshot, the client's own waiting included

    std::array<std::uint64_t, refusal_code_count> refusals{};
    LineTroubles lines;
    ServerUse server;
    OwnUse own;
    std::vector<Second> seconds;

    /// Why the run ended before its end, and empty when it did not.
    std::string cut_short;
    bool left_nothing_behind = true;

    [[nodiscard]] std::uint64_t refused(RefusalCode code) const {
        return refusals[static_cast<std::size_t>(code)];
    }
    [[nodiscard]] std::uint64_t refused() const {
        std::uint64_t all = 0;
        for (const auto count : refusals) all += count;
        return all;
    }
};

}  // namespace candour::load
