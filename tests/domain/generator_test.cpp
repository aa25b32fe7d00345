#include "server/domain/generator.hpp"

#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>

using namespace candour;
using namespace candour::seeds;
using candour::domain::Generator;

TEST_CASE("equal seeds give equal numbers, others give others") {
    Generator one(seed_bytes(1, 1));
    Generator same(seed_bytes(1, 1));
    Generator other(seed_bytes(1, 2));
    int equal = 0;
    for (int i = 0; i < 100; ++i) {
        const std::uint64_t value = one.below(1'000'000);
        CHECK(value == same.below(1'000'000));
        if (value == other.below(1'000'000)) ++equal;
    }
    CHECK(equal < 3);
}

TEST_CASE("a seed that differs in one bit anywhere gives other numbers") {
    const Bytes32 seed = seed_bytes(1, 1);
    const std::uint64_t value = Generator(seed).below(1ULL << 62U);
    for (std::size_t bit = 0; bit < seed.size() * 8; ++bit) {
        Bytes32 changed = seed;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1U << bit % 8);
        CHECK(Generator(changed).below(1ULL << 62U) != value);
    }
}

TEST_CASE("numbers stay below the bound and fall evenly") {
    Generator generator(seed_bytes(3, 1));
    std::array<int, 7> times{};
    for (int i = 0; i < 7'000; ++i) ++times.at(generator.below(7));
    for (const int count : times) {
        CHECK(count > 850);
        CHECK(count < 1150);
    }
    CHECK(generator.below(1) == 0);
}

TEST_CASE("so many of some are different ones, and any may be among them") {
    std::array<int, 6> times{};
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        Generator generator(seed_bytes(seed, 1));
        std::vector<std::size_t> chosen = generator.choose(3, times.size());
        std::ranges::sort(chosen);
        REQUIRE(chosen.size() == 3);
        CHECK(std::ranges::adjacent_find(chosen) == chosen.end());
        for (const std::size_t one : chosen) ++times.at(one);
    }
    for (const int count : times) {
        CHECK(count > 420);
        CHECK(count < 580);
    }
    CHECK(Generator(seed_bytes(1, 1)).choose(6, 6).size() == 6);
    CHECK(Generator(seed_bytes(1, 1)).choose(0, 6).empty());
}

TEST_CASE("a shuffle keeps every item and can bring any item anywhere") {
    std::array<std::array<int, 5>, 5> times{};
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        Generator generator(seed_bytes(seed, 1));
        std::vector<std::size_t> items{0, 1, 2, 3, 4};
        generator.shuffle(items);
        CHECK(std::accumulate(items.begin(), items.end(), std::size_t{0}) == 10);
        for (std::size_t place = 0; place < items.size(); ++place)
            ++times.at(items[place]).at(place);
    }
    for (const auto& places : times)
        for (const int count : places) {
            CHECK(count > 130);
            CHECK(count < 280);
        }
}

TEST_CASE("the numbers are the same on every machine and in every version") {
    // A log that was written by another build must release the same groups: never change these.
    Generator generator(Bytes32{1, 2, 3});
    std::vector<std::uint64_t> numbers;
    for (int i = 0; i < 4; ++i) numbers.push_back(generator.below(1000));
    CHECK(numbers == std::vector<std::uint64_t>{321, 802, 546, 282});
}
