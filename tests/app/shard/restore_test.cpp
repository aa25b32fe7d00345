// After a restart everything is as it was; what cannot be read is named, and the rest lives.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/hex.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/batch_codec.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

/// Everything that a room says to everybody and to these people, one message a line.
std::string said(LiveRoom& home, const std::vector<Bytes16>& people) {
    std::string text;
    for (const Role role : all_roles) {
        const Broadcast& shown = home.current(role);
        text += std::string(shown.snapshot.message()) + '\n';
        if (!shown.tally.empty()) text += std::string(shown.tally.message()) + '\n';
    }
    for (const Bytes16& ticket : people)
        text += encode(home.mine({MessageId{"m"}, {}}, ticket)) + '\n';
    text += home.report("2026-11-22").message();
    return text;
}

/// What a new line of this role is shown first, but for who has come meanwhile.
std::string snapshot(TestServer& server, const OpenedRoom& room, Role role) {
    auto shown = server.join(room, role, 0).last<Snapshot>();
    shown.present = 0;
    shown.joined = 0;
    if (shown.question) {
        shown.question->announcement = {};
        shown.question->joined = 0;
    }
    shown.revision = {};
    return encode(shown);
}

std::vector<Slide> slides() {
    return {content("hello"), word_cloud("mood", {.level = Level::protected_}),
            scale("outcomes", 2, {.level = Level::strict}), free_text("more"),
            choice("where", 3, {.results = ResultsMode::on_reveal})};
}

/// A response of the right kind, from few enough for people to agree now and then.
Response any_response(const std::string& question, Dice& dice) {
    static const std::vector<std::string> said{"Safe-space", "safe space", "heard", "tired", "x"};
    if (question == "mood") return words({said[dice.below(said.size())]});
    if (question == "outcomes")
        return values({static_cast<std::uint8_t>(1 + dice.below(5)),
                       dice.one_in(3) ? n_a : static_cast<std::uint8_t>(1 + dice.below(5))});
    if (question == "more") return texts({said[dice.below(said.size())] + " it was"});
    return picks(dice.one_in(2) ? "100" : "011");
}

/// The first record of a room as a server of before wrote it: without a results key.
log::Record record_of_before(const RoomOpening& opening, Random& random) {
    std::string plain = encode_batch({.number = BatchNumber{1}, .events = {opening.began}});
    plain[0] = 3;
    plain.pop_back();
    return {opening.id, BatchNumber{1},
            opening.key.seal_batch(opening.id, BatchNumber{1}, plain, random)};
}

/// One thing that somebody in the room does.
void do_something(HomeWorld& room, const std::vector<Bytes16>& people, Dice& dice) {
    static const std::vector<std::string> questions{"mood", "outcomes", "more", "where"};
    const std::string question = questions[dice.below(questions.size())];
    const Bytes16& who = people[dice.below(people.size())];
    switch (dice.below(24)) {
        case 0: (void)room.control(Action::go_to, dice.one_in(5) ? "hello" : question); break;
        case 1:
        case 2: (void)room.control(Action::open, question); break;
        case 3: (void)room.control(dice.one_in(3) ? Action::close : Action::open, question); break;
        case 4: (void)room.control(Action::reveal, question); break;
        case 5: (void)room.control(Action::conceal, question); break;
        case 6: (void)(dice.one_in(4) ? room.control(Action::reset, question) : ""); break;
        case 7: (void)room.withdraw(who, question); break;
        case 8: {
            Control hide = item(dice.one_in(3) ? Action::restore : Action::hide, "mood",
                                dice.one_in(2) ? "safe space" : "tired");
            (void)room.ask(hide);
            break;
        }
        case 9: (void)room.commit(); break;
        default: (void)room.submit(who, question, any_response(question, dice));
    }
}

}  // namespace

TEST_CASE("a room that a server of before opened comes back, and its links open it") {
    Disk disk;
    const RoomOpening opening = prepare_room(deck({choice("where", 2)}), disk.random);
    REQUIRE_FALSE(disk.keys.keep(opening.id, opening.key));
    disk.memory.append({record_of_before(opening, disk.random)},
                       [](std::error_code error) { REQUIRE_FALSE(error); });
    TestServer server(disk, 1);
    REQUIRE(server.damaged.empty());
    for (const Role role : all_roles)
        CHECK(server.line(0).hello(TestServer::hello(opening.links, role)) == "welcome");
}

TEST_CASE("a room that is read from its log says what it said before, at any moment of its life") {
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    for (std::uint64_t seed = first; seed < first + 20; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        HomeWorld room(slides(), seed);
        std::vector<Bytes16> people;
        for (int i = 0; i < 30; ++i) people.push_back(room.join());
        for (int step = 0; step < 400; ++step) {
            do_something(room, people, dice);
            if (!dice.one_in(100)) continue;
            (void)room.commit();
            const auto again =
                restore_room(room.home->id(), room.log, room.keys, room.random).value().home;
            REQUIRE(again);
            REQUIRE(said(*again, people) == said(*room.home, people));
            CHECK(again->room().last_batch() == room.home->room().last_batch());
        }
    }
}

TEST_CASE("a room goes on after a restart as if there had been none") {
    const std::uint64_t seed = from_environment("CANDOUR_SEED", 5);
    CAPTURE(seed);
    Dice dice(seed);
    HomeWorld room(slides(), seed);
    std::vector<Bytes16> people;
    for (int i = 0; i < 30; ++i) people.push_back(room.join());
    for (int step = 0; step < 300; ++step) do_something(room, people, dice);
    (void)room.commit();
    HomeWorld restarted(slides(), seed);  // of the same seed, so the same key and beginning
    for (const log::Record& record : room.records)
        restarted.log.append({record}, [](std::error_code error) { REQUIRE_FALSE(error); });
    restarted.home =
        restore_room(room.home->id(), restarted.log, restarted.keys, restarted.random).value().home;
    REQUIRE(restarted.home);
    // Nobody has come back yet; how many are here is no part of what is compared.
    for (int i = 0; i < 30; ++i) restarted.home->came(Role::participant, false);

    Dice same = dice;
    for (int step = 0; step < 300; ++step) {
        do_something(room, people, dice);
        do_something(restarted, people, same);
        (void)room.commit();
        (void)restarted.commit();
    }
    CHECK(said(*restarted.home, people) == said(*room.home, people));
}

TEST_CASE("after a restart a server's rooms are as they were, and take one answer per person") {
    Disk disk;
    OpenedRoom room;
    OpenedRoom other;
    std::map<Role, std::string> shown;
    std::vector<std::string> tickets;
    std::vector<Mine> mine;
    {
        TestServer server(disk, 3);
        room = server.open(slides());
        other = server.open({content("hello"), choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        REQUIRE(server.join(other, Role::facilitator, 0).ask(control(Action::go_to, "hello")) ==
                "ack");
        std::vector<Line*> phones;
        for (std::size_t i = 0; i < 12; ++i) {
            phones.push_back(&server.join(room, Role::participant, i));
            tickets.push_back(phones.back()->welcome().ticket);
        }
        server.look_at_rooms();
        start(facilitator, "where");
        for (Line* phone : phones) REQUIRE(phone->ask(submit("where", picks("010"))) == "ack");
        REQUIRE(facilitator.ask(control(Action::reset, "where")) == "ack");
        start(facilitator, "mood");
        for (std::size_t i = 0; i < phones.size(); ++i)
            REQUIRE(phones[i]->ask(submit("mood", words({i % 3 == 0 ? "rude" : "kind"}))) == "ack");
        REQUIRE(facilitator.ask(item(Action::hide, "mood", "kind")) == "ack");
        server.look_at_rooms();  // or the tick comes between what is shown now and the stop
        for (const Role role : all_roles) shown[role] = snapshot(server, room, role);
        for (Line* phone : phones) {
            REQUIRE(phone->ask(MineRequest{}) == "mine");
            mine.push_back(phone->mine());
        }
    }
    // On another number of shards, so that rooms have other home shards.
    TestServer server(disk, 2);
    CHECK_FALSE(server.restored);
    CHECK(server.damaged.empty());
    CHECK(server.shards.figures().rooms == 2);
    for (const Role role : all_roles) {
        CAPTURE(shown[role]);
        CHECK(snapshot(server, room, role) == shown[role]);
    }
    CHECK(server.join(other, Role::projector, 0).last<Snapshot>().index == 0);

    std::size_t final = 0;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        Line& phone = server.join(room, Role::participant, i, tickets[i]);
        REQUIRE(phone.ask(MineRequest{}) == "mine");
        REQUIRE(phone.mine().records.size() == 1);
        CHECK(phone.mine().records[0].stored == mine[i].records[0].stored);
        CHECK(phone.mine().records[0].released == mine[i].records[0].released);
        CHECK(phone.ask(submit("where", picks("010"))) == "question_was_reset");
        // The same again, as from a phone that lost its ack; then another.
        const bool released = mine[i].records[0].released;
        final += released ? 1U : 0U;
        CHECK(phone.ask(submit("mood", words({i % 3 == 0 ? "rude" : "kind"}))) == "ack");
        CHECK(phone.ask(submit("mood", words({"other"}))) ==
              (released ? "response_released" : "ack"));
    }
    CHECK(final == 7);  // all but a group
    Line& facilitator = server.join(room, Role::facilitator, 0);
    REQUIRE(facilitator.ask(control(Action::close, "mood")) == "ack");
    const auto closed = facilitator.next<Snapshot>([](const Snapshot& snapshot) {
        return snapshot.question && snapshot.question->phase == QuestionPhase::closed;
    });
    CHECK(std::get<WordCloudTally>(*closed.results.tally).people == 12);
}

TEST_CASE(
    "a restarted server knows a room by its id, its way in and its deck, until it has ended") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 3);
        room = server.open({choice("where", 2)});
        CHECK(disk.rooms() == std::vector<RoomId>{room.id});
    }
    {
        TestServer server(disk, 2);
        server.stop();
        const auto going = server.shards.going(room.id);
        REQUIRE(going.has_value());
        CHECK(going->code == room.code);
        CHECK(going->join_path == room.join_path);
        CHECK(encode_deck(*going->deck) == encode_deck(*domain_test::deck({choice("where", 2)})));
        CHECK_FALSE(server.shards.going(RoomId{}).has_value());
    }
    TestServer server(disk, 3);
    REQUIRE(server.join(room, Role::facilitator, 0).ask(control(Action::end)) == "ack");
    server.stop();
    CHECK_FALSE(server.shards.going(room.id).has_value());
}

TEST_CASE("a room that had ended but was not sealed yet is sealed after the restart") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 1);
        room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        end_unsealed(server, disk, 0, facilitator);
    }
    CHECK(disk.sealed().empty());
    disk.log.fail({});
    TestServer server(disk, 1);
    CHECK(becomes_true([&] { return disk.sealed().size() == 1; }));
    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
}

TEST_CASE("a key that outlived its room's sealing is destroyed at the next start") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 1);
        room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        disk.keys.fail(std::make_error_code(std::errc::io_error));
        REQUIRE(facilitator.ask(control(Action::end)) == "ack");
        REQUIRE(becomes_true([&] { return disk.sealed().size() == 1; }));
    }
    CHECK(disk.keys.size() == 1);
    disk.keys.fail({});
    TestServer server(disk, 3);
    CHECK(server.damaged.empty());
    CHECK(disk.keys.size() == 0);
    CHECK(server.join(room, Role::facilitator, 0).count<Report>() == 1);
}

TEST_CASE("a room without its key, or with a record changed, is named, and the others live") {
    enum class Harm { no_key, changed_byte, cut_short, of_another_room, no_beginning };
    Harm harm{};
    SUBCASE("no key") {
        harm = Harm::no_key;
    }
    SUBCASE("a byte changed") {
        harm = Harm::changed_byte;
    }
    SUBCASE("cut short") {
        harm = Harm::cut_short;
    }
    SUBCASE("another room's record in its place") {
        harm = Harm::of_another_room;
    }
    SUBCASE("its beginning lost") {
        harm = Harm::no_beginning;
    }
    CAPTURE(static_cast<int>(harm));
    Disk disk;
    std::vector<OpenedRoom> rooms;
    std::vector<RoomId> ids;
    {
        TestServer server(disk, 3);
        for (int i = 0; i < 3; ++i) {
            rooms.push_back(server.open({choice("where", 2)}));
            for (const RoomId& id : disk.rooms())
                if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
            start(server.join(rooms.back(), Role::facilitator, 0), "where");
        }
    }
    REQUIRE(ids.size() == 3);
    if (harm == Harm::no_key) REQUIRE_FALSE(disk.keys.destroy(ids[1]));
    std::map<BatchNumber, std::string> of_first;
    REQUIRE_FALSE(disk.memory.read(ids[0], BatchNumber{1}, [&](const log::Record& record) {
        of_first[record.number] = record.bytes;
    }));
    disk.log.tamper([&](log::Record& record) {
        if (record.room != ids[1] || harm == Harm::no_key) return;
        const bool second = record.number == BatchNumber{2};
        if (harm == Harm::changed_byte && second) record.bytes[20] ^= 1;
        if (harm == Harm::cut_short && second) record.bytes.pop_back();
        if (harm == Harm::of_another_room && second) record.bytes = of_first[record.number];
        if (harm == Harm::no_beginning) record.number = record.number.next();
    });

    TestServer server(disk, 2);
    CHECK_FALSE(server.restored);
    CHECK(server.damaged == std::vector<std::string>{to_hex(ids[1].bytes)});
    CHECK(server.shards.readiness().ready);
    CHECK(server.shards.readiness().reason == "Rooms that cannot be read and stay closed: 1.");
    CHECK(server.shards.figures().rooms == 2);
    // Its people must not give up: they have its capability, or its ticket.
    const bool code_is_known = harm != Harm::no_key && harm != Harm::no_beginning;
    for (std::size_t shard = 0; shard < 2; ++shard) {
        Line& facilitator = server.line(shard);
        CHECK(facilitator.hello(TestServer::hello(rooms[1], Role::facilitator)) == "not_kept");
        CHECK(facilitator.refusal().retry_after >= limits::damaged_for_at_least);
        CHECK(facilitator.refusal().message.find("room") != std::string::npos);
        Hello phone = TestServer::hello(rooms[1], Role::participant);
        CHECK(server.line(shard).hello(phone) == (code_is_known ? "not_kept" : "room_not_found"));
        phone.ticket = std::string(43, 't');
        CHECK(server.line(shard).hello(phone) == "not_kept");
        // A code that was mistyped is not waited for.
        phone.ticket.reset();
        phone.code = RoomCode{"WRNGWRNG"};
        CHECK(server.line(shard).hello(phone) == "room_not_found");
    }
    for (const std::size_t alive : {0U, 2U}) {
        Line& phone = server.join(rooms[alive], Role::participant, 0);
        CHECK(phone.ask(submit("where", picks("10"))) == "ack");
    }
    CHECK(disk.rooms().size() == 3);  // what is left of it is kept as it is
}

TEST_CASE("a room that another version of Candour wrote is not said to be damaged, and is kept") {
    Disk disk;
    OpenedRoom old;
    OpenedRoom ours;
    RoomId id;
    {
        TestServer server(disk, 1);
        old = server.open({choice("where", 2)});
        id = disk.rooms().at(0);
        start(server.join(old, Role::facilitator, 0), "where");
        ours = server.open({choice("where", 2)});
    }
    const RoomKey key = *disk.keys.find(id);
    disk.log.tamper([&](log::Record& record) {
        if (record.room != id) return;
        std::string plain = key.open_batch(id, record.number, record.bytes).value();
        REQUIRE(plain[0] == 5);
        plain[0] = 2;  // as batches began before company was counted
        record.bytes = key.seal_batch(id, record.number, plain, disk.random);
    });
    TestServer server(disk, 1);
    CHECK_FALSE(server.restored);
    CHECK(server.damaged.empty());
    CHECK(server.shards.readiness().ready);
    CHECK(server.shards.readiness().reason ==
          "Rooms of another version of Candour, which stay closed: 1.");
    REQUIRE(disk.said().size() == 1);
    CHECK(disk.said()[0].starts_with("Room " + to_hex(id.bytes) +
                                     " was written by another version of Candour"));
    CHECK(disk.said()[0].find("start the version that wrote it") != std::string::npos);
    Line& facilitator = server.line(0);
    CHECK(facilitator.hello(TestServer::hello(old, Role::facilitator)) == "not_kept");
    (void)server.join(ours, Role::participant, 0);
    CHECK(disk.rooms().size() == 2);
}

TEST_CASE("sealed results that cannot be read are named, and the others stay") {
    Disk disk;
    RoomId broken;
    broken.bytes.fill(7);
    disk.memory.seal(broken, "no sealed room", [](std::error_code error) { CHECK_FALSE(error); });
    TestServer server(disk, 1);
    CHECK(server.damaged == std::vector<std::string>{to_hex(broken.bytes)});
    CHECK(disk.sealed().size() == 1);
}

}  // namespace candour::app
