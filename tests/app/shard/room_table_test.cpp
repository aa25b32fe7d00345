// How the room table lets people in, takes what they say, and shows what became of it.
#include "server/app/shard/room_table.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/limits.hpp"
#include "tests/app/shard/table_world.hpp"
#include "tests/app/storage_errors.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace candour::app {

using namespace test;

TEST_CASE("the way of one answer through the table: gathered, appended, acked, shown") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    CHECK(world.take<Welcomed>().to == facilitator);
    const auto [phone, ticket] = world.join(room);

    world.control(room, facilitator, Action::go_to);
    world.control(room, facilitator, Action::open);
    CHECK(world.all<Reply>().empty());     // not before it is durable
    CHECK(world.all<WantTick>().empty());  // it has been wanted since somebody joined
    world.effects.clear();
    world.commit();
    CHECK(world.all<Reply>().size() == 2);
    CHECK(world.all<Shown>().size() == 2);  // to two roles, each on the one shard where it is
    world.effects.clear();

    world.ask(room, phone, SubmitRequest{SlideId{"where"}, Round{1}, ticket, picks("10")});
    CHECK(world.take<WantTick>().room == room.code);
    world.tick();
    world.table.written(world.take<Append>().records, world.effects);
    CHECK(world.all<Reply>().empty());  // not before the room's tick, however soon it is durable
    CHECK(world.take<WantTick>().room == room.code);
    world.tick();
    CHECK(world.take<Reply>().to == phone);
    CHECK(world.counters.responses_kept.value() == 1);
    CHECK(world.table.owes_showing());  // the tally, whose time has not come
    world.now += limits::broadcast_tick;
    world.tick();
    CHECK(world.all<Shown>().size() == 2);
    CHECK(world.effects.size() == 2);  // there is nothing more to write or to show
    CHECK_FALSE(world.table.owes_showing());
    CHECK_FALSE(world.table.busy());
}

TEST_CASE("a page of texts says what facilitators have been shown, and nothing sooner") {
    Table world;
    const OpenedRoom room = world.open(free_text("where"));
    const SeatAddress desk = world.facilitate(room);
    world.start(room, desk);
    world.now += limits::broadcast_tick;
    world.tick();
    world.effects.clear();
    const auto ask = [&](const char* question = "where") {
        const MessageId id{"message " + std::to_string(++world.asked)};
        world.table.texts({room.code, desk, {id, SlideId{question}, 0}}, world.effects);
    };
    const auto texts_of = [](const Reply& reply) {
        return std::get<Texts>(*parse_server_message(reply.frame.message())).tally.texts.size();
    };
    const auto answer = [&](const char* text) { world.write(room, text); };
    answer("first");
    ask();
    CHECK(texts_of(world.take<Reply>()) == 1);  // it has been shown: its time had come
    answer("second");
    ask();  // before that is shown
    ask();
    CHECK(world.effects.empty());
    world.tick();
    CHECK(world.all<Reply>().empty());
    world.now += limits::broadcast_tick;
    world.tick();
    REQUIRE(world.all<Reply>().size() == 2);
    for (const Reply& reply : world.all<Reply>()) {
        CHECK(reply.to == desk);
        CHECK(texts_of(reply) == 2);
    }
    world.effects.clear();
    world.tick();
    CHECK(world.all<Reply>().empty());  // each is answered once
    world.effects.clear();

    answer("third");
    for (std::size_t i = 0; i < limits::max_waiting_pages; ++i) ask();
    CHECK(world.effects.empty());
    ask();
    CHECK(world.reply() == "too_many_requests");
    world.now += limits::broadcast_tick;
    world.tick();
    CHECK(world.all<Reply>().size() == limits::max_waiting_pages);
    world.effects.clear();

    ask("nowhere");
    CHECK(world.reply() == "unknown_question");
    world.control(room, desk, Action::end);
    world.commit();
    world.effects.clear();
    ask();
    CHECK(world.reply() == "room_ended");
    world.seal(room);
    world.effects.clear();
    ask();
    CHECK(world.reply() == "room_ended");
}

TEST_CASE("who comes in between two broadcasts sees what the last one showed, and nothing sooner") {
    Table world;
    const OpenedRoom room = world.open(free_text("where"));
    const SeatAddress desk = world.facilitate(room);
    world.start(room, desk);
    const auto texts_in = [](const Broadcast& broadcast) {
        const auto told = parse_server_message(broadcast.tally.message());
        return people_in(std::get<TallyUpdate>(*told).results);
    };
    const auto answer = [&](const char* text) { world.write(room, text); };
    const auto next_broadcast = [&] {
        world.effects.clear();
        world.now += limits::broadcast_tick;
        world.tick();
    };
    answer("first");
    next_broadcast();
    answer("second");
    (void)world.facilitate(room);
    const auto between = world.take<Welcomed>();
    CHECK(texts_in(between.broadcast) == 1);
    CHECK(between.presence == make_frame(encode(Presence{0})));  // which moves by itself
    (void)world.knock(room, Role::participant);
    CHECK(world.take<Welcomed>().presence.empty());
    answer("third");
    (void)world.facilitate(room);
    CHECK(texts_in(world.take<Welcomed>().broadcast) == 1);
    next_broadcast();
    (void)world.facilitate(room);
    const auto after = world.take<Welcomed>();
    CHECK(texts_in(after.broadcast) == 3);
    CHECK(after.presence.empty());

    SUBCASE("where nobody of their role was there, they wait for the next") {
        world.effects.clear();
        answer("fourth");
        next_broadcast();
        answer("fifth");
        const SeatAddress first = world.project(room);
        const SeatAddress second = world.project(room);
        CHECK(world.all<Welcomed>().empty());
        world.tick();
        CHECK(world.all<Welcomed>().empty());
        next_broadcast();
        REQUIRE(world.all<Welcomed>().size() == 2);
        CHECK(world.all<Welcomed>()[0].to == first);
        CHECK(world.all<Welcomed>()[1].to == second);
        for (const Welcomed& welcomed : world.all<Welcomed>())
            CHECK(texts_in(welcomed.broadcast) == 5);
        next_broadcast();
        CHECK(world.all<Welcomed>().empty());  // each is told once
    }
    SUBCASE("who has waited for a room that ends is told so at once") {
        world.effects.clear();
        answer("fourth");
        next_broadcast();
        answer("fifth");
        (void)world.project(room);
        CHECK(world.all<Welcomed>().empty());
        world.control(room, desk, Action::end);
        world.effects.clear();
        world.commit();
        const auto told = parse_server_message(world.take<Welcomed>().broadcast.snapshot.message());
        CHECK(std::get<Snapshot>(*told).phase == RoomPhase::ended);
    }
}

TEST_CASE("of a question without texts no page is made") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress desk = world.facilitate(room);
    world.effects.clear();
    world.table.texts({room.code, desk, {MessageId{"m"}, SlideId{"where"}, 0}}, world.effects);
    CHECK(world.reply() == "wrong_kind");
}

TEST_CASE("an answer that cannot be written is not acked, and the same bytes are given again") {
    Table world;
    const OpenedRoom room = world.open();
    const SeatAddress facilitator = world.facilitate(room);
    world.effects.clear();
    world.control(room, facilitator, Action::go_to);
    world.effects.clear();
    world.tick();
    const std::vector<log::Record> records = world.take<Append>().records;
    world.table.not_written(records);
    CHECK(world.counters.batch_failures.value() == 1);
    world.control(room, facilitator, Action::open);
    CHECK(world.reply() == "not_kept");
    CHECK(world.table.busy());
    world.table.write_again(world.effects);
    CHECK(world.take<WantTick>().room == room.code);
    world.tick();
    CHECK(world.take<Append>().records == records);
    world.table.written(records, world.effects);
    world.effects.clear();
    world.tick();
    CHECK(world.reply() == "ack");
}

TEST_CASE("who comes is welcomed or turned away, and takes a place only then") {
    Table world(3, 2);
    const OpenedRoom room = world.open();
    const OpenedRoom other = world.open();
    (void)world.join(room);
    const auto [seat, ticket] = world.join(room);
    world.knock(room, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::room_full);
    world.knock(room, Role::facilitator, "no capability of this room");
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::wrong_capability);
    CHECK(world.quota.taken() == 2);
    (void)world.join(other);
    world.knock(other, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::server_full);
    CHECK(world.quota.taken() == 3);
    world.table.left({room.code, seat, Role::participant});
    CHECK(world.quota.taken() == 2);
    (void)world.join(other);
}

TEST_CASE("a room takes in the people of a large event, and a crowd from anywhere no faster") {
    Table world(100'000, 100'000);
    const OpenedRoom room = world.open();
    const OpenedRoom other = world.open();
    const auto come = [&](const OpenedRoom& to, bool from_many) {
        world.knock(to, Role::participant, {}, true, from_many);
        const bool is_in = world.all<Welcomed>().size() == 1;
        if (!is_in) {
            const Refusal refusal = world.take<TurnedAway>().refusal;
            CHECK(refusal.code == RefusalCode::too_many_requests);
            CHECK(refusal.retry_after >= limits::joins_again_at_least);
            CHECK(refusal.retry_after <= limits::joins_again_at_most);
        }
        world.effects.clear();
        return is_in;
    };
    std::size_t joined = 0;
    while (joined < 100'000 && come(room, false)) ++joined;
    CHECK(joined == static_cast<std::size_t>(limits::joins_room_burst));
    CHECK(world.counters.joins_put_off.value() == 1);
    // A proxy that does not say for whom it asks, and this machine, which tries how many it holds.
    CHECK(come(room, true));
    CHECK(come(other, false));
    world.now_since_boot += 10s;
    for (joined = 0; joined < 100'000 && come(room, false);) ++joined;
    CHECK(joined == static_cast<std::size_t>(limits::joins_per_room_second * 10));
}

TEST_CASE("who has to wait with a guess waits alike with a right code and a wrong one") {
    Table world;
    const OpenedRoom room = world.open();
    OpenedRoom nowhere;
    nowhere.code = RoomCode{"22222222"};
    for (const OpenedRoom& tried : {nowhere, room}) {
        const SeatAddress from = world.knock(tried, Role::participant, {}, false);
        const HeldBack held = world.take<HeldBack>();
        CHECK(held.to == from);
        CHECK(held.hello.code == tried.code);
    }
    const std::string& path = room.facilitator_path;
    world.knock(room, Role::facilitator, path.substr(path.find('#') + 1), false);
    (void)world.take<Welcomed>();  // whoever knows more than a code is no guesser
    CHECK(world.quota.taken() == 0);
}

TEST_CASE("rooms that are damaged, or not read yet, are not said to be none") {
    Table world;
    OpenedRoom room;
    room.code = RoomCode{"ABCD2345"};
    world.table.set_rooms_unread(true);
    world.knock(room, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::not_kept);
    world.table.set_rooms_unread(false);
    world.knock(room, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::room_not_found);
    world.table.add_damaged(room.code);
    CHECK(world.table.has(room.code));
    world.knock(room, Role::participant);
    CHECK(world.take<TurnedAway>().refusal.code == RefusalCode::not_kept);
}

TEST_CASE("presence is told in steps, to those who lead, on every shard") {
    Table world;
    const OpenedRoom room = world.open();
    for (int i = 0; i < 3; ++i) (void)world.join(room);
    world.effects.clear();
    world.table.update_presence(world.effects);
    REQUIRE(world.all<PresenceTold>().size() == 4);
    for (const PresenceTold& told : world.all<PresenceTold>()) {
        CHECK(told.to.role != Role::participant);
        CHECK(told.frame == make_frame(encode(Presence{5})));
    }
    world.effects.clear();
    (void)world.join(room);
    world.effects.clear();
    world.table.update_presence(world.effects);
    CHECK(world.all<PresenceTold>().empty());
}

}  // namespace candour::app
