#include "server/app/audience/doorkeeper.hpp"

#include "server/app/limits.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace candour::app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t many_sockets = 1'000'000;

AddressMark caller_at(std::uint64_t value) {
    return {value, false};
}

struct DoorWorld {
    Doorkeeper::TimePoint now{std::chrono::hours{1}};
    Doorkeeper door{1, many_sockets, now};

    /// Says a wrong code from a line that has said none before, until the address has to wait.
    void guess_until_slowed(const AddressMark& who) {
        for (int guess = 0; guess < 100'000; ++guess) {
            if (door.slows(who, {}, now)) return;
            door.was_wrong(who, now);
        }
        FAIL("never slowed");
    }
    /// Lets one more person join, if that may be.
    bool join(const AddressMark& who) {
        if (!door.may_join(who, now)) return false;
        door.joined(who, now);
        return true;
    }
};

}  // namespace

TEST_CASE("a line that has said three wrong codes waits for each further one") {
    DoorWorld world;
    WrongCodes said;
    for (int guess = 0; guess < limits::wrong_codes_per_connection; ++guess) {
        CHECK_FALSE(world.door.slows(caller_at(1), said, world.now));
        said.add();
    }
    CHECK(world.door.slows(caller_at(1), said, world.now));
    for (int guess = 0; guess < 1'000; ++guess) said.add();  // it counts to no end and back
    CHECK(world.door.slows(caller_at(1), said, world.now));
    CHECK_FALSE(world.door.slows(caller_at(1), {}, world.now));
}

TEST_CASE("an address that guesses, on however many lines, slows nobody else") {
    DoorWorld world;
    world.guess_until_slowed(caller_at(1));
    CHECK_FALSE(world.door.slows(caller_at(2), {}, world.now));
    // In the long run so many are answered at once:
    int answered = 0;
    for (int tenth = 0; tenth < 600; ++tenth) {
        world.now += 100ms;
        while (!world.door.slows(caller_at(1), {}, world.now)) {
            world.door.was_wrong(caller_at(1), world.now);
            ++answered;
        }
    }
    CHECK(answered == doctest::Approx(60 * limits::wrong_codes_per_address_second).epsilon(0.02));
}

TEST_CASE("1,000 people behind one address of whom one in ten mistypes are looked after at once") {
    DoorWorld world;
    for (int person = 0; person < 1'000; ++person) {
        if (person % 10 == 0) world.door.was_wrong(caller_at(1), world.now);
        world.now += 10ms;
        CHECK_FALSE(world.door.slows(caller_at(1), {}, world.now));
        CHECK(world.join(caller_at(1)));
    }
}

TEST_CASE("guesses from many addresses slow everybody, and shut out nobody") {
    DoorWorld world;
    std::uint64_t guesser = 100;
    while (!world.door.slows(caller_at(1), {}, world.now)) {
        REQUIRE(guesser < 100'000);
        world.door.was_wrong(caller_at(guesser++), world.now);
    }
    CHECK(world.door.wait(caller_at(1), world.now));
    world.door.waited(caller_at(1), world.now);
}

TEST_CASE("so many wait from one address, and the next one elsewhere still may") {
    DoorWorld world;
    for (std::size_t line = 0; line < limits::waiting_per_address; ++line)
        REQUIRE(world.door.wait(caller_at(1), world.now));
    CHECK_FALSE(world.door.wait(caller_at(1), world.now));
    CHECK(world.door.wait(caller_at(2), world.now));
    world.door.waited(caller_at(1), world.now);
    CHECK(world.door.wait(caller_at(1), world.now));
    // Who cannot be told apart has the whole lane.
    const AddressMark proxy{3, true};
    std::size_t waiting = limits::waiting_per_address + 1;
    while (world.door.wait(proxy, world.now)) ++waiting;
    CHECK(waiting == limits::waiting_per_shard);
}

TEST_CASE("a stranger brings people in at the pace of an event, and no faster") {
    DoorWorld world;
    std::size_t joined = 0;
    for (int second = 0; second < 60; ++second) {
        while (world.join(caller_at(1))) ++joined;
        world.now += 1s;
    }
    CHECK(joined <= limits::joins_address_burst + 60 * limits::joins_per_address_second);
    CHECK(world.join(caller_at(2)));
    const AddressMark proxy{3, true};
    for (int person = 0; person < 10'000; ++person) REQUIRE(world.join(proxy));
}

TEST_CASE("whoever guesses takes nothing from the people who join from the same address") {
    DoorWorld world;
    for (int guess = 0; guess < 100'000; ++guess) {
        REQUIRE(world.door.may_join(caller_at(1), world.now));
        world.door.was_wrong(caller_at(1), world.now);
    }
}

TEST_CASE("one address leaves a quarter of the sockets to others, on however many shards") {
    for (const std::size_t shards : {std::size_t{1}, std::size_t{3}, std::size_t{4}}) {
        CAPTURE(shards);
        const Doorkeeper::TimePoint now{1h};
        std::size_t entered = 0;
        for (std::size_t shard = 0; shard < shards; ++shard) {
            Doorkeeper door{shards, 1'200, now};
            while (door.enter(caller_at(1), now)) ++entered;
            CHECK(door.enter(caller_at(2), now));
            door.leave(caller_at(1), now);
            CHECK(door.enter(caller_at(1), now));
            const AddressMark proxy{3, true};
            for (int socket = 0; socket < 2'000; ++socket) REQUIRE(door.enter(proxy, now));
        }
        CHECK(entered == 900);
    }
}

TEST_CASE("an address is forgotten within minutes of its last socket") {
    DoorWorld world;
    REQUIRE(world.door.enter(caller_at(1), world.now));
    world.guess_until_slowed(caller_at(2));
    world.now += limits::address_remembered_for + 1s;
    world.door.forget_old(world.now);
    CHECK(world.door.remembered() == 1);  // the first is still here
    world.door.leave(caller_at(1), world.now);
    world.now += limits::address_remembered_for;
    world.door.forget_old(world.now);
    CHECK(world.door.remembered() == 1);
    world.now += 1s;
    world.door.forget_old(world.now);
    CHECK(world.door.remembered() == 0);
}

TEST_CASE("more addresses than there is memory for share one allowance") {
    DoorWorld world;
    for (std::uint64_t other = 0; other < limits::max_remembered_addresses; ++other)
        (void)world.join(caller_at(1'000 + other));
    REQUIRE(world.door.remembered() == limits::max_remembered_addresses);
    std::size_t joined = 0;
    for (std::uint64_t late = 0; late < 100'000; ++late)
        joined += world.join(caller_at(1'000'000 + late)) ? 1U : 0U;
    CHECK(joined == static_cast<std::size_t>(limits::joins_address_burst));
    CHECK(world.door.remembered() == limits::max_remembered_addresses);
    CHECK(world.door.enter(caller_at(2'000'000), world.now));  // nobody is kept out for that
}

}  // namespace candour::app
