#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("a choice from its opening to the end of the room") {
    World room({choice("where", 3, {.results = ResultsMode::on_reveal})});
    room.start("where");
    CHECK(room.answer(1, "where", picks("100")) == "accepted");
    CHECK(room.answer(2, "where", picks("101")) == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: 2 0 1");
    CHECK(room.sees(Role::participant) == "not revealed");

    CHECK(room.answer(1, "where", picks("010")) == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: 1 1 1");
    CHECK(room.withdraw(2, "where") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "1 people: 0 1 0");

    CHECK(room.close("where") == "accepted");
    CHECK(room.reveal("where") == "accepted");
    room.commit();
    CHECK(room.answer(2, "where", picks("001")) == "question_closed");
    CHECK(room.sees(Role::participant) == "1 people: 0 1 0");
    CHECK(room.hide("where", "o1") == "unknown_item");

    CHECK(room.reset("where") == "accepted");
    room.commit();
    room.start("where");
    CHECK(room.sees(Role::participant) ==
          "not revealed");  // as the deck says, until revealed again
    CHECK(room.answer(2, "where", picks("001")) == "accepted");
    CHECK(room.end() == "accepted");
    room.commit();
    CHECK(line(room.room().report()[0].results) == "1 people: 0 0 1");
}
