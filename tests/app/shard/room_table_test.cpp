// The room table alone: no shard, no thread, no log and no clock. What it wants done is looked at,
// and what became of that is told to it.
#include "server/app/shard/room_table.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/app/storage_errors.hpp"
#include "tests/domain/decks.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;
using namespace std::chrono_literals;

const std::string today = "2026-11-22";

template <class Kind, class Variant>
constexpr bool is_one_of = false;
template <class Kind, class... Kinds>
constexpr bool is_one_of<Kind, std::variant<Kinds...>> = (std::is_same_v<Kind, Kinds> || ...);

/// A table with rooms, and what it asked for.
class Table {
public:
    explicit Table(std::size_t people = 100, std::uint32_t people_per_room = 100)
        : quota(people),
          table({.shard = 0,
                 .shards = 2,
                 .people_per_room = people_per_room,
                 .idle_until_sealed = 24h,
                 .keep_unused = std::chrono::days{14},
                 .keep_sealed = std::chrono::days{90},
                 .fault_injection = {}},
                quota,
                random,
                counters) {}

    /// Opens a room with one question.
    OpenedRoom open(const Slide& slide = choice("where", 2)) {
        RoomOpening opening = prepare_room(deck({slide}), random);
        const OpenedRoom links = opening.links;
        id = opening.id;
        rooms.push_back(opening.code);
        table.add(begin_room(std::move(opening), random), now_since_boot);
        return links;
    }
    /// Says hello on a seat of its own; the shards take turns.
    SeatAddress knock(const OpenedRoom& room,
                      Role role,
                      const std::string& capability = {},
                      bool may_guess = true,
                      bool from_many = true) {
        Hello hello;
        hello.role = role;
        hello.code = room.code;
        if (!capability.empty()) hello.capability = capability;
        const SeatAddress from{seats++ % 2, SeatId{seats}};
        table.hello({room.code, from, hello, may_guess, from_many}, now_since_boot, today, effects);
        return from;
    }
    SeatAddress facilitate(const OpenedRoom& room) {
        const std::string& path = room.facilitator_path;
        return knock(room, Role::facilitator, path.substr(path.find('#') + 1));
    }
    SeatAddress project(const OpenedRoom& room) {
        const std::string& path = room.projector_path;
        return knock(room, Role::projector, path.substr(path.find('#') + 1));
    }
    /// A participant who is let in, with its ticket.
    std::pair<SeatAddress, Bytes16> join(const OpenedRoom& room) {
        const SeatAddress seat = knock(room, Role::participant);
        return {seat, take<Welcomed>().ticket};
    }
    void ask(const OpenedRoom& room, const SeatAddress& from, Request request) {
        Ask ask{room.code, from, MessageId{"message " + std::to_string(++asked)},
                std::move(request)};
        table.request(ask, now_since_boot, effects);
    }
    void control(const OpenedRoom& room, const SeatAddress& from, Action action) {
        Control control;
        control.action = action;
        if (action == Action::go_to)
            control.slide = SlideId{"where"};
        else if (action == Action::open)
            control.question = SlideId{"where"};
        ask(room, from, control);
    }
    /// The tick of every room, whether or not it wants one.
    void tick() {
        const std::array<std::chrono::nanoseconds, 2> costs{9us, 9us};
        table.tick(rooms, {now, costs, today}, effects);
    }
    /// Two ticks: what there is goes to the log, which takes it at once; and is shown and acked.
    void commit() {
        tick();
        table.written(take<Append>().records, effects);
        effects.clear();
        tick();
    }
    /// The question is shown and opened.
    void start(const OpenedRoom& room, const SeatAddress& facilitator) {
        control(room, facilitator, Action::go_to);
        control(room, facilitator, Action::open);
        effects.clear();
        commit();
    }
    /// Somebody joins and writes a text, which is kept, and shown to whom it is time to.
    void write(const OpenedRoom& room, const char* text) {
        const auto [phone, ticket] = join(room);
        ask(room, phone, SubmitRequest{SlideId{"where"}, Round{1}, ticket, texts({text}), {}});
        commit();
        effects.clear();
    }
    /// The facilitator ends the room, and the log is given its results.
    Seal end(const OpenedRoom& room, const SeatAddress& facilitator) {
        control(room, facilitator, Action::end);
        commit();
        return take<Seal>();
    }
    void seal(const OpenedRoom& room, std::error_code error = {}) {
        results = table.results(room.code, today);
        effects.clear();
        table.sealed(room.code, error, effects);
    }

    // ---- what it asked for ---------------------------------------------------------------------

    template <class Wanted>
    [[nodiscard]] static const Wanted* as(const Effect& effect) {
        if constexpr (is_one_of<Wanted, ToSeats>) {
            const auto* message = std::get_if<ToSeats>(&effect);
            return message == nullptr ? nullptr : std::get_if<Wanted>(message);
        } else {
            return std::get_if<Wanted>(&effect);
        }
    }
    template <class Wanted>
    [[nodiscard]] std::vector<Wanted> all() const {
        std::vector<Wanted> all;
        for (const Effect& effect : effects)
            if (const Wanted* wanted = as<Wanted>(effect)) all.push_back(*wanted);
        return all;
    }
    /// The one thing of this kind; then all is forgotten.
    template <class Wanted>
    Wanted take() {
        const std::vector<Wanted> found = all<Wanted>();
        REQUIRE(found.size() == 1);
        effects.clear();
        return found.front();
    }
    /// What the one reply says: "ack" or the refusal's code.
    std::string reply() {
        const auto message = parse_server_message(take<Reply>().frame.message());
        REQUIRE(message.has_value());
        if (const auto* refusal = std::get_if<Refusal>(&*message))
            return std::string(to_string(refusal->code));
        return std::holds_alternative<Ack>(*message) ? "ack" : "another message";
    }

    SeededRandom random{1};
    Quota quota;
    Counters counters;
    RoomTable table;
    Effects effects;
    RoomId id;
    std::vector<RoomCode> rooms;
    std::string results;
    RoomTable::TimePoint now{1h};
    std::chrono::nanoseconds now_since_boot = 1h;
    std::size_t seats = 0;
    std::uint64_t asked = 0;
};

}  // namespace

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
