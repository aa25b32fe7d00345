#include "benchmarks/load/rules/histogram.hpp"

#include "server/commands/people/dice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <vector>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

TEST_CASE("an empty histogram has nothing to say") {
    const Histogram none;
    CHECK(none.count() == 0);
    CHECK(none.percentile(0.99) == 0us);
    CHECK(none.max() == 0us);
}

TEST_CASE("percentiles are those of a sorted list, to 1.6 percent") {
    people::Dice dice(7);
    Histogram histogram;
    std::vector<std::int64_t> sorted;
    for (int i = 0; i < 10'000; ++i) {
        // From microseconds to minutes.
        const auto value = static_cast<std::int64_t>(dice.number() >> (28 + dice.below(30)));
        sorted.push_back(value);
        histogram.add(Micros(value));
    }
    std::ranges::sort(sorted);
    for (const double share : {0.0001, 0.5, 0.9, 0.99, 0.999}) {
        const auto exact = sorted[static_cast<std::size_t>(share * 10'000 + 0.5) - 1];
        const auto measured = histogram.percentile(share).count();
        CHECK(measured >= exact);
        CHECK(static_cast<double>(measured) <= static_cast<double>(exact) * 1.016 + 1);
    }
    CHECK(histogram.percentile(1).count() == sorted.back());
    CHECK(histogram.max().count() == sorted.back());
}

TEST_CASE("small times are exact, early ones count as none, absurd ones as the longest") {
    Histogram histogram;
    histogram.add(-5us);
    histogram.add(100us);
    CHECK(histogram.percentile(0.5) == 0us);
    CHECK(histogram.percentile(1) == 100us);
    histogram.add(1'000h);
    CHECK(histogram.max() == 1'000h);
}

TEST_CASE("merged histograms are one") {
    Histogram a, b, both;
    for (int i = 0; i < 1'000; ++i) {
        (i % 3 == 0 ? a : b).add(Micros(i * i));
        both.add(Micros(i * i));
    }
    a.merge(b);
    CHECK(a.count() == both.count());
    for (const double share : {0.1, 0.5, 0.99})
        CHECK(a.percentile(share) == both.percentile(share));
}

}  // namespace
}  // namespace candour::load
