// A running server whose log fails for a while, and one that is told to stop.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/storage_errors.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <map>
#include <set>
#include <thread>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

Submit answer(const std::string& question, const std::string& given, char id) {
    Submit message = submit(question, picks(given));
    message.id = MessageId{std::string(22, id)};
    return message;
}

ChoiceTally choice_of(Line& projector, std::uint32_t people) {
    const auto tally = projector.next<TallyUpdate>([&](const TallyUpdate& update) {
        return update.results.tally &&
               std::get<ChoiceTally>(*update.results.tally).people == people;
    });
    return std::get<ChoiceTally>(*tally.results.tally);
}

}  // namespace

TEST_CASE("while the log fails nothing is acked, and afterwards nothing is lost or counted twice") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& projector = server.join(room, Role::projector, 1);
    start(facilitator, "where");
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 6; ++i) phones.push_back(&server.join(room, Role::participant, i));
    REQUIRE(phones[0]->ask(submit("where", picks("01"))) == "ack");
    CHECK(server.shards.readiness().ready);

    disk.log.fail(disk_full);
    const std::uint64_t acks = server.shards.figures().acks;
    for (Line* phone : phones) phone->say(answer("where", "10", 'p'));
    REQUIRE(becomes_true([&] { return disk.log.failures() > 0; }));
    REQUIRE(becomes_true([&] { return !server.shards.readiness().ready; }));
    CHECK_FALSE(server.shards.readiness().reason.empty());
    server.settle();

    // Phones that get impatient are told the truth, and are not cut off for asking often.
    CHECK(phones[0]->ask(submit("where", picks("11"))) == "not_kept");
    CHECK(phones[0]->refusal().retry_after == std::chrono::seconds{1});
    CHECK(facilitator.ask(control(Action::close, "where")) == "not_kept");
    for (int i = 0; i < limits::max_refused_in_row + 5; ++i)
        CHECK(phones[1]->ask(submit("where", picks("10"))) == "not_kept");
    CHECK_FALSE(phones[1]->closed());
    for (Line* phone : phones) CHECK(phone->count<Ack>() == (phone == phones[0] ? 1U : 0U));
    CHECK(server.shards.figures().responses_kept == 1);
    CHECK(server.shards.figures().acks == acks);

    disk.log.fail({});
    for (Line* phone : phones) CHECK(phone->next<Ack>().id == answer("where", "10", 'p').id);
    const ChoiceTally tally = choice_of(projector, 6);
    CHECK(tally.options == std::vector<std::uint32_t>{6, 0});
    CHECK(becomes_true([&] { return server.shards.readiness().ready; }));
    CHECK(server.shards.figures().responses_kept == 7);
    CHECK(server.shards.figures().batch_failures > 0);
    // It takes up again for good.
    CHECK(phones[1]->ask(submit("where", picks("01"))) == "ack");
    CHECK(facilitator.ask(control(Action::close, "where")) == "ack");
}

TEST_CASE("facilitators are told when the log stops and when it goes on, and nobody else is") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    const std::size_t home = server.home_of(room);
    Line& facilitator = server.join(room, Role::facilitator, home + 1);
    Line& projector = server.join(room, Role::projector, home + 1);
    Line& phone = server.join(room, Role::participant, home);
    start(facilitator, "where");
    server.look_at_log();
    CHECK(facilitator.count<LogState>() == 0);

    disk.log.fail(disk_full);
    phone.say(answer("where", "10", 'p'));
    REQUIRE(becomes_true([&] { return !server.shards.readiness().ready; }));
    for (int i = 0; i < 3; ++i) server.look_at_log();
    CHECK_FALSE(facilitator.next<LogState>().keeps);
    CHECK(facilitator.count<LogState>() == 1);
    Line& late = server.join(room, Role::facilitator, home + 1);
    CHECK_FALSE(late.last<LogState>().keeps);  // it came before the snapshot

    disk.log.fail({});
    (void)phone.next<Ack>();
    for (int i = 0; i < 3; ++i) server.look_at_log();
    CHECK(facilitator.next<LogState>().keeps);
    CHECK(late.next<LogState>().keeps);
    CHECK(facilitator.count<LogState>() == 2);
    Line& later = server.join(room, Role::facilitator, home + 1);
    server.settle();
    for (Line* line : {&projector, &phone, &later}) CHECK(line->count<LogState>() == 0);
    CHECK(disk.said() == std::vector<std::string>{
                             "The log cannot be written: " + disk_full.message() +
                                 ". Nothing is confirmed until it can; what was confirmed is kept.",
                             "The log can be written again."});
}

TEST_CASE("one shard that can write does not hide another one that cannot") {
    Disk disk;
    TestServer server(disk, 2);
    std::vector<OpenedRoom> rooms{server.open({choice("where", 2)})};
    while (rooms.size() == 1 || server.home_of(rooms[1]) == server.home_of(rooms[0])) {
        rooms.resize(1);
        rooms.push_back(server.open({choice("where", 2)}));
    }
    std::vector<Line*> facilitators;
    for (const OpenedRoom& room : rooms)
        facilitators.push_back(&server.join(room, Role::facilitator, 0));
    disk.log.fail(disk_full);
    Control first = control(Action::go_to, "where");
    first.id = MessageId{std::string(22, 'a')};
    facilitators[0]->say(first);
    REQUIRE(becomes_true([&] { return !server.shards.readiness().ready; }));

    // The log recovers, and the second room's shard sees it first.
    disk.log.fail({});
    CHECK(facilitators[1]->ask(control(Action::go_to, "where")) == "ack");
    if (facilitators[0]->count<Ack>() == 0) CHECK_FALSE(server.shards.readiness().ready);
    (void)facilitators[0]->next<Ack>();
    CHECK(becomes_true([&] { return server.shards.readiness().ready; }));
}

TEST_CASE("a room whose beginning cannot be kept is refused, and leaves no key behind") {
    Disk disk;
    TestServer server(disk, 3);
    disk.log.fail(disk_full);
    auto refused = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).code == RefusalCode::not_kept);
    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
    CHECK(disk.rooms().empty());

    disk.log.fail({});
    disk.keys.fail(disk_full);
    refused = server.try_open({choice("where", 2)});
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).code == RefusalCode::not_kept);
    CHECK(disk.rooms().empty());

    disk.keys.fail({});
    CHECK(std::holds_alternative<OpenedRoom>(server.try_open({choice("where", 2)})));
    CHECK(disk.keys.size() == 1);
}

// ---- stopping ----------------------------------------------------------------------------------

TEST_CASE("a server that stops writes what it has taken, acks it and says goodbye") {
    Disk disk;
    {
        TestServer server(disk, 3);
        const OpenedRoom room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        start(facilitator, "where");
        std::vector<Line*> phones;
        for (std::size_t i = 0; i < 6; ++i)
            phones.push_back(&server.join(room, Role::participant, i));
        Line& mute = server.line(1);

        disk.log.hold();
        phones[0]->say(answer("where", "10", 'a'));
        REQUIRE(becomes_true([&] { return disk.log.held() == 1; }));
        for (std::size_t i = 1; i < 6; ++i) phones[i]->say(answer("where", "10", 'a'));
        server.settle();  // they wait behind the one that is being written
        std::thread stopping([&] { server.shards.stop(); });
        disk.log.release();
        stopping.join();

        for (Line* phone : phones) {
            CHECK(phone->count<Ack>() == 1);
            CHECK(phone->closed() == CloseCode::restarting);
        }
        CHECK(facilitator.closed() == CloseCode::restarting);
        CHECK(mute.closed() == CloseCode::restarting);
    }
    TestServer again(disk, 1);
    CHECK(again.damaged.empty());
    CHECK(disk.rooms().size() == 1);
}

TEST_CASE("a server whose log never answers stops all the same, and acks nothing") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 3);
        room = server.open({choice("where", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        start(facilitator, "where");
        Line& phone = server.join(room, Role::participant, server.away_from(room));
        disk.log.hold();
        phone.say(answer("where", "10", 'a'));
        REQUIRE(becomes_true([&] { return disk.log.held() == 1; }));
        server.stop();
        CHECK(phone.count<Ack>() == 0);
        CHECK(phone.closed() == CloseCode::restarting);
    }
    disk.log.release();  // calls back into a server that is no more
}

TEST_CASE("a server that stops just after a room has ended seals it, and its key goes") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    disk.log.hold_seals();
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    std::atomic<bool> drained{false};
    server.on_shard(server.home_of(room), [&](Shard& home) {
        home.drain(std::chrono::hours{1}, [&] { drained = true; });
    });
    server.settle();
    CHECK_FALSE(drained);

    disk.log.release();
    REQUIRE(becomes_true([&] { return drained.load(); }));
    server.stop();
    CHECK(disk.keys.size() == 0);
    CHECK(disk.sealed().size() == 1);
}

TEST_CASE("a server that stops does not wait for a seal that the log refuses, or never answers") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    std::chrono::milliseconds patience{};
    SUBCASE("refuses") {
        patience = std::chrono::hours{1};
        end_unsealed(server, disk, 0, facilitator);
    }
    SUBCASE("never answers") {
        patience = limits::room_tick * 3;
        disk.log.hold_seals();
        REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    }
    std::atomic<bool> drained{false};
    server.on_shard(0, [&](Shard& home) { home.drain(patience, [&] { drained = true; }); });
    CHECK(becomes_true([&] { return drained.load(); }));
    CHECK(disk.keys.size() == 1);
}

// ---- everything at once
// --------------------------------------------------------------------------

TEST_CASE("rooms on several shards, people who come and go, a log that fails: all acks are true") {
    std::uint64_t seed = from_environment("CANDOUR_SEED", 20'261'122);
    CAPTURE(seed);
    Dice dice(seed);
    Disk disk(seed);
    TestServer server(disk, 3);
    struct Person {
        Line* line = nullptr;
        std::string ticket;
        std::string acked;               // what the server has promised to count
        std::set<std::string> possible;  // what it may count besides: sent, but never answered
    };
    struct RoomUnderTest {
        OpenedRoom links;
        Line* facilitator = nullptr;
        std::vector<Person> people;
    };
    std::vector<RoomUnderTest> rooms(4);
    for (RoomUnderTest& room : rooms) {
        room.links = server.open({choice("where", 3)});
        room.facilitator = &server.join(room.links, Role::facilitator, dice.below(3));
        start(*room.facilitator, "where");
        room.people.resize(8);
        for (Person& person : room.people) {
            person.line = &server.join(room.links, Role::participant, dice.below(3));
            person.ticket = person.line->welcome().ticket;
        }
    }

    for (int step = 0; step < 300; ++step) {
        RoomUnderTest& room = dice.any_of(rooms);
        Person& person = dice.any_of(room.people);
        if (dice.one_in(20)) disk.log.fail(disk_full);
        if (dice.one_in(10)) {
            person.line->hang_up();
            person.line = &server.join(room.links, Role::participant, dice.below(3), person.ticket);
        }
        const std::string given = dice.one_in(2) ? "100" : dice.one_in(2) ? "010" : "011";
        if (dice.one_in(4)) {
            // Sent, and the answer not waited for.
            Submit unheard = submit("where", picks(given));
            const std::string number = std::to_string(step);
            unheard.id = MessageId{std::string(22 - number.size(), 'x') + number};
            person.line->say(unheard);
            person.possible.insert(given);
            continue;
        }
        disk.log.fail({});
        const std::string came = person.line->ask(submit("where", picks(given)));
        if (came == "too_many_requests" || came == "not_kept") continue;
        REQUIRE(came == "ack");
        person.acked = given;
        person.possible.clear();
    }
    disk.log.fail({});
    server.show_everything();
    for (RoomUnderTest& room : rooms) {
        std::vector<std::uint32_t> options(3, 0);
        std::uint32_t people = 0;
        for (Person& person : room.people) {
            person.line->hang_up();
            person.line = &server.join(room.links, Role::participant, 0, person.ticket);
            REQUIRE(person.line->ask(MineRequest{}) == "mine");
            const auto& records = person.line->mine().records;
            if (records.empty()) {
                CHECK(person.acked.empty());
                continue;
            }
            const std::string kept = [&] {
                std::string text;
                for (const bool pick : std::get<ChoiceResponse>(records.at(0).response).picks)
                    text += pick ? '1' : '0';
                return text;
            }();
            CHECK((kept == person.acked || person.possible.contains(kept)));
            ++people;
            for (std::size_t i = 0; i < 3; ++i) options[i] += kept[i] == '1' ? 1U : 0U;
        }
        const auto shown =
            server.join(room.links, Role::facilitator, 0).last<Snapshot>().results.tally;
        REQUIRE(shown);
        CHECK(std::get<ChoiceTally>(*shown).people == people);
        CHECK(std::get<ChoiceTally>(*shown).options == options);
    }
}

}  // namespace candour::app
