#include "server/app/shard/opening_rates.hpp"

#include "server/app/limits.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace candour::app {
namespace {

using namespace std::chrono_literals;

constexpr auto burst = static_cast<std::size_t>(limits::rooms_opened_burst);

AddressMark opener(std::uint64_t value) {
    return {value, false};
}

struct OpenersWorld {
    OpeningRates::TimePoint now{std::chrono::hours{1}};
    OpeningRates rates;

    /// How many rooms can be opened before the first refusal.
    std::size_t open_all(const AddressMark& who, std::optional<std::uint64_t> pass = {}) {
        std::size_t opened = 0;
        while (opened < 100'000 && rates.may_open(who, pass, now)) ++opened;
        return opened;
    }
};

}  // namespace

TEST_CASE("an address opens as many rooms as a department needs, and not thousands") {
    OpenersWorld world;
    CHECK(world.open_all(opener(1)) == burst);
    CHECK(world.open_all(opener(2)) == burst);
    std::size_t in_an_hour = 0;
    for (int minute = 0; minute < 60; ++minute) {
        world.now += 1min;
        in_an_hour += world.open_all(opener(1));
    }
    CHECK(in_an_hour == doctest::Approx(3'600 * limits::rooms_opened_per_second).epsilon(0.02));
}

TEST_CASE("a pass opens no more from many addresses than from one") {
    OpenersWorld world;
    std::size_t opened = 0;
    for (std::uint64_t each = 0; each < 2 * burst; ++each)
        opened += world.rates.may_open(opener(each), 77, world.now) ? 1U : 0U;
    CHECK(opened == burst);
    // Nobody who was refused for the pass's sake has lost anything at the address.
    CHECK(world.open_all(opener(2 * burst - 1)) == burst);
}

TEST_CASE("an address that stands for many opens ten times as many, each pass its own") {
    OpenersWorld world;
    const AddressMark proxy{9, true};
    for (std::uint64_t pass = 1; pass <= 10; ++pass) CHECK(world.open_all(proxy, pass) == burst);
    CHECK_FALSE(world.rates.may_open(proxy, 11, world.now));
}

TEST_CASE("whoever has not opened any for ten minutes is forgotten") {
    OpenersWorld world;
    (void)world.open_all(opener(1), 77);
    REQUIRE(world.rates.remembered() == 2);
    world.now += 10min + 1s;
    CHECK(world.rates.may_open(opener(2), {}, world.now));
    CHECK(world.rates.remembered() == 1);
}

}  // namespace candour::app
