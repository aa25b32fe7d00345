// Cadence: when one role of one room is to see its next tally.
#pragma once

#include "server/app/limits.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace candour::app {

/// How long an audience waits for its next tally when sending one takes a core so long: the tick,
/// or longer where tallies would take more than their share of the core.
[[nodiscard]] constexpr std::chrono::nanoseconds between_tallies(std::chrono::nanoseconds work) {
    return std::clamp<std::chrono::nanoseconds>(work * 100 / limits::broadcast_share_percent,
                                                limits::broadcast_tick, limits::slowest_tally);
}

/// Owner: RoomTable, one per room and role. Thread: the home shard. Takes the clock as an argument.
class Cadence {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Something is new.
    void changed(TimePoint now) { last_change_ = now; }
    /// Whether it is time to show what is new. After yes it is shown.
    [[nodiscard]] bool is_due(TimePoint now) {
        if (now >= due_) {
            was_early_ = false;
            return true;
        }
        return now >= last_change_ + limits::quiet_after && !std::exchange(was_early_, true);
    }
    void shown(TimePoint now, std::chrono::nanoseconds interval) { due_ = now + interval; }

private:
    TimePoint due_;
    TimePoint last_change_;
    bool was_early_ = false;  // what was shown last came before it was due
};

}  // namespace candour::app
