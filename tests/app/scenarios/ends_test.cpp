// How rooms end on a running server: sealed, kept for a while, forgotten.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

bool ended(const Snapshot& shown) {
    return shown.phase == RoomPhase::ended;
}

/// The room's home looks after ends now, and not only when its tick comes.
void look_after_ends(TestServer& server, const OpenedRoom& room) {
    server.on_shard(server.home_of(room), [](Shard& home) { home.look_after_ends(); });
    server.settle();
}

/// Ends the room and waits until the log has sealed it, its key is gone and its home knows.
void end_and_seal(TestServer& server, Disk& disk, const OpenedRoom& room, Line& facilitator) {
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    REQUIRE(becomes_true([&] { return disk.keys.size() == 0; }));
    REQUIRE(disk.rooms().empty());
    REQUIRE(becomes_true([&] {
        bool gone = false;
        server.on_shard(server.home_of(room),
                        [&](Shard& home) { gone = home.table().size() == 0; });
        return gone;
    }));
}

}  // namespace

TEST_CASE("at the end participants are sent home, facilitators get the report, and the key dies") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({free_text("more"), choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    Line& support = server.join(room, Role::facilitator, server.home_of(room));
    Line& projector = server.join(room, Role::projector, 0);
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 6; ++i) phones.push_back(&server.join(room, Role::participant, i));
    const std::string ticket = phones[0]->welcome().ticket;
    start(facilitator, "more");
    REQUIRE(phones[0]->ask(submit("more", texts({"thank you"}))) == "ack");
    REQUIRE(phones[1]->ask(submit("more", texts({"a quiet place"}))) == "ack");

    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    for (Line* phone : phones) {
        CHECK(ended(phone->next<Snapshot>(ended)));  // why, before the goodbye
        CHECK(phone->goodbye() == CloseCode::room_ended);
        CHECK(phone->count<Report>() == 0);
    }
    for (Line* line : {&facilitator, &support}) {
        const auto report = line->next<Report>();
        CHECK(report.date == "2026-11-22");
        REQUIRE(report.questions.size() == 2);
        const auto& texts = std::get<FreeTextTally>(*report.questions[0].results.tally);
        REQUIRE(texts.texts.size() == 2);
        CHECK(texts.texts[0].text == "a quiet place");  // sorted, not as they came
    }
    CHECK(ended(projector.next<Snapshot>(ended)));
    CHECK(projector.count<Report>() == 0);

    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
    CHECK(disk.rooms().empty());
    REQUIRE(disk.sealed().size() == 1);
    CHECK(disk.sealed()[0].find("thank you") != std::string::npos);
    CHECK(becomes_true([&] { return server.shards.figures().rooms == 0; }));
    CHECK_FALSE(facilitator.closed());
    CHECK_FALSE(projector.closed());

    // Who comes afterwards.
    Hello again = TestServer::hello(room, Role::participant);
    CHECK(server.line(1).hello(again) == "room_ended");
    again.ticket = ticket;
    CHECK(server.line(2).hello(again) == "room_ended");
    Line& late = server.join(room, Role::facilitator, 2);
    CHECK(late.last_frame<Report>() == facilitator.last_frame<Report>());
    Line& screen = server.join(room, Role::projector, 1);
    screen.say(Resync{});
    CHECK(ended(screen.next<Snapshot>()));
}

TEST_CASE("a sealed room takes no commands but the one to forget it") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    Line& support = server.join(room, Role::facilitator, server.home_of(room));
    Line& projector = server.join(room, Role::projector, 0);
    end_and_seal(server, disk, room, facilitator);

    CHECK(facilitator.ask(control(Action::open, "where")) == "room_ended");
    CHECK(facilitator.ask(control(Action::go_to, "where")) == "room_ended");
    CHECK(support.ask(control(Action::end)) == "ack");  // it is so already
    CHECK(projector.ask(control(Action::forget)) == "not_allowed");

    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    for (Line* line : {&facilitator, &support, &projector})
        CHECK(line->goodbye() == CloseCode::room_gone);
    CHECK(disk.sealed().empty());
    for (const Role role : {Role::participant, Role::facilitator, Role::projector})
        CHECK(server.line(1).hello(TestServer::hello(room, role)) == "room_not_found");
}

TEST_CASE("a room can be forgotten in the same breath as it is ended") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    CHECK(facilitator.goodbye() == CloseCode::room_gone);
    CHECK(disk.sealed().empty());
    CHECK(disk.rooms().empty());
}

TEST_CASE("a report larger than what may pile up reaches facilitators, at the end and later") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room =
        server.open({question("more", FreeTextQuestion{.answers = 10, .max_length = 1'000}, {})});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "more");
    for (char person = 'a'; person < 'h'; ++person) {
        FreeTextResponse long_winded;
        for (char text = 'a'; text < 'k'; ++text)
            long_winded.texts.push_back(std::string(998, person) + text);
        Line& phone = server.join(room, Role::participant, 0);
        REQUIRE(phone.ask(submit("more", long_winded)) == "ack");
    }
    end_and_seal(server, disk, room, facilitator);
    (void)facilitator.next<Report>();
    CHECK(facilitator.last_frame<Report>().bytes().size() > limits::max_outbox_bytes);
    Line& late = server.join(room, Role::facilitator, 0);
    CHECK(late.count<Report>() == 1);
    CHECK_FALSE(late.closed());
    CHECK_FALSE(facilitator.closed());
}

TEST_CASE("a room in which nothing has happened for too long ends by itself") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 3);
        room = server.open({choice("where", 2)});
        Line& phone = server.join(room, Role::participant, 0);
        look_after_ends(server, room);
        CHECK_FALSE(phone.closed());
        CHECK(disk.sealed().empty());
    }
    TestServer server(disk, 3, {.idle_until_sealed = std::chrono::hours{0}});
    REQUIRE(server.damaged.empty());
    CHECK(becomes_true([&] {
        look_after_ends(server, room);
        return disk.sealed().size() == 1;
    }));
    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
    CHECK(disk.rooms().empty());
    Line& facilitator = server.join(room, Role::facilitator, 0);
    CHECK(facilitator.last<Report>().questions.size() == 1);
}

TEST_CASE("a room ends by itself though the server was off, or its machine asleep, in between") {
    Disk disk;
    OpenedRoom room;
    RoomId id;
    {
        TestServer server(disk, 1);
        room = server.open({choice("where", 2)});
        id = disk.rooms().at(0);
        (void)server.join(room, Role::participant, 0);
        (void)server.join(room, Role::facilitator, 0).ask(control(Action::go_to, "where"));
        look_after_ends(server, room);
        REQUIRE(becomes_true([&] { return disk.keys.last_day(id) == "2026-11-22"; }));
    }
    // The next day somebody starts it again, and looks.
    disk.set_today("2026-11-23");
    {
        TestServer server(disk, 3);
        look_after_ends(server, room);
        CHECK(server.shards.figures().rooms == 1);
        CHECK(disk.keys.last_day(id) == "2026-11-22");
    }
    SUBCASE("used again, it lives another day") {
        {
            TestServer server(disk, 1);
            (void)server.join(room, Role::facilitator, 0).ask(control(Action::go_to));
            look_after_ends(server, room);
            REQUIRE(becomes_true([&] { return disk.keys.last_day(id) == "2026-11-23"; }));
        }
        disk.set_today("2026-11-24");
        TestServer server(disk, 1);
        look_after_ends(server, room);
        CHECK(server.shards.figures().rooms == 1);
        Line& facilitator = server.join(room, Role::facilitator, 0);
        REQUIRE(facilitator.ask(control(Action::go_to, "where")) == "ack");
        facilitator.hang_up();
        disk.let_pass(std::chrono::hours{24});  // the machine sleeps
        look_after_ends(server, room);
        CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
    }
    SUBCASE("left alone, it is over, and its key gone") {
        disk.set_today("2026-11-24");
        TestServer server(disk, 2);
        CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
        CHECK(disk.sealed().size() == 1);
    }
}

TEST_CASE("a calendar that is put forward, or back, ends no room that somebody has used") {
    Disk disk;
    OpenedRoom room;
    {
        TestServer server(disk, 1);
        room = server.open({choice("where", 2)});
        (void)server.join(room, Role::participant, 0);
        Line& facilitator = server.join(room, Role::facilitator, 0);
        look_after_ends(server, room);
        disk.set_today("2026-12-24");
        look_after_ends(server, room);
        CHECK(facilitator.ask(control(Action::go_to, "where")) == "ack");
    }
    disk.set_today("2026-11-22");
    TestServer server(disk, 1);
    // By a page that is closed at once, as no room ends under one that is open.
    const auto use = [&] {
        Line& facilitator = server.join(room, Role::facilitator, 0);
        CHECK(facilitator.ask(control(Action::go_to)) == "ack");
        facilitator.hang_up();
    };
    use();
    for (const char* day : {"2027-11-22", "2025-11-22"}) {
        disk.set_today(day);
        look_after_ends(server, room);
        use();
    }
    disk.let_pass(std::chrono::hours{23});
    look_after_ends(server, room);
    use();
    disk.let_pass(std::chrono::hours{24});
    look_after_ends(server, room);
    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
}

TEST_CASE("a room waits a fortnight for its first people, and after that a day for the next") {
    Disk disk;
    OpenedRoom room;
    RoomId id;
    {
        TestServer server(disk, 1);
        room = server.open({choice("where", 2)});
        id = disk.rooms().at(0);
        server.join(room, Role::facilitator, 0).hang_up();
        look_after_ends(server, room);
        REQUIRE(becomes_true([&] { return disk.keys.last_day(id) == "2026-11-22"; }));
        disk.let_pass(std::chrono::hours{14 * 24 - 1});
        look_after_ends(server, room);
        CHECK(server.shards.figures().rooms == 1);
    }
    disk.set_today("2026-12-06");
    {
        TestServer server(disk, 3);
        look_after_ends(server, room);
        CHECK(server.shards.figures().rooms == 1);
        SUBCASE("somebody comes on the last day") {
            (void)server.join(room, Role::participant, 0);
            server.look_at_rooms();
            disk.let_pass(std::chrono::hours{25});
        }
        SUBCASE("nobody comes") {
            disk.set_today("2026-12-07");
        }
        look_after_ends(server, room);
        CHECK(becomes_true([&] { return disk.sealed().size() == 1; }));
        CHECK(becomes_true([&] { return disk.keys.size() == 0; }));
        CHECK(server.line(0).hello(TestServer::hello(room, Role::participant)) == "room_ended");
    }
}

TEST_CASE("a room lives while a facilitator's page is open, whether or not anything happens") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    (void)server.join(room, Role::participant, 0);
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    disk.let_pass(std::chrono::hours{1'000});
    look_after_ends(server, room);
    facilitator.hang_up();
    server.settle();
    disk.let_pass(std::chrono::hours{24} - std::chrono::hours{1});
    look_after_ends(server, room);
    CHECK(server.shards.figures().rooms == 1);
    disk.let_pass(std::chrono::hours{2});
    look_after_ends(server, room);
    CHECK(becomes_true([&] { return disk.sealed().size() == 1; }));
}

TEST_CASE("people who are there when a room ends by itself are told, as at any end") {
    Disk disk;
    TestServer server(disk, 3, {.idle_until_sealed = std::chrono::hours{0}});
    const OpenedRoom room = server.open({choice("where", 2)});
    server.join(room, Role::facilitator, 0).hang_up();
    Line& phone = server.join(room, Role::participant, server.away_from(room));
    server.settle();
    look_after_ends(server, room);
    CHECK(phone.goodbye() == CloseCode::room_ended);
    Line& facilitator = server.join(room, Role::facilitator, 0);
    if (facilitator.count<Report>() == 0) (void)facilitator.next<Report>();
}

TEST_CASE("sealed results are kept for the days that were agreed, and no longer") {
    Disk disk;
    TestServer server(disk, 3, {.keep_sealed = std::chrono::days{90}});
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    end_and_seal(server, disk, room, facilitator);

    disk.set_today("2027-02-20");  // the 90th day
    look_after_ends(server, room);
    CHECK(disk.sealed().size() == 1);
    CHECK_FALSE(facilitator.closed());

    for (const char* day : {"2027-02-21", "2027-02-22"}) {
        disk.set_today(day);
        look_after_ends(server, room);
        CHECK_FALSE(facilitator.closed());
    }
    disk.set_today("2027-02-23");  // the third day on which their time is over
    look_after_ends(server, room);
    CHECK(facilitator.goodbye() == CloseCode::room_gone);
    CHECK(disk.sealed().empty());
    CHECK(server.line(0).hello(TestServer::hello(room, Role::facilitator)) == "room_not_found");
}

TEST_CASE("a clock that jumps 91 days and is put right deletes no results") {
    Disk disk;
    TestServer server(disk, one_shard_or_three());
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    end_and_seal(server, disk, room, facilitator);
    for (const char* day : {"2027-02-21", "2027-02-22", "2026-11-22", "2027-02-21", "2026-11-23"}) {
        disk.set_today(day);
        look_after_ends(server, room);
    }
    CHECK(disk.sealed().size() == 1);
    CHECK_FALSE(facilitator.closed());
}

TEST_CASE("results are not forgotten before the key is, and a key that stays is said") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    disk.keys.fail(std::make_error_code(std::errc::io_error));
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    REQUIRE(becomes_true([&] { return disk.sealed().size() == 1; }));
    CHECK(facilitator.ask(control(Action::forget)) == "not_kept");
    CHECK(disk.sealed().size() == 1);
    CHECK(becomes_true([&] {
        return std::ranges::any_of(disk.said(), [](const std::string& sentence) {
            return sentence.starts_with("The results of an ended room could not be deleted: ");
        });
    }));

    disk.keys.fail({});
    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    CHECK(disk.keys.size() == 0);
    CHECK(disk.sealed().empty());
}

TEST_CASE("sealed results whose time was over while the server was away go when it comes back") {
    Disk disk;
    {
        TestServer server(disk, 1);
        const OpenedRoom room = server.open({choice("where", 2)});
        end_and_seal(server, disk, room, server.join(room, Role::facilitator, 0));
    }
    for (const char* day : {"2028-01-01", "2028-01-02"}) {
        disk.set_today(day);
        TestServer server(disk, 3);
        server.on_every_shard([](Shard& shard) { shard.look_after_ends(); });
        CHECK(disk.sealed().size() == 1);
    }
    disk.set_today("2028-01-03");
    TestServer server(disk, 3);
    CHECK(becomes_true([&] { return disk.sealed().empty(); }));
}

TEST_CASE("what the log cannot seal or forget is tried again") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);

    end_unsealed(server, disk, 0, facilitator);
    REQUIRE(becomes_true([&] { return disk.log.failures() == 1; }));
    server.settle();
    CHECK(disk.sealed().empty());
    CHECK(disk.keys.size() == 1);

    disk.log.fail({});
    look_after_ends(server, room);
    CHECK(disk.sealed().size() == 1);
    CHECK(becomes_true([&] { return disk.keys.size() == 0; }));

    disk.log.fail(std::make_error_code(std::errc::io_error));
    CHECK(facilitator.ask(control(Action::forget)) == "not_kept");
    CHECK_FALSE(facilitator.closed());
    CHECK(disk.sealed().size() == 1);
    disk.log.fail({});
    CHECK(facilitator.ask(control(Action::forget)) == "ack");
    CHECK(disk.sealed().empty());
}

}  // namespace candour::app
