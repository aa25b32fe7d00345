#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("a word cloud from its opening to the end of the room") {
    World room({word_cloud("mood", {.results = ResultsMode::on_reveal}), content("thanks")});
    room.go_to("mood");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "nothing");
    CHECK(room.answer(1, "mood", words({"kind"})) == "question_not_open");
    CHECK(room.withdraw(1, "mood") == "question_not_open");

    CHECK(room.open("mood") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "0 people:");
    CHECK(room.sees(Role::projector) == "not revealed");

    CHECK(room.answer(1, "mood", words({"kind", "calm"})) == "accepted");
    CHECK(room.answer(2, "mood", words({"kind"})) == "accepted");
    CHECK(room.sees(Role::facilitator) == "0 people:");  // not before it is durable
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: kind=kind:2 calm=calm:1");

    CHECK(room.answer(1, "mood", words({"tired"})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: kind=kind:1 tired=tired:1");

    CHECK(room.withdraw(2, "mood") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "1 people: tired=tired:1");
    CHECK(room.withdraw(2, "mood") == "nothing_to_withdraw");

    CHECK(room.close("mood") == "accepted");
    room.commit();
    CHECK(room.answer(3, "mood", words({"late"})) == "question_closed");
    CHECK(room.withdraw(1, "mood") == "question_closed");
    CHECK(room.sees(Role::participant) == "not revealed");

    CHECK(room.reveal("mood") == "accepted");
    room.commit();
    CHECK(room.sees(Role::participant) == "1 people: tired=tired:1");
    CHECK(room.conceal("mood") == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "not revealed");

    CHECK(room.reset("mood") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "nothing");
    CHECK(room.round_of("mood") == Round{2});
    room.open("mood");
    room.commit();
    CHECK(room.answer(1, "mood", words({"kind"}), Round{1}) == "question_was_reset");
    CHECK(room.withdraw(1, "mood", Round{1}) == "question_was_reset");
    CHECK(room.answer(1, "mood", words({"kind"})) == "accepted");
    room.commit();

    CHECK(room.end() == "accepted");
    room.commit();
    CHECK(room.room().phase() == RoomPhase::ended);
    REQUIRE(room.room().report().size() == 1);
    CHECK(line(room.room().report()[0].results) == "1 people: kind=kind:1");
    CHECK(room.answer(2, "mood", words({"late"})) == "room_ended");
    CHECK(room.withdraw(1, "mood") == "room_ended");
    CHECK(room.open("mood") == "room_ended");
    CHECK(room.go_to("thanks") == "room_ended");
    CHECK(room.end() == "already so");
}

TEST_CASE("spellings of one word are one word, shown as most people spell it") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.all_answer(1, 2, "mood", words({"Safe-Space"}));
    room.all_answer(3, 5, "mood", words({"safe space"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "5 people: safe space=safe space:5");

    room.all_answer(3, 4, "mood", words({"Safe-Space"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "5 people: safe space=Safe-Space:5");
}

TEST_CASE("of spellings that equally many use, the plainest is shown, whoever came first") {
    for (const bool swapped : {false, true}) {
        CAPTURE(swapped);
        World room({word_cloud("mood")});
        room.start("mood");
        room.answer(swapped ? 2 : 1, "mood", words({"kind"}));
        room.commit();
        room.answer(swapped ? 1 : 2, "mood", words({"Kind"}));
        room.commit();
        CHECK(room.sees(Role::projector) == "2 people: kind=kind:2");
    }
}

TEST_CASE("words stand by people; what does not fit is counted") {
    domain::RoomLimits limits;
    limits.audience.words = 1;
    limits.facilitator.words = 3;
    World room({word_cloud("mood")}, limits);
    room.start("mood");
    room.all_answer(1, 3, "mood", words({"kind"}));
    room.all_answer(4, 5, "mood", words({"calm"}));
    room.all_answer(6, 7, "mood", words({"brave"}));
    room.answer(8, "mood", words({"tired"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "8 people: kind=kind:3 +3");
    CHECK(room.sees(Role::facilitator) == "8 people: kind=kind:3 brave=brave:2 calm=calm:2 +1");
    CHECK(line(room.room().report()[0].results) ==
          "8 people: kind=kind:3 brave=brave:2 calm=calm:2 tired=tired:1");
}

TEST_CASE("a hidden word is marked for facilitators and gone for everybody else") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.all_answer(1, 2, "mood", words({"rude", "kind"}));
    room.commit();

    CHECK(room.hide("mood", "rude") == "accepted");
    room.commit();
    CHECK(room.sees(Role::facilitator) == "2 people: kind=kind:2 rude=rude:2(hidden)");
    CHECK(room.sees(Role::participant) == "2 people: kind=kind:2");
    CHECK(room.sees(Role::projector) == "2 people: kind=kind:2");
    CHECK(room.hide("mood", "rude") == "already so");

    // It stays hidden for whoever says it next, and when nobody says it for a while.
    room.all_answer(1, 2, "mood", words({"kind"}));
    room.commit();
    room.answer(3, "mood", words({"Rude"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "3 people: kind=kind:2");

    CHECK(room.restore("mood", "rude") == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "3 people: kind=kind:2 rude=Rude:1");
    CHECK(room.restore("mood", "rude") == "already so");
    CHECK(room.hide("mood", "never said") == "unknown_item");
}

TEST_CASE("what was hidden in one round is not hidden in the next") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.answer(1, "mood", words({"kind"}));
    room.commit();

    SUBCASE("when it was hidden before the reset") {
        room.hide("mood", "kind");
        room.reset("mood");
        room.commit();
    }
    SUBCASE("when it was hidden after the reset, but in the same batch") {
        room.reset("mood");
        CHECK(room.hide("mood", "kind") == "unknown_item");
        room.commit();
    }
    room.start("mood");
    room.answer(2, "mood", words({"kind"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: kind=kind:1");
}

TEST_CASE("a word that somebody changed away from leaves the cloud") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.answer(1, "mood", words({"kind"}));
    room.commit();
    room.answer(1, "mood", words({"calm"}));
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: calm=calm:1");
    CHECK(room.room().distinct_words() == 1);
    room.withdraw(1, "mood");
    room.commit();
    CHECK(room.sees(Role::projector) == "0 people:");
    CHECK(room.room().distinct_words() == 0);
}
