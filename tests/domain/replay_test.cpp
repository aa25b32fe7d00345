// A room is the fold of its log: whoever reads the log again shows the same bytes.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

namespace {

const std::array<std::string, 4> questions{"mood", "outcomes", "more", "where"};

Response some_response(Dice& dice, std::size_t question) {
    const std::array<std::string, 6> said{"Kind", "kind", "safe-space", "Safe space", "calm", "ok"};
    switch (question) {
        case 0: return words({said.at(dice.below(3)), said.at(3 + dice.below(3))});
        case 1:
            return values({dice.one_in(4) ? n_a : static_cast<std::uint8_t>(1 + dice.below(5))});
        case 2: return texts({said.at(dice.below(said.size()))});
        default: return picks(dice.one_in(2) ? "100" : "011");
    }
}

void something_happens(World& room, Dice& dice) {
    const std::size_t place = dice.below(questions.size());
    const std::string& question = questions.at(place);
    const auto person = static_cast<std::uint32_t>(dice.below(30));
    room.joined += static_cast<std::uint32_t>(dice.below(3));
    if (dice.one_in(6)) room.tick();
    if (!dice.one_in(4)) {
        room.answer(person, question, some_response(dice, place));
        return;
    }
    switch (dice.below(16)) {
        case 0: room.close(question); break;
        case 1: room.conceal(question); break;
        case 2: room.reveal(question); break;
        case 3: room.hide(question, place == 2 ? "1.1" : "kind"); break;
        case 4: room.restore(question, place == 2 ? "1.1" : "kind"); break;
        case 5:
            if (dice.one_in(3)) room.reset(question);
            break;
        case 6: room.go_to(std::nullopt); break;
        case 7: room.withdraw(person, question); break;
        case 8: [[fallthrough]];
        case 9: room.withdraw(person, question); break;
        case 10: [[fallthrough]];
        case 11: [[fallthrough]];
        case 12: room.go_to(question); break;
        default: room.open(question); break;
    }
}

}  // namespace

TEST_CASE("folding the log again shows the same bytes to every role at every step") {
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    const std::uint64_t runs = from_environment("CANDOUR_REPLAYS", 200);
    for (std::uint64_t seed = first; seed < first + runs; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        const auto level = [&] { return static_cast<Level>(dice.below(3)); };
        const auto results = [&] { return static_cast<ResultsMode>(dice.below(2)); };
        World room(
            {word_cloud("mood", {level(), results()}), scale("outcomes", 1, {level(), results()}),
             free_text("more", {level(), results()}), choice("where", 3, {level(), results()})},
            {}, {.people = seed, .releases = seed, .shuffles = seed});
        std::vector<std::string> seen;
        while (seen.size() < 25) {
            for (std::size_t i = dice.below(12); i > 0; --i) something_happens(room, dice);
            if (seen.size() == 24) room.end();
            room.commit();
            seen.push_back(frames(room.room()));
        }

        domain::Room again = room.beginning();
        std::size_t step = 0;
        for (const domain::Batch& batch : room.log()) {
            again.apply(batch, room.release_seed(batch.number));
            const std::string shown = frames(again);
            // Ticks in which nothing was committed showed what was there before.
            while (step < seen.size() && seen[step] != shown) ++step;
            REQUIRE_MESSAGE(step < seen.size(), "batch " << batch.number.value() << ": " << shown);
        }
        CHECK(frames(again) == seen.back());
        CHECK(again.last_batch() == room.room().last_batch());
    }
}
