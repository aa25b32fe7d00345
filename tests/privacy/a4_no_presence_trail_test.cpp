// A4: how many are here is a number rounded to five; whoever comes or goes moves nothing else.
#include "server/app/limits.hpp"
#include "server/commands/verify/frame_checks.hpp"
#include "tests/privacy/canary_room.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

namespace candour::privacy_test {
namespace {

using namespace std::chrono_literals;
using seeds::Dice;
using verify::Findings;
using verify::Heard;
using verify::Rule;

Heard presence(std::uint32_t people, std::chrono::seconds at) {
    const std::chrono::steady_clock::time_point then(at);
    return {Presence{people}, {}, then, then};
}

bool is_noticed(const std::deque<Heard>& heard) {
    Findings findings;
    check_presence(findings, heard, "somebody");
    return findings.is_broken(Rule::a4);
}

/// People come and go, and now and then the room's tick comes, so far after the last one.
void come_and_go(CanaryRoom& room, std::chrono::nanoseconds between_ticks) {
    Dice dice(11);
    for (int i = 0; i < 1'000; ++i) {
        const auto version = room.home->version();
        const bool goes = dice.one_in(3) && room.home->here(Role::participant) > 0;
        if (goes)
            room.home->left(Role::participant);
        else
            (void)room.join();
        CHECK(room.home->version() == version);
        if (dice.one_in(8)) room.tick(between_ticks);
    }
}

TEST_CASE("A4: coming and going changes nothing that is shown until the tick, and then by fives") {
    CanaryRoom room(11);
    come_and_go(room, app::limits::presence_tick);
    CHECK(room.home->presence() > 100);
    CHECK_FALSE(is_noticed(room.facilitator));
    CHECK_FALSE(is_noticed(room.projector));
}

TEST_CASE("A4: a room that told twice as often would be noticed") {
    CanaryRoom room(11);
    come_and_go(room, app::limits::presence_tick / 2);
    CHECK(is_noticed(room.facilitator));
    CHECK(is_noticed(room.projector));
}

TEST_CASE("A4: an exact number, or one too early, is noticed") {
    CHECK_FALSE(is_noticed({presence(0, 0s), presence(5, 10s), presence(10, 20s)}));
    CHECK(is_noticed({presence(0, 0s), presence(7, 10s)}));
    CHECK(is_noticed({presence(0, 0s), presence(5, 10s), presence(10, 13s)}));
}

TEST_CASE("A4: phones are told exactly how many had joined when a question opened") {
    CanaryRoom room(12);
    for (int i = 0; i < 13; ++i) (void)room.join();
    room.start(SlideId{"one"});
    (void)room.join();
    const auto frame = room.home->current(Role::participant).snapshot;
    const auto message = parse_server_message(frame.message());
    REQUIRE(message.has_value());
    CHECK(std::get<Snapshot>(*message).question->joined == 13);
}

}  // namespace
}  // namespace candour::privacy_test
