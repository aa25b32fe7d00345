#include "server/app/shard/room_ticks.hpp"

#include <algorithm>
#include <iterator>

namespace candour::app {

void RoomTicks::want(const RoomCode& room, TickSlot slot, TimePoint now) {
    // The grid is laid from the clock's beginning, and not from anything that has happened.
    const auto phase = limits::tick_slot * slot;
    const auto ticks = (now.time_since_epoch() - phase) / limits::room_tick;
    const TimePoint last{ticks * limits::room_tick + phase};
    due_[last > now ? last : last + limits::room_tick].push_back(room);
}

std::optional<RoomTicks::TimePoint> RoomTicks::next() const {
    if (due_.empty()) return std::nullopt;
    return due_.begin()->first;
}

void RoomTicks::take(TimePoint now, std::vector<RoomCode>& rooms) {
    const auto end = due_.upper_bound(now);
    for (auto due = due_.begin(); due != end; ++due)
        std::ranges::move(due->second, std::back_inserter(rooms));
    due_.erase(due_.begin(), end);
}

}  // namespace candour::app
