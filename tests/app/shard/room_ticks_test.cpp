#include "server/app/shard/room_ticks.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <vector>

namespace candour::app {
namespace {

using namespace std::chrono_literals;
using Moment = RoomTicks::TimePoint;

std::vector<RoomCode> due_at(RoomTicks& ticks, Moment now) {
    std::vector<RoomCode> rooms;
    ticks.take(now, rooms);
    return rooms;
}

}  // namespace

TEST_CASE("a room's ticks are a grid, whenever it begins to want them") {
    const RoomCode room{"ABCD2345"};
    for (int slot = 0; slot < limits::tick_slots; ++slot)
        for (auto asked = 0us; asked < 2 * limits::room_tick; asked += 137us) {
            CAPTURE(slot);
            CAPTURE(asked.count());
            const Moment now{1h + asked};
            RoomTicks ticks;
            ticks.want(room, static_cast<TickSlot>(slot), now);
            const Moment tick = ticks.next().value();
            CHECK(tick > now);
            CHECK(tick <= now + limits::room_tick);
            CHECK((tick.time_since_epoch() - slot * limits::tick_slot) % limits::room_tick == 0ns);
        }
}

TEST_CASE("a tick comes when its moment has, and once") {
    const RoomCode early{"EARLY234"};
    const RoomCode late{"LATE2345"};
    RoomTicks ticks;
    CHECK_FALSE(ticks.next().has_value());
    ticks.want(late, 3, Moment{1h});
    ticks.want(early, 1, Moment{1h});
    CHECK(ticks.next() == Moment{1h + limits::tick_slot});
    CHECK(due_at(ticks, Moment{1h + limits::tick_slot - 1ns}).empty());
    CHECK(due_at(ticks, Moment{1h + limits::tick_slot}) == std::vector{early});
    CHECK(due_at(ticks, Moment{1h + limits::tick_slot}).empty());
    // A thread that was late gives each its tick, in their order.
    ticks.want(early, 1, Moment{1h + limits::tick_slot});
    CHECK(due_at(ticks, Moment{2h}) == std::vector{late, early});
    CHECK_FALSE(ticks.next().has_value());
}

TEST_CASE("at the moment of a tick the next one is meant") {
    RoomTicks ticks;
    ticks.want(RoomCode{"ABCD2345"}, 0, Moment{1h});
    CHECK(ticks.next() == Moment{1h + limits::room_tick});
}

}  // namespace candour::app
