// A3: what is shown moves by nobody or by a whole group. (100,000 schedules of the fold alone:
// fold_small_groups_test.cpp.)
#include "server/commands/verify/frame_checks.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

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

TEST_CASE("A3: answers of too few people are in nothing that anybody gets") {
    CanaryRoom room(8);
    const auto& few = canary_questions().back();
    room.start(few.id);
    for (std::size_t i = 0; i < few.people; ++i) {
        room.answer(few.id, room.join(), verify::canary_answer(few, i, "canary"));
        room.commit();
    }
    room.end();
    for (const auto* heard : {&room.facilitator, &room.projector})
        for (const auto& each : *heard)
            CHECK(each.text.find(verify::withheld_mark("canary")) == std::string::npos);
}

}  // namespace
}  // namespace candour::privacy_test
