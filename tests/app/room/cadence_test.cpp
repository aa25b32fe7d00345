// When people see the next tally. The clock is ours.
#include "server/app/room/cadence.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace std::chrono_literals;

constexpr Cadence::TimePoint beginning{1h};
constexpr auto a_moment = 1ms;

TEST_CASE(
    "a small room sees a tally at every tick, a large one as often as its share of a core allows") {
    CHECK(between_tallies(0ns) == limits::broadcast_tick);
    CHECK(between_tallies(limits::broadcast_tick / 10) == limits::broadcast_tick);
    CHECK(between_tallies(400ms) == 400ms * 100 / limits::broadcast_share_percent);
    CHECK(between_tallies(1h) == limits::slowest_tally);
}

TEST_CASE("the first tally is shown at once") {
    Cadence cadence;
    cadence.changed(beginning);
    CHECK(cadence.is_due(beginning));
}

TEST_CASE("while people answer, a tally waits until it is due") {
    Cadence cadence;
    cadence.shown(beginning, 2s);
    for (auto now = beginning; now < beginning + 2s; now += limits::quiet_after / 2) {
        cadence.changed(now);
        CHECK_FALSE(cadence.is_due(now));
    }
    CHECK(cadence.is_due(beginning + 2s));
}

TEST_CASE("when everybody has answered, the last tally does not wait") {
    Cadence cadence;
    cadence.shown(beginning, 2s);
    cadence.changed(beginning + 500ms);
    CHECK_FALSE(cadence.is_due(beginning + 500ms + limits::quiet_after - a_moment));
    CHECK(cadence.is_due(beginning + 500ms + limits::quiet_after));
}

TEST_CASE("answers that trickle in are shown early once, and then when they are due") {
    Cadence cadence;
    cadence.shown(beginning, 2s);
    cadence.changed(beginning);
    const auto early = beginning + limits::quiet_after;
    REQUIRE(cadence.is_due(early));
    cadence.shown(early, 2s);
    cadence.changed(early + a_moment);
    CHECK_FALSE(cadence.is_due(early + 2s - a_moment));
    REQUIRE(cadence.is_due(early + 2s));
    cadence.shown(early + 2s, 2s);
    cadence.changed(early + 2s + a_moment);
    CHECK(cadence.is_due(early + 2s + a_moment + limits::quiet_after));
}

}  // namespace
}  // namespace candour::app
