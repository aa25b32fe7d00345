#include "protocol/cpp/scale_value.hpp"
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("a scale from its opening to the end of the room") {
    World room({scale("outcomes", 2)});
    room.start("outcomes");
    CHECK(room.answer(1, "outcomes", values({5, 1})) == "accepted");
    CHECK(room.answer(2, "outcomes", values({4, 2})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "2 people: [n=2 sum=9 n/a=0: 0 0 0 1 1] [n=2 sum=3 n/a=0: 1 1 0 0 0]");

    CHECK(room.answer(1, "outcomes", values({1, 1})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "2 people: [n=2 sum=5 n/a=0: 1 0 0 1 0] [n=2 sum=3 n/a=0: 1 1 0 0 0]");

    CHECK(room.withdraw(1, "outcomes") == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "1 people: [n=1 sum=4 n/a=0: 0 0 0 1 0] [n=1 sum=2 n/a=0: 0 1 0 0 0]");

    CHECK(room.close("outcomes") == "accepted");
    CHECK(room.conceal("outcomes") == "accepted");
    room.commit();
    CHECK(room.answer(2, "outcomes", values({5, 5})) == "question_closed");
    CHECK(room.sees(Role::projector) == "not revealed");
    CHECK(room.sees(Role::facilitator) ==
          "1 people: [n=1 sum=4 n/a=0: 0 0 0 1 0] [n=1 sum=2 n/a=0: 0 1 0 0 0]");

    CHECK(room.reset("outcomes") == "accepted");
    room.commit();
    room.start("outcomes");
    CHECK(room.sees(Role::projector) ==  // shown again, as the deck says
          "0 people: [n=0 sum=0 n/a=0: 0 0 0 0 0] [n=0 sum=0 n/a=0: 0 0 0 0 0]");
    CHECK(room.answer(1, "outcomes", values({3, 3})) == "accepted");
    CHECK(room.end() == "accepted");
    room.commit();
    CHECK(line(room.room().report()[0].results) ==
          "1 people: [n=1 sum=3 n/a=0: 0 0 1 0 0] [n=1 sum=3 n/a=0: 0 0 1 0 0]");
}

TEST_CASE("\"not applicable\" is counted apart and is in neither sum nor distribution") {
    World room({scale("outcomes", 2)});
    room.start("outcomes");
    room.answer(1, "outcomes", values({n_a, 5}));
    room.answer(2, "outcomes", values({2, 3}));
    room.answer(3, "outcomes", values({n_a, n_a}));
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "3 people: [n=1 sum=2 n/a=2: 0 1 0 0 0] [n=2 sum=8 n/a=1: 0 0 1 0 1]");

    room.answer(1, "outcomes", values({2, 5}));
    room.withdraw(3, "outcomes");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "2 people: [n=2 sum=4 n/a=0: 0 2 0 0 0] [n=2 sum=8 n/a=0: 0 0 1 0 1]");
}

TEST_CASE("a statement that somebody left out is counted nowhere, and the rest of the answer is") {
    World room({scale("outcomes", 2)});
    room.start("outcomes");
    room.answer(1, "outcomes", values({left_out_value, 5}));
    room.answer(2, "outcomes", values({2, left_out_value}));
    room.answer(3, "outcomes", values({n_a, left_out_value}));
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "3 people: [n=1 sum=2 n/a=1: 0 1 0 0 0] [n=1 sum=5 n/a=0: 0 0 0 0 1]");

    room.answer(1, "outcomes", values({4, left_out_value}));
    room.answer(2, "outcomes", values({2, 3}));
    room.withdraw(3, "outcomes");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "2 people: [n=2 sum=6 n/a=0: 0 1 0 1 0] [n=1 sum=3 n/a=0: 0 0 1 0 0]");
}

TEST_CASE("who leaves a statement out is company for the others, as their answer is one") {
    World room({scale("outcomes", 2, {.level = Level::protected_})});
    room.joined = 5;
    room.start("outcomes");
    for (std::uint8_t person = 1; person <= 4; ++person)
        room.answer(person, "outcomes", values({left_out_value, 1}));
    room.answer(5, "outcomes", values({3, 1}));
    CHECK(room.close("outcomes") == "accepted");
    room.commit();
    // The number of one person alone: what docs/anonymity.md says is not covered.
    CHECK(room.sees(Role::projector) ==
          "5 people: [n=1 sum=3 n/a=0: 0 0 1 0 0] [n=5 sum=5 n/a=0: 5 0 0 0 0]");
}

TEST_CASE("a scale has nothing to hide") {
    World room({scale("outcomes", 1)});
    room.start("outcomes");
    room.answer(1, "outcomes", values({5}));
    room.commit();
    CHECK(room.hide("outcomes", "5") == "unknown_item");
    CHECK(room.restore("outcomes", "5") == "unknown_item");
}
