// A running server: lines that hang, say nothing or go too early.
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <future>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

}  // namespace

TEST_CASE("somebody who hangs up before the welcome is not here, and has not joined") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    // The room's home thinks for so long that all have gone before it answers.
    const std::size_t home = server.home_of(room);
    std::promise<void> all_gone;
    boost::asio::post(server.shards.context(home), [&] { all_gone.get_future().wait(); });
    for (std::size_t i = 0; i < 30; ++i) {
        Line& hasty = server.line(home + 1 + i % 2);
        hasty.say(TestServer::hello(room, Role::participant));
        hasty.hang_up();
    }
    for (const std::size_t away : {home + 1, home + 2})
        server.on_shard(away % server.shards.count(), [](Shard&) {});
    all_gone.set_value();
    server.settle();
    CHECK(server.shards.figures().participants == 0);
    start(facilitator, "where");
    CHECK(facilitator
              .next<Snapshot>([](const Snapshot& shown) {
                  return shown.question && shown.question->phase == QuestionPhase::open;
              })
              .question->joined == 0);
}

TEST_CASE("a line that hangs skips to the latest, and holds up nobody") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& hanging = server.join(room, Role::projector, 0);
    Line& fine = server.join(room, Role::projector, 0);
    start(facilitator, "where");
    (void)hanging.next<Snapshot>([](const Snapshot& shown) {
        return shown.question && shown.question->phase == QuestionPhase::open;
    });
    hanging.stall();
    for (std::uint32_t people = 1; people <= 5; ++people) {
        Line& phone = server.join(room, Role::participant, 0);
        REQUIRE(phone.ask(submit("where", picks("10"))) == "ack");
        (void)tally_of(fine, people);
    }
    const std::size_t before = hanging.count<TallyUpdate>();
    hanging.resume();
    (void)tally_of(hanging, 5);
    CHECK(hanging.count<TallyUpdate>() == before + 1);
    CHECK(server.shards.figures().skipped >= 4);
}

TEST_CASE("a line that hangs while its own answers pile up is closed") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room =
        server.open({question("more", FreeTextQuestion{.answers = 10, .max_length = 1'000}, {})});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "more");
    Line& phone = server.join(room, Role::participant, 0);
    FreeTextResponse long_winded;
    for (char text = 'a'; text < 'k'; ++text) long_winded.texts.emplace_back(1'000, text);
    REQUIRE(phone.ask(submit("more", long_winded)) == "ack");
    phone.stall();
    MineRequest request;
    request.id = MessageId{std::string(22, 'm')};
    for (std::size_t asked = 0; asked * 10'000 < limits::max_outbox_bytes; ++asked)
        phone.say(request);
    CHECK(phone.goodbye() == CloseCode::silent);
    CHECK_FALSE(facilitator.closed());
}

TEST_CASE("lines that never say hello, or say nothing any more, are closed") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& mute = server.line(0);
    Line& seated = server.join(room, Role::participant, 0);
    const auto sweep_after = [&](std::chrono::seconds later) {
        server.on_shard(0, [&](Shard& shard) { shard.audiences().sweep(shard.now() + later); });
        server.settle();
    };
    sweep_after(limits::hello_within - std::chrono::seconds{1});
    CHECK_FALSE(mute.closed());
    sweep_after(limits::hello_within + std::chrono::seconds{1});
    CHECK(mute.goodbye() == CloseCode::no_hello);
    CHECK_FALSE(seated.closed());
    sweep_after(limits::silence_allowed - std::chrono::seconds{1});
    CHECK_FALSE(seated.closed());
    sweep_after(limits::silence_allowed + std::chrono::seconds{1});
    CHECK(seated.goodbye() == CloseCode::silent);
}

}  // namespace candour::app
