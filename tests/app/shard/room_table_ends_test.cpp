// How rooms end in the room table: by a facilitator, by themselves, and with a key that will not
// go.
#include "protocol/cpp/codec.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/room_table.hpp"
#include "tests/app/shard/table_world.hpp"
#include "tests/app/storage_errors.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace candour::app {

using namespace test;

TEST_CASE("at the end all are told, the results are sealed, and only then the key goes") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    (void)world.join(room);
    world.control(room, facilitator, Action::end);
    world.effects.clear();
    world.commit();
    CHECK(world.all<Reply>().size() == 1);
    CHECK(world.all<Told>().size() == 2);  // the report, to facilitators on both shards
    REQUIRE(world.all<Goodbye>().size() == 2);
    CHECK(world.all<Goodbye>()[0].why == CloseCode::room_ended);
    CHECK(world.all<Goodbye>()[0].to.role == Role::participant);
    CHECK(world.all<DestroyKey>().empty());
    CHECK(world.take<Seal>().code == room.code);
    CHECK(world.table.seals());

    world.seal(room);
    CHECK(SealedRoom::read(world.id, world.results).has_value());
    REQUIRE(world.all<DestroyKey>().size() == 1);
    CHECK(world.all<DestroyKey>()[0].id == world.id);
    CHECK(world.all<RoomIsOver>().size() == 1);
    CHECK(world.all<WipeTraces>().size() == 1);
    CHECK(world.table.size() == 0);
    CHECK_FALSE(world.table.seals());
    world.effects.clear();

    world.knock(room, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::room_ended);
    const SeatAddress late = world.facilitate(room);
    CHECK_FALSE(world.take<Welcomed>().report.empty());
    world.control(room, late, Action::open);
    CHECK(world.reply() == "room_ended");
    world.control(room, late, Action::end);
    CHECK(world.reply() == "ack");
}

TEST_CASE("a seal that the log refuses keeps the key, is told once, and is tried again") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    (void)world.end(room, facilitator);
    for (int tries = 0; tries < 2; ++tries) {
        world.seal(room, io_error);
        CHECK(world.all<DestroyKey>().empty());
        CHECK(world.all<WhetherKept>().size() == (tries == 0 ? 2U : 0U));
        CHECK(world.all<TroubleBegins>().size() == (tries == 0 ? 1U : 0U));
        CHECK_FALSE(world.table.seals());
        world.effects.clear();
        world.table.retry_ends(world.effects);
        CHECK(world.take<Seal>().id == world.id);
    }
    world.seal(room);
    CHECK(world.all<TroubleEnds>().size() == 1);
    CHECK(world.all<DestroyKey>().size() == 1);
    CHECK(world.all<WhetherKept>().empty());  // not before the key is gone
    world.effects.clear();
    world.table.key_destroyed(world.id, room.code, {}, world.effects);
    REQUIRE(world.all<WhetherKept>().size() == 2);
    CHECK(world.all<WhetherKept>()[0].keeps);
}

TEST_CASE("who wants the results deleted is answered when it is done, or cannot be") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    world.control(room, facilitator, Action::forget);
    CHECK(world.reply() != "ack");  // it has not ended
    (void)world.end(room, facilitator);
    world.control(room, facilitator, Action::forget);
    CHECK(world.effects.empty());  // it waits for the seal
    world.seal(room);
    const Forget forget = world.take<Forget>();
    world.table.forgotten(room.code, forget.asked_by, io_error, world.effects);
    CHECK(world.reply() == "not_kept");
    world.control(room, facilitator, Action::forget);
    world.table.forgotten(room.code, world.take<Forget>().asked_by, {}, world.effects);
    CHECK(world.all<Goodbye>().size() == 4);  // two roles on two shards
    CHECK(world.reply() == "ack");
    (void)world.facilitate(room);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::room_not_found);
}

TEST_CASE("results go by themselves after the days that were agreed") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    (void)world.end(room, facilitator);
    world.seal(room);
    world.effects.clear();
    // The 90th day after today, and two on which their time is over: a clock may be wrong.
    for (const std::string day : {"2027-02-20", "2027-02-21", "2027-02-22"}) {
        world.table.look_after_ends(world.now_since_boot, day, world.effects);
        CHECK(world.take<KeepDaysSeen>().text.ends_with(day + '\n'));
        CHECK(world.effects.empty());
        world.table.look_after_ends(world.now_since_boot, day, world.effects);
        CHECK(world.effects.empty());
    }
    world.table.look_after_ends(world.now_since_boot, "2027-02-23", world.effects);
    CHECK_FALSE(world.take<Forget>().asked_by.has_value());
}

TEST_CASE("an idle room ends as by a facilitator, and nobody is answered") {
    Table world;
    const OpenedRoom room = world.open();
    (void)world.join(room);
    world.commit();
    world.effects.clear();
    world.table.look_after_ends(world.now_since_boot, today, world.effects);
    CHECK(world.take<KeepLastDay>().day == today);
    world.table.look_after_ends(world.now_since_boot + 24h, today, world.effects);
    CHECK(world.effects.empty());
    world.table.look_after_ends(world.now_since_boot + 25h, today, world.effects);
    (void)world.take<WantTick>();
    world.commit();
    CHECK(world.take<Seal>().code == room.code);
}

TEST_CASE("who comes to a room that waited for days finds it open, and has a day for it") {
    Table world;
    const OpenedRoom room = world.open();
    const auto look = [&] {
        world.effects.clear();
        world.table.look_after_ends(world.now_since_boot, today, world.effects);
    };
    world.now_since_boot += 5 * 24h;
    look();
    CHECK(world.all<WantTick>().empty());  // nobody has joined

    SUBCASE("a participant who joins") {
        (void)world.join(room);
    }
    SUBCASE("a facilitator who only looks in, before anybody joins") {
        const SeatAddress desk = world.facilitate(room);
        world.table.left({room.code, desk, Role::facilitator});
        world.effects.clear();
        world.now_since_boot += 1h;
        (void)world.join(room);
    }
    world.commit();
    world.now_since_boot += 23h;
    look();
    CHECK(world.all<WantTick>().empty());
    (void)world.project(room);  // a wall that comes back, as walls do by themselves
    world.now_since_boot += 2h;
    look();
    CHECK(world.take<WantTick>().room == room.code);
}

TEST_CASE("a facilitator is told after how long the room ends by itself, until it has ended") {
    Table world;
    const OpenedRoom room = world.open();
    const auto told = [&] {
        const SeatAddress seat = world.facilitate(room);
        const Frame frame = world.take<Welcomed>().welcome;
        const auto message = parse_server_message(frame.message());
        REQUIRE(message.has_value());
        return std::pair{seat, std::get<Welcome>(*message).ends_after};
    };
    const auto [facilitator, ends_after] = told();
    CHECK((ends_after == EndsAfter{.idle_h = 24, .unused_h = 14 * 24}));
    (void)world.end(room, facilitator);
    CHECK_FALSE(told().second.has_value());
    world.seal(room);
    world.effects.clear();
    CHECK_FALSE(told().second.has_value());
}

TEST_CASE("a key that vanished is written again, and nothing is confirmed while it cannot be") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    world.table.look_at_keys(world.effects);
    const std::vector<RoomId> looked_for = world.take<LookForKeys>().rooms;
    CHECK(looked_for == std::vector<RoomId>{world.id});
    world.table.look_at_keys(world.effects);
    CHECK(world.effects.empty());  // it is being looked for
    world.table.keys_missing(looked_for, world.effects);
    CHECK(world.all<Say>().size() == 1);
    CHECK(world.take<KeepKey>().id == world.id);
    REQUIRE(world.table.key(world.id).has_value());

    world.table.key_kept(world.id, io_error, world.effects);
    CHECK(world.all<WhetherKept>().size() == 2);
    CHECK(world.take<TroubleBegins>().trouble == Trouble::key_lost);
    world.control(room, facilitator, Action::go_to);
    CHECK(world.reply() == "not_kept");
    CHECK_FALSE(world.table.busy());

    SUBCASE("the disk takes it again") {
        world.table.key_kept(world.id, {}, world.effects);
    }
    SUBCASE("somebody puts it back") {
        world.table.keys_missing({}, world.effects);
    }
    CHECK(world.all<WhetherKept>().size() == 2);
    CHECK(world.take<TroubleEnds>().trouble == Trouble::key_lost);
    world.control(room, facilitator, Action::go_to);
    (void)world.take<WantTick>();
}

TEST_CASE(
    "the key of a room that has ended is given to nobody, and one that stays is tried again") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    (void)world.end(room, facilitator);
    CHECK_FALSE(world.table.key(world.id).has_value());
    world.table.keys_missing({world.id}, world.effects);
    CHECK(world.effects.empty());
    world.seal(room);
    world.effects.clear();
    world.table.key_destroyed(world.id, room.code, io_error, world.effects);
    CHECK(world.all<WhetherKept>().size() == 2);
    CHECK(world.take<TroubleBegins>().trouble == Trouble::key_left);
    world.table.retry_ends(world.effects);
    CHECK(world.take<DestroyKey>() == DestroyKey{world.id, room.code});
    world.table.key_destroyed(world.id, room.code, {}, world.effects);
    CHECK(world.take<TroubleEnds>().trouble == Trouble::key_left);
    world.table.retry_ends(world.effects);
    CHECK(world.effects.empty());
}

}  // namespace candour::app
