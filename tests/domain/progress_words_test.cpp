// few, about half, most: what a facilitator learns before a release.
#include "server/domain/progress_words.hpp"

#include "server/domain/generator.hpp"
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace candour;
using namespace candour::domain_test;
using domain::Generator;
using domain::ProgressWords;

namespace {

/// After how many answers each word begins.
std::pair<std::size_t, std::size_t> thresholds(std::uint32_t people, std::uint64_t seed) {
    Generator generator(seed_bytes(seed, 1));
    ProgressWords words;
    words.begin(people, generator);
    std::size_t half = 0;
    std::size_t most = 0;
    for (std::size_t answered = 0; answered <= people; ++answered) {
        words.look(answered);
        if (words.word() == Progress::about_half && half == 0) half = answered;
        if (words.word() == Progress::most && most == 0) most = answered;
    }
    return {half, most};
}

}  // namespace

TEST_CASE("each round has thresholds of its own, and the words stay true") {
    for (const std::uint32_t people : {7U, 12U, 51U, 1'000U}) {
        CAPTURE(people);
        std::set<std::size_t> halves;
        std::set<std::size_t> mosts;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const auto [half, most] = thresholds(people, seed);
            CHECK(half * 4 >= people);
            CHECK(half <= (people + 1) / 2);
            CHECK(most * 2 > people);
            CHECK(most * 8 <= people * 7U);
            halves.insert(half);
            mosts.insert(most);
        }
        CHECK(halves.size() >= 3);
        CHECK(mosts.size() >= 2);
    }
}

TEST_CASE("a word never goes back, whatever is taken back") {
    World room({protected_choice()});
    room.joined = 12;
    room.start("where");
    room.all_answer(1, 12, "where", picks("10"));
    room.withdraw(12, "where");
    room.commit();
    room.look();
    CHECK(room.progress() == "most");
    for (std::uint32_t person = 1; person < 12; ++person) room.withdraw(person, "where");
    room.commit();
    room.look();
    CHECK(room.progress() == "most");
}

TEST_CASE(
    "who came after the opening, and who answers without having been counted, moves no word") {
    World room({protected_choice()});
    room.joined = 6;
    room.start("where");
    // Fifteen fakes that answer and take back were an exact counter once.
    room.joined = 21;
    room.all_answer(7, 21, "where", picks("10"));
    room.commit();
    room.look();
    CHECK(room.progress() == "few");
    room.all_answer(1, 6, "where", picks("10"));
    CHECK(room.progress() == "few");  // not before the tick
    room.commit();
    room.look();
    CHECK(room.progress() == "most");
}

TEST_CASE("a question that nobody was there for stays at few") {
    World room({protected_choice()});
    room.joined = 0;
    room.start("where");
    room.joined = 20;
    room.all_answer(1, 20, "where", picks("10"));
    room.commit();
    room.look();
    CHECK(room.progress() == "few");
}
