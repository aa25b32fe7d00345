// A6: sealed results hold the date and nothing finer, one sorted table per question, no row per
// person; the running log has no times, and its batches are shuffled.
#include "server/app/room/batch_codec.hpp"
#include "server/app/room/sealed_room.hpp"
#include "server/commands/verify/sealed_checks.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

namespace candour::privacy_test {
namespace {

using verify::canary_questions;
using verify::Findings;
using verify::Rule;

std::unique_ptr<CanaryRoom> ended_room(std::uint64_t seed) {
    auto room = std::make_unique<CanaryRoom>(seed);
    for (const auto& question : canary_questions()) {
        room->start(question.id);
        for (std::size_t i = question.people; i-- > 0;) {
            room->answer(question.id, room->join(), verify::canary_answer(question, i, "canary"));
            if (i % 3 == 0) room->commit();
        }
    }
    room->end();
    return room;
}

bool time_is_noticed(const CanaryRoom& room, const std::string& bytes) {
    Findings findings;
    verify::check_sealed(findings, room.home->id(), bytes, canary_questions().size() + 1);
    return findings.is_broken(Rule::a6);
}

TEST_CASE("A6: what is sealed is one sorted table per question, and the date") {
    for (const std::uint64_t seed : {21U, 22U, 23U}) {
        const auto room = ended_room(seed);
        const app::SealedRoom sealed(room->home->id(), room->home->room(), "2026-11-22");
        CHECK_FALSE(time_is_noticed(*room, sealed.bytes()));
    }
}

TEST_CASE("A6: a time in the sealed results, or a byte more than there should be, is noticed") {
    const auto room = ended_room(24);
    const auto sealed_on = [&](const std::string& date) {
        return app::SealedRoom(room->home->id(), room->home->room(), date).bytes();
    };
    CHECK(time_is_noticed(*room, sealed_on("2026-11-22T09:41:07Z")));
    CHECK(time_is_noticed(*room, sealed_on("2026-11-22") + "x"));
}

TEST_CASE("A6: a batch does not keep the order in which its answers came") {
    // Twelve answers in one batch, over many seeds: each place is anybody's.
    std::size_t first_stayed_first = 0;
    constexpr std::uint64_t rooms = 300;
    for (std::uint64_t seed = 1; seed <= rooms; ++seed) {
        CanaryRoom room(seed);
        const SlideId question{"several"};
        room.start(question);
        const Bytes16 first = room.join();
        for (std::size_t i = 0; i < 12; ++i)
            room.answer(question, i == 0 ? first : room.join(),
                        ChoiceResponse{{true, false, false}});
        room.commit();
        const BatchNumber number = room.home->room().last_batch();
        const auto plain = room.key->open_batch(room.home->id(), number, room.records.back());
        REQUIRE(plain);
        const auto batch = app::decode_batch(number, *plain);
        REQUIRE(batch);
        const auto who = app::RoomKey::pseudonym(room.key->question_key(question), first);
        first_stayed_first +=
            std::get<domain::Responded>(batch->events.front()).who == who ? 1U : 0U;
    }
    // 25 of 300 are expected; 25 +- 5 standard deviations.
    CHECK(first_stayed_first > 1);
    CHECK(first_stayed_first < 50);
}

}  // namespace
}  // namespace candour::privacy_test
