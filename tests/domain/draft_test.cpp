// What becomes of commands that meet within one batch, come twice, or find the room full.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("an answer in the batch of the close counts, whichever came first") {
    World room({word_cloud("mood")});
    room.start("mood");
    CHECK(room.answer(1, "mood", words({"before"})) == "accepted");
    CHECK(room.close("mood") == "accepted");
    CHECK(room.answer(2, "mood", words({"after"})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: after=after:1 before=before:1");
}

TEST_CASE("an answer after the close never counts") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.close("mood");
    room.commit();
    CHECK(room.answer(1, "mood", words({"late"})) == "question_closed");
    room.commit();
    CHECK(room.sees(Role::projector) == "0 people:");

    // Nor when a log that we did not write has one.
    domain::Room folded = room.beginning();
    for (const domain::Batch& batch : room.log())
        folded.apply(batch, room.release_seed(batch.number));
    domain::Batch late{.number = folded.last_batch().next(), .events = {}};
    late.events.push_back(
        domain::Responded{SlideId{"mood"}, room.pseudonym(1, "mood"), words({"late"})});
    folded.apply(late, room.release_seed(late.number));
    CHECK(frames(folded) == frames(room.room()));
}

TEST_CASE("an answer that was on its way during a reset is refused, or goes with the reset") {
    World room({word_cloud("mood")});
    room.start("mood");
    room.reset("mood");
    room.open("mood");
    CHECK(room.answer(1, "mood", words({"same batch"})) == "accepted");
    room.commit();
    CHECK(room.answer(2, "mood", words({"later"}), Round{1}) == "question_was_reset");
    CHECK(room.sees(Role::projector) == "0 people:");
}

TEST_CASE("of several changes in one batch the latest counts") {
    World room({word_cloud("mood")});
    room.start("mood");
    SUBCASE("answers") {
        room.answer(1, "mood", words({"one"}));
        room.answer(1, "mood", words({"two"}));
        room.answer(1, "mood", words({"three"}));
        room.commit();
        CHECK(room.sees(Role::projector) == "1 people: three=three:1");
    }
    SUBCASE("a withdrawal last") {
        room.answer(1, "mood", words({"one"}));
        CHECK(room.withdraw(1, "mood") == "accepted");
        room.commit();
        CHECK(room.sees(Role::projector) == "0 people:");
    }
    SUBCASE("an answer after a withdrawal") {
        room.answer(1, "mood", words({"one"}));
        room.commit();
        CHECK(room.withdraw(1, "mood") == "accepted");
        CHECK(room.answer(1, "mood", words({"one"})) == "accepted");
        room.commit();
        CHECK(room.sees(Role::projector) == "1 people: one=one:1");
    }
    SUBCASE("back to what it was") {
        room.answer(1, "mood", words({"one"}));
        room.commit();
        room.answer(1, "mood", words({"two"}));
        CHECK(room.answer(1, "mood", words({"one"})) == "accepted");
        room.commit();
        CHECK(room.sees(Role::projector) == "1 people: one=one:1");
    }
}

TEST_CASE("the same answer sent again is harmless") {
    for (const Level level : {Level::open, Level::protected_, Level::strict}) {
        CAPTURE(static_cast<int>(level));
        World room({word_cloud("mood", {.level = level})});
        room.start("mood");
        const Response kind = words({"kind"});
        CHECK(room.answer(1, "mood", kind) == "accepted");
        CHECK(room.answer(1, "mood", kind) == "accepted");  // both acks wait for the batch
        room.commit();
        CHECK(room.answer(1, "mood", kind) == "already so");
        CHECK(room.all_answer(2, 12, "mood", kind) == 11);
        room.commit();
        const std::string shown = frames(room.room());
        for (std::uint32_t person = 1; person <= 12; ++person)  // released by now or not
            CHECK(room.answer(person, "mood", kind) == "already so");
        room.commit();
        CHECK(frames(room.room()) == shown);

        room.close("mood");
        room.commit();
        CHECK(room.sees(Role::projector) == "12 people: kind=kind:12");
        for (std::uint32_t person = 1; person <= 12; ++person)
            CHECK(room.answer(person, "mood", kind) == "already so");
        CHECK(room.answer(13, "mood", kind) == "question_closed");
        CHECK(room.answer(1, "mood", words({"calm"})) == "question_closed");

        room.end();
        room.commit();
        CHECK(room.answer(1, "mood", kind) == "already so");
        CHECK(room.answer(13, "mood", kind) == "room_ended");
        CHECK(room.sees(Role::projector) == "12 people: kind=kind:12");
    }
}

TEST_CASE("a batch has the answers first, one for each person, then what facilitators did") {
    World room({word_cloud("mood"), word_cloud("other")});
    room.start("mood");
    room.hide("mood", "kind");
    room.go_to("other");
    room.answer(1, "mood", words({"one"}));
    room.conceal("mood");
    room.answer(2, "mood", words({"two"}));
    room.answer(1, "mood", words({"three"}));
    room.commit();
    const domain::Batch& batch = room.log().back();
    CHECK(batch.number == room.room().last_batch());
    REQUIRE(batch.events.size() == 4);
    CHECK(std::holds_alternative<domain::Responded>(batch.events[0]));
    CHECK(std::holds_alternative<domain::Responded>(batch.events[1]));
    CHECK(std::holds_alternative<domain::SlideShown>(batch.events[2]));
    CHECK(std::holds_alternative<domain::ResultsRevealed>(batch.events[3]));
}

TEST_CASE("a batch keeps no order of arrival") {
    // The first to answer lands anywhere: in 200 rooms of 8 answers about 25 times at each place.
    std::array<int, 8> landed{};
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        World room({word_cloud("mood")}, {}, {.shuffles = seed});
        room.start("mood");
        room.all_answer(0, 7, "mood", words({"kind"}));
        room.commit();
        const auto& events = room.log().back().events;
        for (std::size_t place = 0; place < events.size(); ++place)
            if (std::get<domain::Responded>(events[place]).who == room.pseudonym(0, "mood"))
                ++landed.at(place);
    }
    for (const int times : landed) {
        CHECK(times > 8);
        CHECK(times < 50);
    }
}

TEST_CASE("a full room refuses new words, takes known ones, and says that it is full") {
    domain::RoomLimits limits;
    limits.words = 3;
    World room({word_cloud("mood"), word_cloud("other")}, limits);
    room.start("mood");
    room.open("other");
    room.commit();
    room.answer(1, "mood", words({"one", "two"}));
    room.commit();
    CHECK(room.answer(2, "mood", words({"three", "four"})) == "words_full");
    CHECK(room.answer(2, "other", words({"three"})) == "accepted");
    CHECK(room.answer(3, "mood", words({"four"})) == "words_full");  // counting this very batch
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: one=one:1 two=two:1 full");
    CHECK(room.answer(3, "mood", words({"four"})) == "words_full");
    CHECK(room.answer(3, "mood", words({"One", "two"})) == "accepted");
    room.withdraw(2, "other");
    room.commit();
    CHECK(room.sees(Role::projector) == "2 people: one=one:2 two=two:2");
    CHECK(room.answer(4, "mood", words({"four"})) == "accepted");
}

TEST_CASE("one person who sends again and again does not fill the room") {
    domain::RoomLimits limits;
    limits.words = 4;
    World room({word_cloud("mood")}, limits);
    room.start("mood");
    for (int i = 0; i < 20; ++i)
        CHECK(room.answer(1, "mood", words({"word " + std::to_string(i), "kind"})) == "accepted");
    CHECK(room.withdraw(1, "mood") == "accepted");
    CHECK(room.answer(2, "mood", words({"a", "b", "c"})) == "accepted");
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: a=a:1 b=b:1 c=c:1");
}

TEST_CASE("a question that is full of texts refuses more, and lets people change theirs") {
    domain::RoomLimits limits;
    limits.texts_per_question = 3;
    World room({free_text("more"), free_text("other")}, limits);
    room.start("more");
    room.open("other");
    room.commit();
    room.answer(1, "more", texts({"a", "b"}));
    room.commit();
    CHECK(room.answer(2, "more", texts({"c", "d"})) == "texts_full");
    CHECK(room.answer(2, "more", texts({"c"})) == "accepted");
    room.commit();
    CHECK(room.answer(3, "more", texts({"d"})) == "texts_full");
    CHECK(room.answer(3, "other", texts({"d"})) == "accepted");
    CHECK(room.answer(1, "more", texts({"e", "f"})) == "accepted");
    CHECK(room.answer(2, "more", texts({"c", "d"})) == "texts_full");
    room.commit();
    room.withdraw(1, "more");
    room.commit();
    CHECK(room.answer(3, "more", texts({"d", "e"})) == "accepted");
}
