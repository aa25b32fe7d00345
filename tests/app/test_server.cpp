#include "tests/app/test_server.hpp"

#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <future>

namespace candour::app::test {

namespace {

ShardsOptions options(Disk& disk, std::size_t shards, Times times, Bounds bounds) {
    ShardsOptions options;
    options.shards = shards;
    options.idle_until_sealed = times.idle_until_sealed;
    options.keep_unused = times.keep_unused;
    options.keep_sealed = times.keep_sealed;
    options.guess_takes = times.guess_takes;
    options.bounds = bounds;
    options.recovery_retry = std::chrono::milliseconds{20};
    options.today = [&disk] { return disk.today(); };
    options.days_seen = disk.days_seen();
    options.keep_days_seen = [&disk](const std::string& text) { disk.keep_days_seen(text); };
    options.since_boot = [&disk] { return disk.since_boot(); };
    options.say = [&disk](const std::string& sentence) { disk.say(sentence); };
    return options;
}

}  // namespace

std::vector<RoomId> Disk::rooms() const {
    std::vector<RoomId> rooms;
    REQUIRE_FALSE(memory.rooms(rooms));
    return rooms;
}

std::vector<std::string> Disk::sealed() const {
    std::vector<std::string> all;
    REQUIRE_FALSE(
        memory.sealed([&](const RoomId&, const std::string& bytes) { all.push_back(bytes); }));
    return all;
}

TestServer::TestServer(Disk& disk, std::size_t count, Times times, Bounds bounds)
    : shards(options(disk, count, times, bounds), disk.log, disk.keys, disk.random) {
    restored = shards.restore(damaged);
    shards.start();
}

std::variant<OpenedRoom, Refusal> TestServer::try_open(std::vector<Slide> slides) {
    std::promise<std::variant<OpenedRoom, Refusal>> opened;
    shards.open_room(*domain_test::deck(std::move(slides)), std::nullopt,
                     [&](std::variant<OpenedRoom, Refusal> room) { opened.set_value(room); });
    return opened.get_future().get();
}

OpenedRoom TestServer::open(std::vector<Slide> slides) {
    const auto room = try_open(std::move(slides));
    REQUIRE(std::holds_alternative<OpenedRoom>(room));
    return std::get<OpenedRoom>(room);
}

Line& TestServer::line(std::size_t shard, const AddressMark& who) {
    return *lines_.emplace_back(std::make_unique<Line>(shards, shard % shards.count(), who));
}

Line& TestServer::join(const OpenedRoom& room,
                       Role role,
                       std::size_t shard,
                       std::optional<std::string> ticket) {
    Line& line = this->line(shard);
    Hello said = hello(room, role);
    said.ticket = std::move(ticket);
    REQUIRE(line.hello(said) == "welcome");
    (void)line.next<Snapshot>();
    return line;
}

Hello TestServer::hello(const OpenedRoom& room, Role role) {
    Hello hello;
    hello.role = role;
    hello.code = room.code;
    if (role == Role::facilitator) hello.capability = fragment(room.facilitator_path);
    if (role == Role::projector) hello.capability = fragment(room.projector_path);
    return hello;
}

void TestServer::settle() {
    // Seat to home, home to seat, seat to line: no way is longer.
    for (int hops = 0; hops < 4; ++hops) on_every_shard([](Shard&) {});
}

void TestServer::on_every_shard(const std::function<void(Shard&)>& work) {
    for (std::size_t shard = 0; shard < shards.count(); ++shard) on_shard(shard, work);
}

void TestServer::look_at_log() {
    on_every_shard([](Shard& shard) { shard.look_at_log(); });
    settle();
}

void TestServer::on_shard(std::size_t shard, const std::function<void(Shard&)>& work) {
    std::promise<void> done;
    boost::asio::post(shards.context(shard), [&] {
        work(shards.at(shard));
        done.set_value();
    });
    done.get_future().wait();
}

void TestServer::look_at_rooms() {
    on_every_shard([](Shard& shard) { shard.tell_presence(); });
    show_everything();
}

void TestServer::show_everything() {
    REQUIRE(becomes_true([&] {
        bool waits = false;
        on_every_shard([&](Shard& shard) {
            waits = waits || shard.table().busy() || shard.table().owes_showing();
        });
        return !waits;
    }));
    settle();
}

std::size_t TestServer::home_of(const OpenedRoom& room) const {
    return home_shard(room.code, shards.count());
}

void TestServer::stop() {
    shards.stop();
    for (const std::unique_ptr<Line>& line : lines_) line->hang_up_after_stop();
}

Submit submit(const std::string& question, Response response, std::uint64_t round) {
    return {.id = {},
            .question = SlideId{question},
            .round = Round{round},
            .response = std::move(response)};
}

Withdraw withdraw(const std::string& question, std::uint64_t round) {
    return {.id = {}, .question = SlideId{question}, .round = Round{round}};
}

Control control(Action action, const std::string& question) {
    Control control;
    control.action = action;
    if (action == Action::go_to) {
        if (!question.empty()) control.slide = SlideId{question};
    } else {
        control.question = SlideId{question};
    }
    return control;
}

Control item(Action action, const std::string& question, const std::string& item) {
    Control named = control(action, question);
    named.item = ItemId{item};
    return named;
}

void start(Line& facilitator, const std::string& question) {
    REQUIRE(facilitator.ask(control(Action::go_to, question)) == "ack");
    REQUIRE(facilitator.ask(control(Action::open, question)) == "ack");
}

std::size_t one_shard_or_three() {
    std::size_t shards = 0;
    SUBCASE("on one shard") {
        shards = 1;
    }
    SUBCASE("on three") {
        shards = 3;
    }
    return shards;
}

void end_unsealed(TestServer& server, Disk& disk, std::size_t home, Line& facilitator) {
    disk.log.hold();
    Control end = control(Action::end);
    end.id = MessageId{std::string(22, 'a')};
    facilitator.say(end);
    REQUIRE(becomes_true([&] { return disk.log.held() == 1; }));
    // On the shard, so that it hears of the end after the log has begun to fail.
    server.on_shard(home, [&](Shard&) {
        disk.log.release();
        disk.log.fail(std::make_error_code(std::errc::io_error));
    });
    (void)facilitator.next<Report>();
}

TallyUpdate tally_of(Line& line, std::uint32_t count) {
    return line.next<TallyUpdate>(
        [&](const TallyUpdate& tally) { return people_in(tally.results) == count; });
}

}  // namespace candour::app::test
