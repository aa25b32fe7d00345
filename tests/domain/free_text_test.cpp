#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("free texts from the opening to the end of the room") {
    World room({free_text("more")});
    room.start("more");
    CHECK(room.answer(1, "more", texts({"thanks"})) == "accepted");
    CHECK(room.answer(2, "more", texts({"more time", "a bigger room"})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 1.1=a bigger room 1.2=more time 1.3=thanks");

    CHECK(room.answer(2, "more", texts({"more time"})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 2.1=more time 1.3=thanks");

    CHECK(room.withdraw(1, "more") == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: 2.1=more time");

    CHECK(room.close("more") == "accepted");
    CHECK(room.conceal("more") == "accepted");
    room.commit();
    CHECK(room.answer(1, "more", texts({"late"})) == "question_closed");
    CHECK(room.sees(Role::participant) == "not revealed");
    CHECK(room.reveal("more") == "accepted");
    room.commit();
    CHECK(room.sees(Role::participant) == "1 people: 2.1=more time");

    CHECK(room.reset("more") == "accepted");
    room.commit();
    room.start("more");
    CHECK(room.sees(Role::projector) == "0 people:");
    CHECK(room.answer(1, "more", texts({"again"})) == "accepted");
    room.commit();
    CHECK(room.end() == "accepted");
    room.commit();
    CHECK(line(room.room().report()[0].results) == "1 people: 1=again");
}

TEST_CASE("the newest release stands first, sorted by text and not by arrival") {
    World room({free_text("more")});
    room.start("more");
    room.answer(1, "more", texts({"zebra"}));
    room.answer(2, "more", texts({"apple"}));
    room.commit();
    room.answer(3, "more", texts({"yes"}));
    room.answer(4, "more", texts({"no"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "4 people: 2.1=no 2.2=yes 1.1=apple 1.2=zebra");
}

TEST_CASE("older texts that do not fit are counted, hidden ones only for facilitators") {
    domain::RoomLimits limits;
    limits.audience.texts = 2;
    limits.facilitator.texts = 2;
    World room({free_text("more")}, limits);
    room.start("more");
    room.answer(1, "more", texts({"a", "b", "c"}));
    room.commit();
    room.answer(2, "more", texts({"d"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 2.1=d 1.1=a +2");
    room.hide("more", "1.2");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 2.1=d 1.1=a +1");
    CHECK(room.sees(Role::facilitator) == "2 people: 2.1=d 1.1=a +2");
}

TEST_CASE("a hidden text is marked for facilitators and gone for everybody else") {
    World room({free_text("more")});
    room.start("more");
    room.answer(1, "more", texts({"rude"}));
    room.answer(2, "more", texts({"kind"}));
    room.commit();
    CHECK(room.hide("more", "1.2") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: 1.1=kind 1.2=rude(hidden)");
    CHECK(room.sees(Role::participant) == "2 people: 1.1=kind");
    CHECK(room.sees(Role::projector) == "2 people: 1.1=kind");
    CHECK(room.hide("more", "1.3") == "unknown_item");
    CHECK(room.hide("more", "rude") == "unknown_item");
    CHECK(room.restore("more", "1.2") == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 1.1=kind 1.2=rude");
}

TEST_CASE("a text's id never comes to name another text") {
    World room({free_text("more")});
    room.start("more");
    room.answer(1, "more", texts({"rude"}));
    room.commit();
    room.hide("more", "1.1");
    room.withdraw(1, "more");
    room.commit();
    room.answer(2, "more", texts({"kind"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: 2.1=kind");
}

TEST_CASE("equal texts of several people are each there, and leave one by one") {
    World room({free_text("more")});
    room.start("more");
    CHECK(room.all_answer(1, 3, "more", texts({"thanks", "thanks"})) == 3);
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "3 people: 1.1=thanks 1.2=thanks 1.3=thanks 1.4=thanks 1.5=thanks 1.6=thanks");
    room.withdraw(2, "more");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: 1.3=thanks 1.4=thanks 1.5=thanks 1.6=thanks");
}
