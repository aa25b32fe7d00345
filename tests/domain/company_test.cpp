// Rule A3: an answer is shown only among at least k answers of people who had already joined when
// it was given, by the number that its phone showed.
#include "server/domain/company.hpp"

#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;
using domain::shown_from;
using domain::Standing;

namespace {

Standing standing(std::uint64_t given, std::uint64_t counted) {
    return {.given = Announcement{given}, .counted = Announcement{counted}};
}

/// Whoever has too little company goes, again and again until nobody has to go.
std::vector<Standing> naive(std::vector<Standing> answers, std::size_t k) {
    for (;;) {
        const std::vector<Standing> among = answers;
        const auto gone = std::erase_if(answers, [&](const Standing& one) {
            const auto company =
                std::count_if(among.begin(), among.end(),
                              [&](const Standing& other) { return other.counted <= one.given; });
            return static_cast<std::size_t>(company) < k;
        });
        if (gone == 0) return answers;
    }
}

void close(World& room) {
    room.close("where");
    room.commit();
}

}  // namespace

TEST_CASE("the largest set in which each answer has its company is what is left of the naive way") {
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        const std::size_t k = 1 + dice.below(6);
        const std::size_t announcements = 1 + dice.below(5);
        std::vector<Standing> answers(dice.below(24));
        for (Standing& answer : answers)
            answer = standing(dice.below(announcements), dice.below(announcements + 1));
        const auto first = shown_from(answers, k);
        std::vector<Standing> shown = answers;
        std::erase_if(shown, [&](const Standing& one) { return !first || one.given < *first; });
        REQUIRE(shown == naive(answers, k));
    }
}

TEST_CASE("any two sets in which each answer has its company make a third together") {
    // Which is why there is a largest one, and only one (docs/decisions/0011).
    std::size_t pairs = 0;
    for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        std::vector<Standing> answers(12);
        for (Standing& answer : answers) answer = standing(dice.below(3), dice.below(4));
        const auto some = [&] {
            std::vector<bool> in(answers.size());
            for (std::size_t i = 0; i < in.size(); ++i) in[i] = dice.one_in(2);
            return in;
        };
        const auto is_valid = [&](const std::vector<bool>& in) {
            std::vector<Standing> set;
            for (std::size_t i = 0; i < in.size(); ++i)
                if (in[i]) set.push_back(answers[i]);
            return naive(set, 3) == set;
        };
        const std::vector<bool> one = some();
        const std::vector<bool> other = some();
        if (!is_valid(one) || !is_valid(other)) continue;
        ++pairs;
        std::vector<bool> both(one.size());
        for (std::size_t i = 0; i < both.size(); ++i) both[i] = one[i] || other[i];
        REQUIRE(is_valid(both));
    }
    CHECK(pairs > 100);
}

TEST_CASE("late fakes are no company for those who answered before they came") {
    World room({protected_choice()});
    room.joined = 6;
    room.start("where");
    room.answer(1, "where", picks("10"));
    room.commit();
    // The facilitator brings four, and everybody is told.
    room.joined = 10;
    room.look();
    room.all_answer(7, 10, "where", picks("01"));
    SUBCASE("alone among known answers nobody's shows") {
        close(room);
        for (const Role role : all_roles) CHECK(room.sees(role) == "too few");
        CHECK(line(room.room().report()[0].results) == "too few");
    }
    SUBCASE("whoever lets the answer stand among those who are here now has them for company") {
        CHECK(room.answer(1, "where", picks("10")) == "accepted");
        close(room);
        CHECK(room.sees(Role::facilitator) == "5 people: 1 4");
    }
    SUBCASE("but not by being slow: what counts is the announcement that the page had") {
        CHECK(room.answer_at(0, 1, "where", picks("11")) == "accepted");
        close(room);
        CHECK(room.sees(Role::facilitator) == "too few");
    }
}

TEST_CASE(
    "who comes late is shown among all, when those who were there have company without them") {
    World room({protected_choice()});
    room.joined = 7;
    room.start("where");
    room.all_answer(1, 5, "where", picks("10"));
    room.joined = 8;
    room.look();
    room.answer(8, "where", picks("01"));
    close(room);
    CHECK(room.sees(Role::facilitator) == "6 people: 5 1");
}

TEST_CASE("some show and others do not, for good, and it is told to nobody how many") {
    World room({protected_choice()});
    room.joined = 3;
    room.start("where");
    room.all_answer(1, 2, "where", picks("10"));
    room.joined = 12;
    room.look();
    room.all_answer(3, 12, "where", picks("01"));
    close(room);
    for (const Role role : all_roles) CHECK(room.sees(role) == "10 people: 0 10");
    const auto* early = room.fold("where").find(room.pseudonym(1, "where"));
    REQUIRE(early != nullptr);
    CHECK_FALSE(early->released);
    room.end();
    room.commit();
    CHECK(line(room.room().report()[0].results) == "10 people: 0 10");
}

TEST_CASE(
    "who answers before being counted is nobody's company, and may be shown in that of others") {
    World room({protected_choice()});
    room.joined = 5;
    room.start("where");
    room.joined = 6;  // between two ticks
    room.all_answer(2, 6, "where", picks("01"));
    SUBCASE("four who were counted are too few for them all") {
        close(room);
        CHECK(room.sees(Role::facilitator) == "too few");
    }
    SUBCASE("five are enough for the sixth too") {
        room.answer(1, "where", picks("10"));
        close(room);
        CHECK(room.sees(Role::facilitator) == "6 people: 1 5");
    }
}

TEST_CASE("the same answer under a newer announcement is new, and under an older one it is not") {
    World room({protected_choice()});
    room.joined = 6;
    room.start("where");
    room.answer(1, "where", picks("10"));
    room.commit();
    CHECK(room.answer(1, "where", picks("10")) == "already so");
    room.joined = 9;
    room.look();
    CHECK(room.answer_at(0, 1, "where", picks("10")) == "already so");
    CHECK(room.answer_at(1, 1, "where", picks("10")) == "accepted");
    room.commit();
    CHECK(room.answer_at(0, 1, "where", picks("10")) == "already so");
    CHECK(room.answer_at(2, 1, "where", picks("10")) == "unknown_announcement");
    CHECK(room.answer_at(0, 1, "where", picks("01")) == "accepted");
}

TEST_CASE("how many have joined moves on the tick alone, and opening and closing show no arrival") {
    World room({protected_choice()});
    const auto told = [&] { return room.room().snapshot(Role::participant, 0).joined; };
    const auto state = [&] { return *room.room().snapshot(Role::participant, 0).question; };
    room.joined = 6;
    room.go_to("where");
    room.commit();
    CHECK(told() == 0);
    room.look();
    CHECK(told() == 6);
    CHECK(state().joined == 6);  // before the opening too, so that a desk can say what is enough
    CHECK(state().joined_at_opening == 0);

    room.joined = 7;
    const Revision before = room.room().revision();
    room.open("where");
    room.commit();
    CHECK(room.room().revision() > before);
    CHECK(state().joined == 6);
    CHECK(state().announcement == Announcement{0});
    room.look();
    CHECK(state().joined == 7);
    CHECK(state().announcement == Announcement{1});
    CHECK(state().joined_at_opening == 6);

    room.joined = 8;
    close(room);
    CHECK(state().joined == 7);
    const std::string last = frames(room.room());
    room.look();
    CHECK(state().joined == 7);  // of those who could answer
    CHECK(told() == 8);
    CHECK(frames(room.room()) != last);
}

TEST_CASE("a tick at which nothing has moved leaves nothing behind") {
    World room({protected_choice()});
    room.joined = 6;
    room.start("where");
    const std::size_t batches = room.log().size();
    room.look();
    room.answer(1, "where", picks("10"));
    room.commit();
    room.look();
    CHECK(room.log().size() == batches + 1);
}

TEST_CASE("a facilitator has the offer of better company shown again, while it can be taken") {
    World room({protected_choice(), choice("open", 2)});
    const auto offers = [&] { return room.room().snapshot(Role::participant, 0).question->offers; };
    room.start("where");
    CHECK(offers() == 0);
    CHECK(room.offer("where") == "accepted");
    room.commit();
    CHECK(offers() == 1);
    CHECK(room.offer("open") == "not_allowed");
    CHECK(room.offer("nowhere") == "unknown_question");
    close(room);
    CHECK(room.offer("where") == "question_not_open");
    room.reset("where");
    room.commit();
    CHECK(offers() == 0);
}

TEST_CASE("the door is locked and unlocked, and everybody is told") {
    World room({protected_choice()});
    CHECK(room.unlock() == "already so");
    CHECK(room.lock() == "accepted");
    room.commit();
    CHECK(room.lock() == "already so");
    for (const Role role : all_roles) CHECK(room.room().snapshot(role, 0).locked);
    CHECK(room.unlock() == "accepted");
    room.commit();
    for (const Role role : all_roles) CHECK_FALSE(room.room().snapshot(role, 0).locked);
}
