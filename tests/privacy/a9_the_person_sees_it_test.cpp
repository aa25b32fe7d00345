// A9: "What is stored about me?" shows the literal records, all of them, and nobody else's.
#include "protocol/cpp/hex.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

namespace candour::privacy_test {
namespace {

using verify::canary_questions;

TEST_CASE("A9: each person is shown exactly what is stored of the own answers") {
    CanaryRoom room(31);
    std::vector<Bytes16> people;
    for (std::size_t i = 0; i < verify::canary_people; ++i) people.push_back(room.join());
    for (const auto& question : canary_questions()) {
        room.start(question.id);
        for (std::size_t i = 0; i < question.people; ++i)
            room.answer(question.id, people[i], verify::canary_answer(question, i, "canary"));
        room.commit();
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
        const Mine mine = room.home->mine({}, people[i]);
        std::size_t expected = 0;
        for (const auto& question : canary_questions()) {
            if (i >= question.people) continue;
            REQUIRE(mine.records.size() > expected);
            const MineRecord& record = mine.records[expected++];
            const auto who =
                app::RoomKey::pseudonym(room.key->question_key(question.id), people[i]);
            const auto sent = verify::canary_answer(question, i, "canary");
            CHECK(record.stored == R"({"question":")" + question.id.str() + R"(","pseudonym":")" +
                                       to_hex(who.bytes) +
                                       R"(","announcement":0,"counted_from":0,"response":)" +
                                       encode_response(sent) + "}");
            // And that is what the fold holds, not a copy made to be looked at.
            CHECK(room.home->room().find(question.id)->find(who) != nullptr);
        }
        CHECK(mine.records.size() == expected);
    }
    CHECK(room.home->mine({}, Bytes16{}).records.empty());
}

}  // namespace
}  // namespace candour::privacy_test
