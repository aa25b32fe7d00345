// RoomTicks: when the tick of each room comes that wants one. A room's ticks are a grid that its
// key has drawn and that nothing moves, whatever any room does (rule A7).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/limits.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace candour::app {

/// Where in the time between two ticks a room's own ones are: 0 to limits::tick_slots - 1.
using TickSlot = std::uint8_t;

/// Owner: a Shard. Thread: that shard's; the clock is an argument. Lifetime: the shard's.
class RoomTicks {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// The room is to have the next tick of its grid after `now`. Once for each tick: who wants the
    /// same one twice has it twice.
    void want(const RoomCode& room, TickSlot slot, TimePoint now);
    /// When the next one is.
    [[nodiscard]] std::optional<TimePoint> next() const;
    /// Adds the rooms to `rooms` whose tick has come.
    void take(TimePoint now, std::vector<RoomCode>& rooms);

private:
    std::map<TimePoint, std::vector<RoomCode>> due_;
};

}  // namespace candour::app
