// A4: how many are here is a number rounded to five; whoever comes or goes moves nothing else.
#include "server/app/limits.hpp"
#include "server/commands/verify/frame_checks.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

namespace candour::privacy_test {
namespace {

using namespace std::chrono_literals;
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

TEST_CASE("A4: coming and going changes nothing that is shown until the tick, and then by fives") {
    CanaryRoom room(11);
    auto chance = verify::seeded(11);
    for (int i = 0; i < 500; ++i) {
        const auto version = room.home->version();
        const bool goes = chance.below(2) == 0 && room.home->here(Role::participant) > 0;
        if (goes)
            room.home->left(Role::participant);
        else
            (void)room.join();
        CHECK(room.home->version() == version);
        if (chance.below(4) != 0) continue;
        room.now += 10s;
        (void)room.home->update_presence();
        CHECK(room.home->presence() % 5 == 0);
        room.commit();
    }
    CHECK_FALSE(is_noticed(room.facilitator));
    CHECK_FALSE(is_noticed(room.projector));
}

TEST_CASE("A4: nobody is told how many are here more than once in 10 s") {
    CHECK(app::limits::presence_tick >= 10s);
    CHECK(app::limits::presence_step_people >= 5);
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
