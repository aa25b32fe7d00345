// Which of the waiting answers go together.
#include "server/domain/waiting_pool.hpp"

#include "server/domain/generator.hpp"
#include "tests/domain/decks.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

using namespace candour;
using namespace candour::domain_test;
using candour::domain::Generator;
using candour::domain::KeptResponse;
using candour::domain::WaitingPool;

namespace {

std::string said(const KeptResponse& kept) {
    return std::get<FreeTextResponse>(kept.response).texts.front();
}

/// What is taken in three steps when these texts come in two parts, sorted within each step.
std::vector<std::string> taken_of(std::vector<std::string> all, std::size_t first, Dice& dice) {
    std::deque<KeptResponse> kept;
    WaitingPool pool;
    Generator generator(seed_bytes(7, 1));
    std::vector<std::string> taken;
    const auto take = [&](std::size_t count) {
        std::vector<std::string> group;
        for (const KeptResponse* one : pool.take(count, generator)) group.push_back(said(*one));
        std::ranges::sort(group);
        taken.insert(taken.end(), group.begin(), group.end());
    };
    const auto add = [&](std::size_t from, std::size_t to) {
        std::vector<std::string> part(all.begin() + static_cast<std::ptrdiff_t>(from),
                                      all.begin() + static_cast<std::ptrdiff_t>(to));
        while (!part.empty()) {
            std::string& any = dice.any_of(part);
            std::swap(any, part.back());
            const std::string text = std::move(part.back());
            part.pop_back();
            kept.push_back({.response = texts({text})});
            pool.add(kept.back());
            if (dice.one_in(3)) pool.sort();
        }
    };
    add(0, first);
    take(3);
    add(first, all.size());
    take(4);
    take(pool.size());
    return taken;
}

}  // namespace

TEST_CASE("a choice depends on what is said, not on the order in which it came") {
    std::vector<std::string> all;
    for (int i = 0; i < 30; ++i) all.push_back("text " + std::to_string(i % 20));
    Dice dice(1);
    const auto expected = taken_of(all, 12, dice);
    CHECK(expected.size() == all.size());
    for (std::uint64_t seed = 2; seed < 200; ++seed) {
        Dice other(seed);
        REQUIRE(taken_of(all, 12, other) == expected);
    }
}

TEST_CASE("whoever is taken back or changes an answer waits in the new place, once") {
    for (std::uint64_t seed = 1; seed < 100; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        WaitingPool pool;
        WaitingPool fresh;
        std::deque<KeptResponse> kept;
        for (int i = 0; i < 20; ++i) kept.push_back({.response = texts({std::to_string(i)})});
        for (KeptResponse& one : kept) pool.add(one);
        pool.sort();
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (dice.one_in(2)) {
                pool.remove(kept[i]);
                if (dice.one_in(2)) continue;
                kept[i].response = texts({"changed " + std::to_string(i)});
                pool.add(kept[i]);
            }
            fresh.add(kept[i]);
        }
        REQUIRE(pool.size() == fresh.size());
        Generator one(seed_bytes(seed, 1));
        Generator same(seed_bytes(seed, 1));
        const std::size_t count = pool.size() / 2;
        CHECK(pool.take(count, one) == fresh.take(count, same));
        CHECK(pool.take_all() == fresh.take_all());
    }
}
