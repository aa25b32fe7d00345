#include "benchmarks/load/rules/schedule.hpp"

#include "benchmarks/load/rules/histogram.hpp"

#include <doctest/doctest.h>

#include <ostream>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

TEST_CASE("people come one after another, all within the time") {
    people::Dice dice(1);
    Micros last = 0s;
    for (std::size_t i = 0; i < 1'000; ++i) {
        const auto at = arrival(i, 1'000, 10s, dice);
        REQUIRE(at >= last);
        REQUIRE(at < 10s);
        last = at;
    }
    CHECK(last > 9'900ms);
}

TEST_CASE("most answer in the first half, and everybody within the time") {
    people::Dice dice(2);
    Histogram times;
    for (int i = 0; i < 10'000; ++i) times.add(thinking(10s, dice));
    CHECK(times.percentile(0.5) > 2s);
    CHECK(times.percentile(0.5) < 4s);
    CHECK(times.max() < 10s);
}

TEST_CASE("some change their answer, some lock their phone, and nobody answers while it is dark") {
    people::Dice dice(3);
    int changes = 0, locks = 0;
    for (int i = 0; i < 10'000; ++i) {
        const Plan plan = plan_answer(10s, dice);
        if (plan.change) {
            ++changes;
            REQUIRE(*plan.change >= plan.answer);
            REQUIRE(*plan.change <= 10s);
        }
        if (plan.lock) {
            ++locks;
            REQUIRE(*plan.lock < plan.unlock);
            REQUIRE(plan.unlock < plan.answer);
        }
    }
    CHECK(changes > 800);
    CHECK(changes < 1'200);
    CHECK(locks > 120);
    CHECK(locks < 280);
}

TEST_CASE("as many as asked for never read, and they are the same ones each time") {
    int never = 0;
    for (std::uint32_t person = 0; person < 3'000; ++person) {
        CHECK_FALSE(never_reads(person, 0, 7));
        CHECK(never_reads(person, 33, 7) == never_reads(person, 33, 7));
        never += never_reads(person, 33, 7) ? 1 : 0;
    }
    CHECK(never > 900);
    CHECK(never < 1'080);
}

TEST_CASE("the same seed gives the same people") {
    people::Dice a(4), b(4);
    for (int i = 0; i < 100; ++i) REQUIRE(plan_answer(5s, a).answer == plan_answer(5s, b).answer);
}

TEST_CASE("people come back as the page does: later after each failure, at most 20 s") {
    people::Dice dice(5);
    Histogram first, last;
    for (int i = 0; i < 2'000; ++i) {
        first.add(back_off(0, dice));
        last.add(back_off(60, dice));
    }
    CHECK(first.max() < 500ms);
    CHECK(first.percentile(0.5) > 200ms);
    CHECK(last.max() > 18s);
    CHECK(last.max() < 20s);
}

}  // namespace
}  // namespace candour::load
