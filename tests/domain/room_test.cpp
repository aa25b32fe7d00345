// The room as a whole: slides, facilitators beside each other, the end.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("a room begins at the join screen, live, with every question waiting") {
    const World room({content("hello"), word_cloud("mood"), scale("outcomes", 1)});
    const Snapshot snapshot = room.room().snapshot(Role::facilitator, 15);
    CHECK(snapshot.phase == RoomPhase::live);
    CHECK(snapshot.present == 15);
    CHECK_FALSE(snapshot.index.has_value());
    CHECK_FALSE(snapshot.question.has_value());
    REQUIRE(snapshot.questions.size() == 2);
    CHECK(snapshot.questions[0].id == SlideId{"mood"});
    CHECK(snapshot.questions[0].phase == QuestionPhase::waiting);
    CHECK(room.room().snapshot(Role::projector, 15).questions.empty());
    CHECK(room.sees(Role::facilitator) == "no question");
}

TEST_CASE("everybody sees the slide that a facilitator goes to") {
    World room({content("hello"), word_cloud("mood")});
    CHECK(room.go_to("mood") == "accepted");
    room.commit();
    for (const Role role : all_roles) CHECK(room.room().snapshot(role, 0).index == 1U);
    CHECK(room.go_to("hello") == "accepted");
    room.commit();
    for (const Role role : all_roles) {
        CHECK(room.room().snapshot(role, 0).index == 0U);
        CHECK_FALSE(room.room().tally(role).has_value());
    }
    CHECK(room.go_to(std::nullopt) == "accepted");
    room.commit();
    for (const Role role : all_roles) CHECK_FALSE(room.room().snapshot(role, 0).index.has_value());
    CHECK(room.go_to("no such slide") == "unknown_slide");
}

TEST_CASE("a question keeps running while another slide is shown") {
    World room({word_cloud("mood"), content("film")});
    room.start("mood");
    room.go_to("film");
    room.commit();
    CHECK(room.answer(1, "mood", words({"kind"})) == "accepted");
    room.commit();
    room.go_to("mood");
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: kind=kind:1");
}

TEST_CASE("two facilitators who do the same one after the other do not trip") {
    World room({word_cloud("mood", {.results = ResultsMode::on_reveal})});
    CHECK(room.go_to("mood") == "accepted");
    room.commit();
    CHECK(room.go_to("mood") == "already so");
    CHECK(room.open("mood") == "accepted");
    room.commit();
    CHECK(room.open("mood") == "already so");
    CHECK(room.reveal("mood") == "accepted");
    room.commit();
    CHECK(room.reveal("mood") == "already so");
    CHECK(room.conceal("mood") == "accepted");
    room.commit();
    CHECK(room.conceal("mood") == "already so");
    CHECK(room.close("mood") == "accepted");
    room.commit();
    CHECK(room.close("mood") == "already so");
    const Revision revision = room.room().revision();
    room.commit();
    CHECK(room.room().revision() == revision);  // nothing happened, so nobody is told anything
}

TEST_CASE("two facilitators who do the same within one batch do not trip") {
    World room({word_cloud("mood", {.results = ResultsMode::on_reveal})});
    const auto twice = [&](auto&& press) {
        const std::string first = press();
        const std::string second = press();
        room.commit();
        return first + ", " + second;
    };
    CHECK(twice([&] { return room.go_to("mood"); }) == "accepted, accepted");
    CHECK(twice([&] { return room.open("mood"); }) == "accepted, accepted");
    room.answer(1, "mood", words({"kind"}));
    room.commit();
    CHECK(twice([&] { return room.reveal("mood"); }) == "accepted, accepted");
    CHECK(room.sees(Role::projector) == "1 people: kind=kind:1");
    CHECK(twice([&] { return room.hide("mood", "kind"); }) == "accepted, accepted");
    CHECK(room.sees(Role::projector) == "1 people:");
    CHECK(twice([&] { return room.restore("mood", "kind"); }) == "accepted, accepted");
    CHECK(room.sees(Role::projector) == "1 people: kind=kind:1");
    CHECK(twice([&] { return room.close("mood"); }) == "accepted, accepted");
    CHECK(room.fold("mood").phase() == QuestionPhase::closed);
    // Both wait for the batch: neither may be told of an end that is not durable.
    CHECK(twice([&] { return room.end(); }) == "accepted, accepted");
    CHECK(room.end() == "already so");
    CHECK(room.sees(Role::projector) == "1 people: kind=kind:1");
}

TEST_CASE("of two facilitators who do opposite things within one batch the later has its way") {
    World room({word_cloud("mood")});
    room.start("mood");
    CHECK(room.close("mood") == "accepted");
    CHECK(room.open("mood") == "accepted");
    room.commit();
    CHECK(room.fold("mood").phase() == QuestionPhase::open);
    CHECK(room.open("mood") == "already so");
    CHECK(room.conceal("mood") == "accepted");
    CHECK(room.reveal("mood") == "accepted");
    room.commit();
    CHECK(room.fold("mood").revealed());
}

TEST_CASE("a content slide with a warning waits until a facilitator opens it, each time anew") {
    Slide night = content("night");
    night.warning = "A death is told of.";
    World room({content("hello"), night, word_cloud("mood")});
    const auto phase = [&room](Role role) {
        return room.room().snapshot(role, 0).question.value().phase;
    };
    CHECK(room.open("night") == "not_allowed");  // it is not shown
    CHECK(room.close("night") == "unknown_question");
    room.go_to("night");
    room.commit();
    for (const Role role : all_roles) CHECK(phase(role) == QuestionPhase::waiting);
    CHECK(room.sees(Role::projector) == "no question");
    CHECK(room.open("night") == "accepted");
    room.commit();
    for (const Role role : all_roles) CHECK(phase(role) == QuestionPhase::open);
    CHECK(room.open("night") == "already so");
    CHECK(room.go_to("night") == "already so");
    CHECK(room.answer(1, "night", words({"kind"})) == "unknown_question");
    CHECK(room.room().report().size() == 1);

    room.go_to("hello");
    room.commit();
    CHECK_FALSE(room.room().snapshot(Role::projector, 0).question.has_value());
    room.go_to("night");
    room.commit();
    CHECK(phase(Role::projector) == QuestionPhase::waiting);
}

TEST_CASE("what does not exist is refused by name") {
    World room({content("hello"), word_cloud("mood")});
    CHECK(room.open("no such question") == "unknown_question");
    CHECK(room.open("hello") == "unknown_question");
    CHECK(room.answer(1, "no such question", words({"kind"})) == "unknown_question");
    CHECK(room.withdraw(1, "hello") == "unknown_question");
    CHECK(room.close("mood") == "question_not_open");
    room.start("mood");
    CHECK(room.answer(1, "mood", values({1})) == "wrong_kind");
    CHECK(room.answer(1, "mood", words({"kind"}), Round{2}) == "question_was_reset");
}

TEST_CASE("the revision moves with what facilitators do, and not with answers") {
    World room({word_cloud("mood")});
    room.start("mood");
    const Revision before = room.room().revision();
    room.answer(1, "mood", words({"kind"}));
    room.commit();
    CHECK(room.room().revision() == before);
    room.hide("mood", "kind");
    room.commit();
    CHECK(room.room().revision() > before);
}

TEST_CASE("the end closes every question and keeps what was answered in its batch") {
    World room({word_cloud("mood"), choice("where", 2), free_text("more")});
    room.start("mood");
    room.open("where");
    room.commit();
    room.answer(1, "where", picks("10"));
    CHECK(room.end() == "accepted");
    CHECK(room.answer(2, "mood", words({"kind"})) == "accepted");
    CHECK(room.open("more") == "room_ended");  // nothing is done after the end
    room.commit();
    CHECK(room.fold("mood").phase() == QuestionPhase::closed);
    CHECK(room.fold("where").phase() == QuestionPhase::closed);
    CHECK(room.fold("more").phase() == QuestionPhase::waiting);
    const auto report = room.room().report();
    REQUIRE(report.size() == 3);
    CHECK(line(report[0].results) == "1 people: kind=kind:1");
    CHECK(line(report[1].results) == "1 people: 1 0");
    CHECK(line(report[2].results) == "nothing");
}

TEST_CASE("how many had joined is what it was when the question opened") {
    World room({word_cloud("mood")});
    room.joined = 7;
    room.start("mood");
    room.joined = 9;
    CHECK(room.room().snapshot(Role::participant, 5).question->joined == 7);
    room.close("mood");
    room.commit();
    CHECK(room.room().snapshot(Role::participant, 5).question->joined == 7);
    CHECK(room.room().snapshot(Role::participant, 5).question->joined_at_opening == 7);
    room.reset("mood");
    room.commit();
    CHECK(room.room().snapshot(Role::participant, 5).question->joined_at_opening == 0);
}

TEST_CASE("the report gives no number of people who had joined that is below those who answered") {
    World room({word_cloud("mood")});
    room.joined = 0;
    room.start("mood");
    room.answer(1, "mood", words({"kind"}));
    CHECK(room.end() == "accepted");
    room.commit();
    const std::vector<Report::Entry> report = room.room().report();
    CHECK(people_in(report[0].results) == 1);
    CHECK(report[0].joined == std::nullopt);
}

TEST_CASE("the report says how many had joined while a question took answers") {
    World room({free_text("more"), free_text("never"), free_text("again")});
    room.joined = 6;
    room.start("more");
    room.joined = 9;
    room.look();
    CHECK(room.close("more") == "accepted");
    room.commit();
    room.joined = 30;
    room.look();
    room.start("again");
    CHECK(room.reset("again") == "accepted");
    CHECK(room.end() == "accepted");
    room.commit();
    const std::vector<Report::Entry> report = room.room().report();
    CHECK(report[0].joined == 9U);
    CHECK(report[1].joined == std::nullopt);
    CHECK(report[2].joined == std::nullopt);
}
