// A room that holds all it can: what it keeps, and that its refusals tell of nothing that waits.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("how many free texts wait is not told by a refusal, short of a flood") {
    domain::RoomLimits limits;
    limits.texts_per_question = 10;
    limits.waiting_texts_per_question = 40;
    World room({free_text("more", {.level = Level::strict})}, limits);
    room.start("more");
    CHECK(room.all_answer(1, 40, "more", texts({"kind"})) == 40);
    room.commit();
    CHECK(room.answer(41, "more", texts({"kind"})) == "texts_full");
    CHECK(room.answer(40, "more", texts({"changed"})) == "accepted");
}

TEST_CASE("of words that waited a full room keeps the most frequent and counts the others") {
    domain::RoomLimits limits;
    limits.words = 4;
    World room({word_cloud("mood", {.level = Level::strict}), word_cloud("beside")}, limits);
    room.start("beside");
    room.answer(1, "beside", words({"one", "two"}));
    room.commit();
    room.start("mood");
    room.all_answer(1, 3, "mood", words({"tired", "kind"}));
    room.all_answer(4, 7, "mood", words({"kind", "calm"}));
    room.all_answer(8, 10, "mood", words({"brave"}));
    room.close("mood");
    room.commit();
    CHECK(room.sees(Role::projector) == "10 people: kind=kind:7 calm=calm:4 +2 full");
    CHECK(room.room().distinct_words() == 4);
    room.go_to("beside");
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: one=one:1 two=two:1 full");
}

TEST_CASE("a full room does not tell which words wait") {
    domain::RoomLimits limits;
    limits.words = 2;
    World room({word_cloud("first"), word_cloud("mood", {.level = Level::strict})}, limits);
    room.start("first");
    room.answer(1, "first", words({"one", "two"}));
    room.commit();
    room.reset("first");
    room.start("mood");
    room.all_answer(1, 3, "mood", words({"secret"}));
    room.commit();
    room.start("first");
    room.answer(1, "first", words({"one", "two"}));
    room.commit();
    room.go_to("mood");
    room.commit();
    CHECK(room.answer(9, "mood", words({"another"})) == room.answer(10, "mood", words({"secret"})));
}
