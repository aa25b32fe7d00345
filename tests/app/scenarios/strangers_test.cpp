// What a stranger can do to others who come to the same server: slow them a little.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

const AddressMark guessers{7, false};
const AddressMark elsewhere{8, false};

/// With nothing but a code.
Hello with_code(const RoomCode& code) {
    Hello hello;
    hello.role = Role::participant;
    hello.code = code;
    return hello;
}

RoomCode some_code(std::size_t number) {
    std::string code(8, '2');
    for (std::size_t i = 0; i < 3; ++i, number /= 32) code[i] = room_code_alphabet[number % 32];
    return RoomCode{code};
}

/// Wrong codes from this address, three a line, until the next one has to wait.
void use_up(TestServer& server, const AddressMark& who) {
    constexpr auto all = static_cast<std::size_t>(limits::wrong_codes_address_burst);
    for (std::size_t guess = 0; guess < all;) {
        Line& line = server.line(0, who);
        for (int said = 0; said < limits::wrong_codes_per_connection; ++said, ++guess)
            REQUIRE(line.hello(with_code(some_code(guess))) == "room_not_found");
        line.hang_up();
    }
}

std::uint64_t held_back(TestServer& server) {
    return server.shards.figures().held_back;
}

}  // namespace

TEST_CASE("whoever types a right code gets in while somebody guesses, at the same address too") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    use_up(server, guessers);
    std::vector<Line*> people;
    for (std::size_t person = 0; person < 40; ++person) {
        people.push_back(&server.line(person, guessers));
        server.line(person, guessers).say(with_code(some_code(2'000 + person)));  // the guesser
        people.back()->say(with_code(room.code));
    }
    // Elsewhere nobody notices anything.
    CHECK(server.line(0, elsewhere).hello(with_code(room.code)) == "welcome");
    const auto waited = held_back(server);
    CHECK(waited > 0);
    for (Line* person : people) (void)person->next<Welcome>();
}

TEST_CASE("what the room has given out gets in at once, however much is guessed") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& first = server.join(room, Role::participant, 0);
    use_up(server, guessers);
    const auto before = held_back(server);
    Hello back = with_code(room.code);
    back.ticket = first.welcome().ticket;
    CHECK(server.line(0, guessers).hello(back) == "welcome");
    Hello from_qr_code = with_code(room.code);
    from_qr_code.secret = fragment(room.join_path);
    CHECK(server.line(0, guessers).hello(from_qr_code) == "welcome");
    CHECK(server.line(0, guessers).hello(TestServer::hello(room, Role::facilitator)) == "welcome");
    CHECK(held_back(server) == before);
}

TEST_CASE("a guess is one whatever stands beside the code") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    std::vector<std::pair<std::string, Hello>> guesses;
    Hello secret = with_code(room.code);
    secret.secret = std::string(22, 'A');
    guesses.emplace_back("wrong_secret", secret);
    Hello ticket = with_code(room.code);
    ticket.ticket = std::string(43, 'A');
    guesses.emplace_back("bad_ticket", ticket);
    Hello wrong = with_code(room.code);
    wrong.role = Role::projector;
    wrong.capability = std::string(22, 'A');
    guesses.emplace_back("wrong_capability", wrong);
    for (const auto& [answer, hello] : guesses) {
        CAPTURE(answer);
        Line& line = server.line(0, elsewhere);
        const auto before = held_back(server);
        for (int said = 0; said < limits::wrong_codes_per_connection; ++said)
            REQUIRE(line.hello(hello) == answer);
        CHECK(held_back(server) == before);
        line.say(hello);
        CHECK(becomes_true([&] { return held_back(server) == before + 1; }));
    }
}

TEST_CASE("a line that hangs up while its code waits leaves its place in the lane") {
    Disk disk;
    TestServer server(disk, 1, {.guess_takes = limits::guess_takes});
    use_up(server, guessers);
    const auto is_refused = [](Line* line) {
        return line->count<Refusal>() > 0 &&
               line->last<Refusal>().code == RefusalCode::too_many_requests;
    };
    for (std::size_t round = 0; round < 2; ++round) {
        std::vector<Line*> lines;
        for (std::size_t line = 0; line < limits::waiting_per_address + 100; ++line) {
            lines.push_back(&server.line(0, guessers));
            lines.back()->say(with_code(some_code(line)));
        }
        server.settle();
        // The places that the lines of the round before had are there again.
        const auto half = limits::waiting_per_address / 2;
        CHECK(std::count_if(lines.begin(), lines.begin() + half, is_refused) == 0);
        // Where saying all this took longer than a guess does, some have been answered by now and
        // left their places to the last.
        const bool is_full = std::ranges::all_of(
            lines, [&](Line* line) { return line->count<Refusal>() == 0 || is_refused(line); });
        if (is_full) {
            CHECK(is_refused(lines.back()));
            CHECK(lines.back()->last<Refusal>().retry_after.has_value());
        }
        for (Line* line : lines) line->hang_up();
        server.settle();
    }
}

TEST_CASE("people who join for the first time are let in at the pace of an event") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    std::size_t joined = 0;
    std::string ticket;
    for (; joined < 5'000; ++joined) {
        Line& line = server.line(0, elsewhere);
        const std::string answer = line.hello(TestServer::hello(room, Role::participant));
        if (answer != "welcome") {
            CHECK(answer == "too_many_requests");
            REQUIRE(line.refusal().retry_after.has_value());
            CHECK(*line.refusal().retry_after >= limits::joins_again_at_least);
            CHECK(*line.refusal().retry_after <= limits::joins_again_at_most);
            break;
        }
        ticket = line.welcome().ticket;
        line.hang_up();
    }
    CHECK(joined >= 1'000);
    CHECK(joined < 5'000);
    // Who has joined comes back as often as the line breaks, and the neighbours do not notice.
    Hello back = TestServer::hello(room, Role::participant);
    back.ticket = ticket;
    CHECK(server.line(0, elsewhere).hello(back) == "welcome");
    CHECK(server.line(0, guessers).hello(TestServer::hello(room, Role::participant)) == "welcome");
}

TEST_CASE("who comes back with a ticket gets into a full room, while the old line still hangs") {
    std::string full;
    Bounds bounds;
    SUBCASE("a full room") {
        bounds.people_per_room = 2;
        full = "room_full";
    }
    SUBCASE("a full server") {
        bounds.people = 2;
        full = "server_full";
    }
    Disk disk;
    TestServer server(disk, 3, {}, bounds);
    const OpenedRoom room = server.open({choice("where", 2)});
    (void)server.join(room, Role::participant, 0);
    Line& sleeping = server.join(room, Role::participant, 1);
    CHECK(server.line(2).hello(TestServer::hello(room, Role::participant)) == full);
    Hello back = TestServer::hello(room, Role::participant);
    back.ticket = sleeping.welcome().ticket;
    Line& returned = server.line(2);
    CHECK(returned.hello(back) == "welcome");
    // Not without end: one person with many lines does not fill the machine either.
    CHECK(server.line(0).hello(back) == full);
    // Nobody else gets in for it, and the place is free once both lines have gone.
    CHECK(server.line(1).hello(TestServer::hello(room, Role::participant)) == full);
    sleeping.hang_up();
    returned.hang_up();
    server.settle();
    CHECK(server.line(0).hello(TestServer::hello(room, Role::participant)) == "welcome");
}

}  // namespace candour::app
