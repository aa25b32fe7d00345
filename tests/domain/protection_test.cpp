// Rule A3 as stories; tests/privacy/ has it as a property of random schedules.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

TEST_CASE("open: every answer shows as soon as it is kept") {
    World room({choice("where", 2)});
    room.start("where");
    CHECK(room.sees(Role::projector) == "0 people: 0 0");
    room.answer(1, "where", picks("10"));
    room.commit();
    CHECK(room.sees(Role::projector) == "1 people: 1 0");
}

TEST_CASE("protected: once everybody has answered all show but a last group, which waits") {
    for (std::uint32_t people = 10; people <= 40; ++people) {
        CAPTURE(people);
        World room({protected_choice()});
        room.joined = people;
        room.start("where");
        room.all_answer(1, people - 1, "where", picks("10"));
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "until enough");
        room.answer(people, "where", picks("10"));
        room.commit();
        const std::string count = std::to_string(people - 5);
        for (const Role role : all_roles)
            CHECK(room.sees(role) == count + " people: " + count + " 0");

        // Who comes later is shown with the last group, when the question closes.
        room.joined = people + 4;
        room.all_answer(people + 1, people + 4, "where", picks("01"));
        room.commit();
        CHECK(room.sees(Role::facilitator) == count + " people: " + count + " 0");
        room.close("where");
        room.commit();
        const std::string all = std::to_string(people + 4);
        for (const Role role : all_roles)
            CHECK(room.sees(role) == all + " people: " + std::to_string(people) + " 4");
    }
}

TEST_CASE("protected: with fewer than two groups everybody waits for the close") {
    World room({protected_choice()});
    room.joined = 9;
    room.start("where");
    room.all_answer(1, 9, "where", picks("10"));
    room.commit();
    for (const Role role : all_roles) CHECK(room.sees(role) == "until enough");
    room.close("where");
    room.commit();
    for (const Role role : all_roles) CHECK(room.sees(role) == "9 people: 9 0");
}

TEST_CASE("protected: nothing shows before the close where somebody is missing") {
    World room({protected_choice()});
    room.joined = 30;
    room.start("where");
    SUBCASE("one of thirty has not answered") {
        room.all_answer(1, 29, "where", picks("10"));
    }
    SUBCASE("one of thirty has taken the answer back") {
        room.all_answer(1, 29, "where", picks("10"));
        CHECK(room.withdraw(3, "where") == "accepted");
        room.answer(30, "where", picks("10"));
    }
    SUBCASE("all have answered, but one has come since the question opened") {
        room.joined = 31;
        room.all_answer(1, 31, "where", picks("10"));
    }
    room.commit();
    room.look();
    for (const Role role : all_roles) CHECK(room.sees(role) == "until enough");
    CHECK(room.progress() == "most");
}

TEST_CASE("protected: nor where people answer as they come in, which would show in what order") {
    World room({protected_choice()});
    room.joined = 0;
    room.start("where");
    for (std::uint32_t person = 1; person <= 30; ++person) {
        room.joined = person;
        room.answer(person, "where", picks("10"));
        room.commit();
        CHECK(room.sees(Role::facilitator) == "until enough");
    }
}

TEST_CASE("protected: at the close five are enough, four are not") {
    World room({protected_choice()});
    room.start("where");
    SUBCASE("five") {
        room.all_answer(1, 5, "where", picks("10"));
        room.close("where");
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "5 people: 5 0");
    }
    SUBCASE("four: withheld from everybody, the report included") {
        room.all_answer(1, 4, "where", picks("10"));
        room.close("where");
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "too few");
        room.end();
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "too few");
        CHECK(line(room.room().report()[0].results) == "too few");
    }
}

TEST_CASE("strict: nothing shows before the close, and then ten are needed") {
    World room({choice("where", 2, {.level = Level::strict})});
    room.joined = 40;
    room.start("where");
    room.all_answer(1, 40, "where", picks("10"));
    room.commit();
    for (const Role role : all_roles) CHECK(room.sees(role) == "until close");
    CHECK(line(room.room().report()[0].results) == "until close");
    SUBCASE("forty") {
        room.close("where");
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "40 people: 40 0");
    }
    SUBCASE("nine, as the others changed their minds") {
        for (std::uint32_t person = 10; person <= 40; ++person)
            CHECK(room.withdraw(person, "where") == "accepted");
        room.close("where");
        room.commit();
        for (const Role role : all_roles) CHECK(room.sees(role) == "too few");
    }
    SUBCASE("the end of the room is a close") {
        room.end();
        room.commit();
        CHECK(line(room.room().report()[0].results) == "40 people: 40 0");
    }
}

TEST_CASE("an answer can be changed until it is released, then never") {
    World room({protected_choice()});
    room.joined = 10;
    room.start("where");
    room.all_answer(1, 9, "where", picks("10"));
    room.commit();
    CHECK(room.answer(1, "where", picks("01")) == "accepted");
    CHECK(room.withdraw(2, "where") == "accepted");
    CHECK(room.answer(2, "where", picks("10")) == "accepted");
    room.commit();
    room.answer(10, "where", picks("10"));
    room.commit();

    std::uint32_t released = 0;
    for (std::uint32_t person = 1; person <= 10; ++person) {
        CAPTURE(person);
        const auto* kept = room.fold("where").find(room.pseudonym(person, "where"));
        REQUIRE(kept != nullptr);
        const std::string expected = kept->released ? "response_released" : "accepted";
        released += kept->released ? 1U : 0U;
        CHECK(room.answer(person, "where", picks("11")) == expected);
        CHECK(room.withdraw(person, "where") == expected);
    }
    CHECK(released == 5);
}

TEST_CASE("everybody is as likely as anybody else to be in the first group") {
    // 400 rooms of ten, five released in each: each person about 200 times.
    std::array<int, 10> times{};
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        World room({protected_choice()}, {}, {.releases = seed});
        room.joined = 10;
        room.start("where");
        for (std::uint32_t person = 0; person < 10; ++person)
            room.answer(person, "where", picks(person < 5 ? "10" : "01"));
        room.commit();
        for (std::uint32_t person = 0; person < 10; ++person)
            if (room.fold("where").find(room.pseudonym(person, "where"))->released)
                ++times.at(person);
    }
    for (const int count : times) {
        CHECK(count > 150);
        CHECK(count < 250);
    }
}

TEST_CASE("until a release a facilitator learns a word about progress and nothing else") {
    World room({protected_choice()});
    room.joined = 9;
    CHECK(room.progress() == "none");
    room.start("where");
    std::string last = frames(room.room());
    std::string word = room.progress();
    CHECK(word == "few");
    for (std::uint32_t person = 1; person <= 9; ++person) {
        CAPTURE(person);
        room.answer(person, "where", picks("10"));
        room.commit();
        CHECK(frames(room.room()) == last);  // nothing moves but on the tick
        room.look();
        CHECK((frames(room.room()) == last) == (room.progress() == word));
        last = frames(room.room());
        word = room.progress();
    }
    CHECK(word == "most");
    CHECK_FALSE(room.room().snapshot(Role::projector, 0).progress.has_value());
    CHECK_FALSE(room.room().tally(Role::participant)->progress.has_value());
    room.close("where");
    room.commit();
    CHECK(room.progress() == "none");
}

TEST_CASE("free texts are released together and take their ids from the release") {
    World room({free_text("more", {.level = Level::protected_})});
    room.start("more");
    for (std::uint32_t person = 0; person < 5; ++person)
        room.answer(person, "more", texts({std::string(1, static_cast<char>('e' - person))}));
    CHECK(room.hide("more", "1.1") == "unknown_item");
    room.close("more");
    room.commit();
    CHECK(room.sees(Role::projector) == "5 people: 1.1=a 1.2=b 1.3=c 1.4=d 1.5=e");
}

TEST_CASE("a later release of free texts stands before the earlier, under numbers of its own") {
    World room({free_text("more", {.level = Level::protected_})});
    room.joined = 10;
    room.start("more");
    room.all_answer(1, 10, "more", texts({"same"}));
    room.commit();
    room.close("more");
    room.commit();
    CHECK(room.sees(Role::projector) ==
          "10 people: 2.1=same 2.2=same 2.3=same 2.4=same 2.5=same "
          "1.1=same 1.2=same 1.3=same 1.4=same 1.5=same");
}

TEST_CASE("a protected or strict question that has closed opens again only afresh") {
    for (const Level level : {Level::protected_, Level::strict}) {
        for (const std::uint32_t answers : {0U, 4U, 12U}) {
            CAPTURE(static_cast<int>(level));
            CAPTURE(answers);
            World room({choice("where", 2, {.level = level})});
            room.start("where");
            room.all_answer(1, answers, "where", picks("10"));
            room.close("where");
            room.commit();
            const std::string shown = answers == 12 ? "12 people: 12 0" : "too few";
            CHECK(room.sees(Role::facilitator) == shown);

            // Else fakes that answer next would stand around whoever had answered before.
            CHECK(room.open("where") == "closing_is_final");
            room.conceal("where");
            room.open("where");  // with another order in the batch nobody looks before the fold
            room.commit();
            CHECK(room.fold("where").phase() == QuestionPhase::closed);
            CHECK(room.sees(Role::facilitator) == shown);

            room.reset("where");
            CHECK(room.open("where") == "accepted");
            room.commit();
            CHECK(room.fold("where").phase() == QuestionPhase::open);
        }
    }
}

TEST_CASE("a question whose answers are open may close and open as often as anybody likes") {
    World room({choice("where", 2)});
    room.start("where");
    room.answer(1, "where", picks("10"));
    room.close("where");
    room.commit();
    CHECK(room.open("where") == "accepted");
    room.commit();
    CHECK(room.answer(2, "where", picks("01")) == "accepted");
}

TEST_CASE("an unreleased word can neither be hidden nor found out by trying to") {
    World room({word_cloud("mood", {.level = Level::protected_})});
    room.start("mood");
    room.all_answer(1, 4, "mood", words({"secret"}));
    room.commit();
    CHECK(room.hide("mood", "secret") == "unknown_item");
    CHECK(room.restore("mood", "secret") == "unknown_item");
    room.answer(5, "mood", words({"kind"}));
    room.close("mood");
    room.commit();
    CHECK(room.hide("mood", "secret") == "accepted");
}
