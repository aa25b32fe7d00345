// What the storage refuses is tried again, and until then everybody is told the truth.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/storage_errors.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

bool says(const Readiness& readiness, std::string_view what) {
    return readiness.reason.find(what) != std::string::npos;
}

bool was_said(const Disk& disk, std::string_view beginning) {
    return std::ranges::any_of(
        disk.said(), [&](const std::string& sentence) { return sentence.starts_with(beginning); });
}

/// A room with one answer to its one question, on a server that has ended since.
OpenedRoom room_with_an_answer(Disk& disk) {
    TestServer server(disk, 1);
    OpenedRoom room = server.open({choice("where", 2)});
    start(server.join(room, Role::facilitator, 0), "where");
    REQUIRE(server.join(room, Role::participant, 0).ask(submit("where", picks("10"))) == "ack");
    return room;
}

}  // namespace

TEST_CASE("a server that cannot read its log puts everybody off, and takes up again by itself") {
    const std::size_t shards = one_shard_or_three();
    Disk disk;
    const OpenedRoom room = room_with_an_answer(disk);
    disk.log.fail_reads(log::LogError::foreign);
    TestServer server(disk, shards);
    CHECK(server.restored == log::LogError::foreign);
    CHECK_FALSE(server.shards.readiness().ready);
    CHECK(says(server.shards.readiness(), "not one of Candour's"));

    // Nobody is told that there is no such room, and nobody can open one.
    for (const Role role : {Role::participant, Role::facilitator, Role::projector}) {
        Line& line = server.line(1);
        CHECK(line.hello(TestServer::hello(room, role)) == "not_kept");
        CHECK(line.refusal().retry_after >= limits::unread_for_at_least);
        CHECK(line.refusal().retry_after <= limits::unread_for_at_most);
        CHECK_FALSE(line.closed());
    }
    const auto refused = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).code == RefusalCode::not_kept);
    CHECK(disk.rooms().size() == 1);
    CHECK(disk.keys.size() == 1);

    disk.log.fail_reads(log::LogError::damaged);
    CHECK(becomes_true([&] { return says(server.shards.readiness(), "is damaged"); }));
    CHECK(was_said(disk, "The rooms still cannot be brought back: "));

    disk.log.fail_reads({});
    REQUIRE(becomes_true([&] { return server.shards.readiness().ready; }));
    CHECK(was_said(disk, "The log can be read again. "));
    Line& projector = server.join(room, Role::projector, 0);
    CHECK(people_in(projector.last<Snapshot>().results) == 1);
    CHECK(server.join(room, Role::participant, 2).ask(submit("where", picks("01"))) == "ack");
    CHECK(std::holds_alternative<OpenedRoom>(server.try_open({choice("where", 2)})));
}

TEST_CASE("a server that never could read its log ends when it is told to") {
    Disk disk;
    disk.log.fail_reads(io_error);
    TestServer server(disk, 3);
    CHECK(says(server.shards.readiness(), "cannot read its database"));
    server.stop();
}

TEST_CASE("a key that cannot be read now does not make its room a damaged one") {
    Disk disk;
    const OpenedRoom room = room_with_an_answer(disk);
    disk.keys.fail(io_error);
    TestServer server(disk, 2);
    CHECK(server.restored == io_error);
    CHECK(server.damaged.empty());
    disk.keys.fail({});
    REQUIRE(becomes_true([&] { return server.shards.readiness().ready; }));
    (void)server.join(room, Role::participant, 0);
}

TEST_CASE("unfinished keys that cannot be removed keep no server from starting, and are said") {
    Disk disk;
    disk.keys.fail(disk_full);
    TestServer server(disk, 1);
    CHECK_FALSE(server.restored);
    CHECK(server.shards.readiness().ready);
    CHECK(was_said(disk, "What a crash left of unfinished keys could not be removed: "));
}

TEST_CASE("a room that the log does not take makes the server unready until the log takes things") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom other = server.open({choice("where", 2)});
    Line& facilitator = server.join(other, Role::facilitator, 0);
    disk.log.fail(disk_full);
    const auto refused = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).message.find("none was opened") != std::string::npos);
    CHECK(std::get<Refusal>(refused).retry_after == limits::opening_retry);
    CHECK(says(server.shards.readiness(), "cannot write to its log"));
    CHECK_FALSE(server.shards.readiness().ready);
    server.look_at_log();
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    CHECK_FALSE(server.shards.readiness().ready);

    // Nobody writes anything, and yet it finds out.
    disk.log.fail({});
    server.look_at_log();
    CHECK(server.shards.readiness().ready);
    server.look_at_log();
    CHECK(facilitator.next<LogState>().keeps);
    CHECK(disk.log.probes() > 0);
    CHECK(disk.rooms().size() == 1);
}

TEST_CASE("a room that was refused, and of which the disk kept the beginning all the same, goes") {
    Disk disk;
    RoomId id;
    id.bytes.fill(7);
    disk.memory.append({{id, BatchNumber{1}, "a beginning without a key"}},
                       [](std::error_code error) { REQUIRE_FALSE(error); });
    TestServer server(disk, 1);
    CHECK(server.damaged.empty());
    CHECK(server.shards.readiness().reason.empty());
    CHECK(becomes_true([&] { return disk.rooms().empty(); }));
}

TEST_CASE("a key that cannot be kept makes the server unready until keys can be kept") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    disk.keys.fail(disk_full);
    CHECK(std::holds_alternative<Refusal>(server.try_open({choice("where", 2)})));
    CHECK_FALSE(server.shards.readiness().ready);
    CHECK(says(server.shards.readiness(), "cannot keep the key of a new room"));
    // Who is in a room goes on: the log takes what they say.
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "where");
    CHECK(facilitator.count<LogState>() == 0);

    disk.keys.fail({});
    CHECK(becomes_true([&] { return server.shards.readiness().ready; }));
    CHECK(was_said(disk, "Keys can be kept again."));
    CHECK(disk.keys.size() == 1);  // the one that was tried is gone again
}

}  // namespace candour::app
