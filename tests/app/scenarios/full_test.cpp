// What a full server says: no, why, and when to come back; and that it is not full for ever.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

/// Said hello as a participant and was sent away.
void check_sent_away(Line& line, const OpenedRoom& room, std::string_view code) {
    CHECK(line.hello(TestServer::hello(room, Role::participant)) == code);
    REQUIRE(line.refusal().retry_after.has_value());
    CHECK(*line.refusal().retry_after >= limits::full_for_at_least);
    CHECK(*line.refusal().retry_after <= limits::full_for_at_most);
    CHECK(line.goodbye() == CloseCode::try_again_later);
}

std::size_t people_of(TestServer& server) {
    std::size_t people = 0;
    server.on_shard(0, [&](Shard& shard) { people = shard.people().taken(); });
    return people;
}

}  // namespace

TEST_CASE("a full server takes no more participants in any room, until somebody leaves") {
    Disk disk;
    TestServer server(disk, 3, {}, {.people = 2});
    const OpenedRoom room = server.open({choice("where", 2)});
    const OpenedRoom other = server.open({choice("where", 2)});
    Line& first = server.join(room, Role::participant, 0);
    (void)server.join(other, Role::participant, 1);
    check_sent_away(server.line(2), room, "server_full");
    check_sent_away(server.line(1), other, "server_full");
    // Who leads the room is not kept out of it.
    (void)server.join(room, Role::facilitator, 2);
    (void)server.join(room, Role::projector, 0);

    first.hang_up();
    server.settle();
    (void)server.join(other, Role::participant, 2);
    check_sent_away(server.line(0), room, "server_full");
}

TEST_CASE("a room that is full leaves the others as they are") {
    Disk disk;
    TestServer server(disk, 2, {}, {.people_per_room = 1});
    const OpenedRoom room = server.open({choice("where", 2)});
    const OpenedRoom other = server.open({choice("where", 2)});
    (void)server.join(room, Role::participant, 0);
    check_sent_away(server.line(1), room, "room_full");
    (void)server.join(other, Role::participant, 1);
    CHECK(people_of(server) == 2);
}

TEST_CASE("who is refused for another reason takes nobody's place") {
    Disk disk;
    TestServer server(disk, 2, {}, {.people = 1});
    const OpenedRoom room = server.open({choice("where", 2)});
    Hello wrong = TestServer::hello(room, Role::participant);
    wrong.secret = std::string(22, 'A');
    CHECK(server.line(0).hello(wrong) == "wrong_secret");
    CHECK(people_of(server) == 0);
    (void)server.join(room, Role::participant, 1);
}

TEST_CASE("on a full server the room that nobody has used for longest makes way for a new one") {
    Disk disk;
    TestServer server(disk, 1, {}, {.rooms = 3});
    const OpenedRoom seen = server.open({choice("where", 2)});
    server.join(seen, Role::facilitator, 0).hang_up();
    const OpenedRoom older = server.open({choice("where", 2)});
    const OpenedRoom newer = server.open({choice("where", 2)});
    (void)server.open({choice("where", 2)});
    CHECK(server.line(0).hello(TestServer::hello(older, Role::facilitator)) == "room_not_found");
    CHECK(becomes_true([&] { return disk.rooms().size() == 3 && disk.keys.size() == 3; }));
    (void)server.join(newer, Role::facilitator, 0);
    (void)server.open({choice("where", 2)});
    // Whoever was here keeps the room, and then the server is full.
    (void)server.join(seen, Role::participant, 0);
    CHECK(server.shards.figures().rooms_given_up == 2);
    const auto last = server.open({choice("where", 2)});
    (void)server.join(last, Role::projector, 0);
    const auto refused = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).code == RefusalCode::server_full);
    CHECK(server.shards.figures().rooms == 3);
}

TEST_CASE("a full server keeps rooms that nobody has joined no longer than others") {
    Disk disk;
    TestServer server(disk, 1, {.keep_unused = std::chrono::days{14}}, {.rooms = 3});
    const auto open_and_leave = [&] {
        const auto opened = server.try_open({choice("where", 2)});
        const auto* room = std::get_if<OpenedRoom>(&opened);
        if (room == nullptr) return OpenedRoom{};
        server.join(*room, Role::facilitator, 0).hang_up();
        server.settle();
        return *room;
    };
    const auto is_there = [&](const OpenedRoom& room) {
        return server.line(0).hello(TestServer::hello(room, Role::participant)) != "room_ended";
    };
    const auto rooms = [&] {
        server.on_every_shard([](Shard& shard) { shard.look_after_ends(); });
        server.settle();
        return server.shards.figures().rooms;
    };
    const OpenedRoom joined = open_and_leave();
    (void)server.join(joined, Role::participant, 0);
    const OpenedRoom older = open_and_leave();
    disk.let_pass(std::chrono::hours{23});
    const OpenedRoom newer = open_and_leave();
    server.join(joined, Role::facilitator, 0).hang_up();
    (void)server.join(joined, Role::facilitator, 0);
    CHECK(open_and_leave().code.empty());
    CHECK(rooms() == 3);  // none of them has been left alone for a day
    disk.let_pass(std::chrono::hours{2});
    CHECK(rooms() == 3);  // one has, and is kept as long as nobody needs its place
    CHECK(open_and_leave().code.empty());
    CHECK(becomes_true([&] { return rooms() == 2; }));
    CHECK_FALSE(is_there(older));
    CHECK_FALSE(open_and_leave().code.empty());
    CHECK(is_there(newer));
    CHECK(server.shards.figures().rooms_given_up == 1);
}

TEST_CASE(
    "no room is opened for a deck that there is no memory for, or when the disk's part is full") {
    Disk disk;
    const auto refusal_of = [&](Bounds bounds) {
        TestServer server(disk, 1, {}, bounds);
        const auto refused = server.try_open({choice("where", 2)});
        REQUIRE(std::holds_alternative<Refusal>(refused));
        CHECK(std::get<Refusal>(refused).code == RefusalCode::server_full);
        CHECK(std::get<Refusal>(refused).retry_after.has_value());
        return std::get<Refusal>(refused).message;
    };
    CHECK(refusal_of({.deck_memory = 10}).find("memory") != std::string::npos);
    CHECK(disk.keys.size() == 0);
    {
        TestServer server(disk, 1);
        const OpenedRoom room = server.open({choice("where", 2)});
        CHECK(server.shards.figures().log_bytes > 100);
        CHECK(server.shards.figures().deck_bytes > 50);
        Line& facilitator = server.join(room, Role::facilitator, 0);
        REQUIRE(facilitator.ask(control(Action::end)) == "ack");
        REQUIRE(becomes_true([&] { return server.shards.figures().sealed_rooms == 1; }));
    }
    CHECK(refusal_of({.disk = 50}).find("as it may") != std::string::npos);
    CHECK(refusal_of({.sealed_rooms = 1}).find("as it may") != std::string::npos);
    TestServer server(disk, 1);
    CHECK(server.shards.figures().sealed_rooms == 1);
    CHECK(server.shards.figures().log_bytes > 100);
}

TEST_CASE("the places of a room that ended are free again, also when it is forgotten at once") {
    Disk disk;
    TestServer server(disk, 3, {}, {.people = 2, .rooms = 1});
    const OpenedRoom room = server.open({choice("where", 2)});
    (void)server.join(room, Role::participant, 0);
    (void)server.join(room, Role::participant, 1);
    const auto second = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(second));
    CHECK(std::get<Refusal>(second).code == RefusalCode::server_full);
    CHECK(std::get<Refusal>(second).retry_after.has_value());

    Line& facilitator = server.join(room, Role::facilitator, 2);
    CHECK(facilitator.ask(control(Action::end)) == "ack");
    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    CHECK(becomes_true([&] { return people_of(server) == 0; }));
    const OpenedRoom next = server.open({choice("where", 2)});
    (void)server.join(next, Role::participant, 0);
}

TEST_CASE("rooms that a restart brings back count") {
    Disk disk;
    {
        TestServer server(disk, 1);
        const OpenedRoom room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        REQUIRE(facilitator.ask(control(Action::go_to, "where")) == "ack");
    }
    TestServer again(disk, 2, {}, {.rooms = 1});
    CHECK(std::holds_alternative<Refusal>(again.try_open({choice("where", 2)})));
}

}  // namespace candour::app
