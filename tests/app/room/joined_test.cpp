// How many people have joined (rule A4): told exactly, and not forgotten.
#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

/// As a phone is told when the question opens.
std::uint32_t joined(HomeWorld& room) {
    room.start("where");
    return room.snapshot(Role::participant).question->joined;
}

std::uint32_t joined(TestServer& server, const OpenedRoom& room) {
    Line& facilitator = server.join(room, Role::facilitator, 0);
    server.look_at_rooms();
    start(facilitator, "where");
    return facilitator
        .next<Snapshot>([](const Snapshot& shown) {
            return shown.question && shown.question->phase == QuestionPhase::open;
        })
        .question->joined;
}

}  // namespace

TEST_CASE("how many had joined when a question opened is told exactly") {
    HomeWorld room({choice("where", 2)});
    for (int i = 0; i < 7; ++i) (void)room.join();
    room.start("where");
    (void)room.join();
    for (const Role role : all_roles) CHECK(room.snapshot(role).question->joined == 7);
}

TEST_CASE("phones that sleep, and a crowd that was brought in one by one, have joined too") {
    HomeWorld room({choice("where", 2)});
    for (int i = 0; i < 7; ++i) {
        (void)room.join();
        room.home->left(Role::participant);
    }
    CHECK(joined(room) == 7);
}

TEST_CASE("who comes back with a ticket has not joined twice, though the old line seems to live") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string ticket = server.join(room, Role::participant, i).welcome().ticket;
        (void)server.join(room, Role::participant, i + 1, ticket);  // a second tab, or a new Wi-Fi
    }
    CHECK(joined(server, room) == 4);
}

TEST_CASE("whom a full room turned away has not joined") {
    Disk disk;
    TestServer server(disk, one_shard_or_three(), {}, {.people_per_room = 3});
    const OpenedRoom room = server.open({choice("where", 2)});
    for (std::size_t i = 0; i < 3; ++i) (void)server.join(room, Role::participant, i);
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(server.line(i).hello(TestServer::hello(room, Role::participant)) == "room_full");
    CHECK(joined(server, room) == 3);
}

TEST_CASE("that people joined is on the log a moment later, whether or not anything happens") {
    HomeWorld room({choice("where", 2)});
    for (int i = 0; i < 7; ++i) (void)room.join();
    CHECK(room.commit().empty());
    CHECK(room.commit() == "nothing to write");

    // So a restart does not forget it, and who comes back with a ticket is the one who came.
    room.home = restore_room(room.home->id(), room.log, room.keys, room.random).value().home;
    REQUIRE(room.home);
    Hello back = room.hello(Role::participant);
    back.ticket = room.welcome.ticket;
    REQUIRE(room.admits(back) == "welcome");
    room.home->came(Role::participant, room.fresh);
    (void)room.join();
    CHECK(joined(room) == 8);
}

TEST_CASE("that somebody joined, and that the log has it, is told to nobody") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& projector = server.join(room, Role::projector, 1);
    Line& phone = server.join(room, Role::participant, 2);
    const std::size_t batches = server.shards.figures().batches;
    (void)server.join(room, Role::participant, 0);
    REQUIRE(becomes_true([&] { return server.shards.figures().batches > batches; }));
    server.settle();
    server.on_shard(server.home_of(room),
                    [](Shard& home) { home.tick(home.now() + std::chrono::hours{1}); });
    server.settle();
    for (Line* line : {&facilitator, &projector, &phone}) {
        CHECK(line->count<Snapshot>() == 1);
        CHECK(line->count<TallyUpdate>() == 0);
        CHECK(line->count<Presence>() == 0);
    }
}

TEST_CASE("a server that is stopped while people gather knows afterwards how many they were") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, one_shard_or_three());
        room = server.open({choice("where", 2)});
        for (std::size_t i = 0; i < 20; ++i) (void)server.join(room, Role::participant, i);
    }
    TestServer server(disk, one_shard_or_three());
    CHECK(joined(server, room) == 20);
}

TEST_CASE("somebody who joins while the room ends adds nothing to a log that is being sealed") {
    HomeWorld room({choice("where", 2)});
    (void)room.control(Action::end);
    REQUIRE(room.next_record());
    (void)room.join();
    CHECK(room.durable() == "ack");
    CHECK(room.commit() == "nothing to write");
}

}  // namespace candour::app
