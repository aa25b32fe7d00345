// What the storage refuses a single room: its facilitators and the operator are told until it is
// done, and nobody else is.
#include "server/app/shard/shard.hpp"
#include "tests/app/storage_errors.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

bool is_unready(TestServer& server, std::string_view because) {
    const Readiness readiness = server.shards.readiness();
    return !readiness.ready && readiness.reason.find(because) != std::string::npos;
}

/// What every shard does each 10 s.
void look_after_all_ends(TestServer& server) {
    server.on_every_shard([](Shard& shard) { shard.look_after_ends(); });
    server.settle();
}

/// The room tables' look at their keys, which they also take every 2 s, and what follows from it.
template <class Condition>
bool is_seen(TestServer& server, Condition&& condition) {
    return becomes_true([&] {
        server.on_every_shard([](Shard& shard) { shard.look_at_keys(); });
        server.settle();
        return condition();
    });
}

}  // namespace

TEST_CASE("a room that cannot be sealed says so to its facilitators and on /readyz, until it is") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({choice("where", 2)});
    const OpenedRoom other = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    Line& projector = server.join(room, Role::projector, 0);
    Line& elsewhere = server.join(other, Role::facilitator, 0);

    end_unsealed(server, disk, server.home_of(room), facilitator);
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    CHECK(is_unready(server, "a room that has ended cannot be written"));
    Line& late = server.join(room, Role::facilitator, 0);
    CHECK_FALSE(late.last<LogState>().keeps);
    look_after_all_ends(server);
    CHECK(facilitator.ask(control(Action::forget)) == "not_kept");
    CHECK(disk.keys.size() == 2);

    disk.log.fail({});
    look_after_all_ends(server);
    CHECK(facilitator.next<LogState>().keeps);
    CHECK(late.next<LogState>().keeps);
    CHECK(disk.keys.size() == 1);
    CHECK(server.shards.readiness().ready);
    CHECK(facilitator.count<LogState>() == 2);
    CHECK(elsewhere.count<LogState>() == 0);
    CHECK(projector.count<LogState>() == 0);
}

TEST_CASE("who asks to forget a room that could not be sealed has it sealed, if that goes by now") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    end_unsealed(server, disk, server.home_of(room), facilitator);
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    disk.log.fail({});
    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    CHECK(facilitator.goodbye() == CloseCode::room_gone);
    CHECK(disk.sealed().empty());
    CHECK(disk.keys.size() == 0);
    CHECK(server.shards.readiness().ready);
}

TEST_CASE("a key that stays on the disk is said like an unsealed room, and goes once it can") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    disk.keys.fail(io_error);
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    CHECK(is_unready(server, "cannot be removed"));
    CHECK(disk.sealed().size() == 1);
    Line& late = server.join(room, Role::facilitator, server.home_of(room));
    CHECK_FALSE(late.last<LogState>().keeps);

    disk.keys.fail({});
    look_after_all_ends(server);
    CHECK(facilitator.next<LogState>().keeps);
    CHECK(late.next<LogState>().keeps);
    CHECK(disk.keys.size() == 0);
    CHECK(server.shards.readiness().ready);
}

TEST_CASE("a key that stays is tried again when the server stops, and when it starts") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 3);
        room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        disk.keys.fail(io_error);
        REQUIRE(facilitator.ask(control(Action::end)) == "ack");
        CHECK_FALSE(facilitator.next<LogState>().keeps);
    }
    CHECK(disk.keys.size() == 1);
    TestServer server(disk, 2);
    REQUIRE_FALSE(server.restored);
    CHECK(is_unready(server, "cannot be removed"));
    Line& facilitator = server.join(room, Role::facilitator, 0);
    CHECK_FALSE(facilitator.last<LogState>().keeps);
    SUBCASE("by itself") {
        disk.keys.fail({});
        look_after_all_ends(server);
        CHECK(facilitator.next<LogState>().keeps);
    }
    SUBCASE("at the stop") {
        disk.keys.fail({});
        server.stop();
    }
    CHECK(disk.keys.size() == 0);
}

TEST_CASE("a log that can be written again is no news to who waits for a seal or a key") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    const OpenedRoom other = server.open({choice("where", 2)});
    Line& waits = server.join(room, Role::facilitator, 0);
    Line& goes_on = server.join(other, Role::facilitator, 0);
    disk.keys.fail(io_error);
    REQUIRE(waits.ask(control(Action::end)) == "ack");
    CHECK_FALSE(waits.next<LogState>().keeps);

    disk.keys.fail({});
    disk.log.fail(io_error);
    REQUIRE(std::holds_alternative<Refusal>(server.try_open({choice("where", 2)})));
    server.look_at_log();
    CHECK_FALSE(goes_on.next<LogState>().keeps);
    disk.log.fail({});
    for (int i = 0; i < 2; ++i) server.look_at_log();
    CHECK(goes_on.next<LogState>().keeps);
    CHECK(waits.next<LogState>([](const LogState& state) { return state.keeps; }).keeps);
    CHECK_FALSE(waits.next<LogState>().keeps);
    look_after_all_ends(server);
    CHECK(waits.next<LogState>([](const LogState& state) { return state.keeps; }).keeps);
    CHECK(disk.keys.size() == 1);
}

// ---- keys that vanish --------------------------------------------------------------------------

TEST_CASE("the key of an open room that vanishes from the disk is written again, with its day") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 3);
        room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        start(facilitator, "where");
        look_after_all_ends(server);
        const RoomId id = disk.rooms().at(0);
        REQUIRE(becomes_true([&] { return disk.keys.last_day(id) == "2026-11-22"; }));
        disk.keys.vanish();
        REQUIRE(is_seen(server, [&] { return disk.keys.size() == 1; }));
        CHECK(becomes_true([&] { return disk.keys.last_day(id) == "2026-11-22"; }));
        Line& phone = server.join(room, Role::participant, 1);
        CHECK(phone.ask(submit("where", picks("10"))) == "ack");
        CHECK(server.shards.readiness().ready);
        CHECK(facilitator.count<LogState>() == 0);
    }
    TestServer server(disk, 1);
    CHECK(server.damaged.empty());
    CHECK(people_in(server.join(room, Role::facilitator, 0).last<Snapshot>().results) == 1);
}

TEST_CASE("while a vanished key cannot be written again nothing is acked, and that is said") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    start(facilitator, "where");
    Line& phone = server.join(room, Role::participant, 0);
    disk.keys.vanish();
    disk.keys.fail(io_error);
    REQUIRE(is_seen(server, [&] { return !server.shards.readiness().ready; }));
    CHECK(is_unready(server, "has vanished from the disk"));
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    CHECK(phone.ask(submit("where", picks("10"))) == "not_kept");
    CHECK(phone.refusal().retry_after == std::chrono::seconds{1});
    CHECK(facilitator.ask(control(Action::close, "where")) == "not_kept");

    disk.keys.fail({});
    REQUIRE(is_seen(server, [&] { return server.shards.readiness().ready; }));
    CHECK(disk.keys.size() == 1);
    CHECK(facilitator.next<LogState>().keeps);
    CHECK(phone.ask(submit("where", picks("10"))) == "ack");
    // One line for each thing that happened, however often it was tried.
    CHECK(disk.said().size() == 3);
}

TEST_CASE("the key of a room that has ended is never written again") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    SUBCASE("which could not be sealed") {
        end_unsealed(server, disk, 0, facilitator);
        disk.keys.vanish();
        server.on_shard(0, [](Shard& one) { one.look_at_keys(); });
        disk.log.fail({});
        look_after_all_ends(server);
    }
    SUBCASE("just as it was looked for") {
        disk.keys.vanish();
        server.on_shard(0, [](Shard& one) { one.look_at_keys(); });
        REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    }
    server.stop();
    CHECK(disk.sealed().size() == 1);
    CHECK(disk.keys.size() == 0);
}

}  // namespace candour::app
