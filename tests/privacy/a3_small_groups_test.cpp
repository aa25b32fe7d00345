// A3: what is shown moves by nobody or by a whole group. (100,000 schedules of the fold alone:
// fold_small_groups_test.cpp.)
#include "server/commands/verify/frame_checks.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>

namespace candour::privacy_test {
namespace {

using verify::canary_questions;
using verify::Findings;
using verify::Rule;

/// Everybody answers, one after the other, and every step is looked at.
Findings steps_of(Deck deck) {
    CanaryRoom room(7, std::move(deck));
    std::vector<Bytes16> people;
    for (std::size_t i = 0; i < verify::canary_people; ++i) people.push_back(room.join());
    for (const auto& question : canary_questions()) {
        room.start(question.id);
        for (std::size_t i = 0; i < question.people; ++i) {
            room.answer(question.id, people[i], verify::canary_answer(question, i, "canary"));
            room.commit();
        }
        room.control(Action::close, question.id);
    }
    room.end();
    Findings findings;
    check_groups(findings, room.facilitator, "the facilitator", canary_questions());
    check_groups(findings, room.projector, "the projector", canary_questions());
    return findings;
}

TEST_CASE("A3: facilitator and projector see groups, never one person more") {
    CHECK_FALSE(steps_of(verify::canary_deck()).is_broken(Rule::a3));
}

TEST_CASE("A3: a question that is less protected than it says is noticed") {
    for (const auto& question : canary_questions()) {
        if (question.level == Level::open) continue;
        Deck deck = verify::canary_deck();
        for (Slide& slide : deck.slides)
            if (slide.id == question.id) std::get<Question>(slide.body).level = Level::open;
        CHECK_MESSAGE(steps_of(std::move(deck)).is_broken(Rule::a3), question.id.str());
    }
}

/// How many frames hold the answers to the question that has too few people, when so many answer.
struct Seen {
    std::ptrdiff_t facilitator = 0;
    std::ptrdiff_t projector = 0;
};
Seen frames_with_answers_of(std::size_t people) {
    CanaryRoom room(8);
    const auto& few = canary_questions().back();
    std::vector<Bytes16> all;
    for (std::size_t i = 0; i < people; ++i) all.push_back(room.join());
    room.start(few.id);
    for (std::size_t i = 0; i < people; ++i) {
        room.answer(few.id, all[i], verify::canary_answer(few, i, "canary"));
        room.commit();
    }
    room.control(Action::close, few.id);
    room.end();
    const auto holds_an_answer = [](const verify::Heard& each) {
        return each.text.find(verify::withheld_mark("canary")) != std::string::npos;
    };
    return {std::ranges::count_if(room.facilitator, holds_an_answer),
            std::ranges::count_if(room.projector, holds_an_answer)};
}

TEST_CASE("A3: answers of too few people are in nothing that anybody gets, those of ten are") {
    const Seen of_ten = frames_with_answers_of(10);
    CHECK(of_ten.facilitator > 0);
    CHECK(of_ten.projector > 0);
    for (std::size_t people = 1; people <= verify::too_few_people; ++people) {
        CAPTURE(people);
        const Seen of_few = frames_with_answers_of(people);
        CHECK(of_few.facilitator == 0);
        CHECK(of_few.projector == 0);
    }
}

}  // namespace
}  // namespace candour::privacy_test
