// A7: the acks of a room, and what it shows, leave on ticks of its own. A room of the intruder's on
// the same shard and the same log is watched twice, alone and beside a room in which people answer:
// it must hear the same at the same moments.
#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/room_table.hpp"
#include "server/app/shard/room_ticks.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/domain/decks.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace candour::app {
namespace own_ticks {

using namespace std::chrono_literals;
using namespace test;
using seeds::Dice;
using TimePoint = RoomTable::TimePoint;

const SlideId question{"where"};
const std::string today = "2026-11-30";

/// What was said to somebody in a room, and when.
struct Heard {
    TimePoint when;
    std::string what;
    friend bool operator==(const Heard&, const Heard&) = default;
};

/// One shard without its thread: rooms, their ticks, and a log that takes the longer the more it is
/// given, for one call after the other. Time is moved by the test.
class OneShard {
public:
    explicit OneShard(std::uint64_t seed)
        : random_(seed),
          table_({.shard = 0,
                  .shards = 1,
                  .people_per_room = 100,
                  .idle_until_sealed = 24h,
                  .keep_unused = std::chrono::days{14},
                  .keep_sealed = std::chrono::days{90},
                  .fault_injection = {}},
                 quota_,
                 random_,
                 counters_) {}

    /// A room with one facilitator and `people`, whose question is open.
    RoomCode open(std::size_t people) {
        auto opening = prepare_room(domain_test::deck({domain_test::choice("where", 2)}), random_);
        const OpenedRoom links = opening.links;
        table_.add(begin_room(std::move(opening), random_), 1h);
        const std::string& path = links.facilitator_path;
        const SeatAddress desk = knock(links.code, path.substr(path.find('#') + 1));
        Control control;
        control.action = Action::go_to;
        control.slide = question;
        ask(links.code, desk, control);
        control.action = Action::open;
        control.question = question;
        ask(links.code, desk, control);
        for (std::size_t i = 0; i < people; ++i)
            tickets_[links.code].push_back({knock(links.code), {}});
        for (auto& [seat, ticket] : tickets_[links.code]) ticket = welcomed_.at(seat.seat.value());
        run_until(now_ + 1s);
        heard_.clear();
        return links.code;
    }
    void answer(const RoomCode& room, std::size_t person, const std::string& picked) {
        const auto& [seat, ticket] = tickets_[room].at(person);
        ask(room, seat,
            SubmitRequest{question, Round{1}, ticket, domain_test::picks(picked), Announcement{0}});
    }
    /// Everything happens in its order until then.
    void run_until(TimePoint end) {
        while (true) {
            const auto tick = ticks_.next();
            const bool log_is_next = !log_.empty() && (!tick || log_.front().durable_at < *tick);
            if (!log_is_next && !tick) break;
            const TimePoint next = log_is_next ? log_.front().durable_at : *tick;
            if (next > end) break;
            now_ = next;
            if (log_is_next)
                take_durable();
            else
                take_tick();
        }
        now_ = end;
    }
    [[nodiscard]] TimePoint now() const { return now_; }
    /// Of one room, since it was opened.
    [[nodiscard]] std::vector<Heard> heard(const RoomCode& room) { return heard_[room]; }

private:
    struct BeingWritten {
        TimePoint durable_at;
        std::vector<log::Record> records;
    };

    SeatAddress knock(const RoomCode& room, const std::string& capability = {}) {
        Hello hello;
        hello.code = room;
        hello.role = capability.empty() ? Role::participant : Role::facilitator;
        if (!capability.empty()) hello.capability = capability;
        const SeatAddress from{0, SeatId{++seats_}};
        room_of_[from.seat.value()] = room;
        decide([&](Effects& effects) {
            table_.hello({room, from, hello, true}, 1h, today, effects);
        });
        return from;
    }
    void ask(const RoomCode& room, const SeatAddress& from, Request request) {
        Ask ask{room, from, MessageId{std::to_string(++asked_[room])}, std::move(request)};
        decide([&](Effects& effects) { table_.request(ask, 1h, effects); });
    }
    template <class Decide>
    void decide(Decide decide) {
        Effects effects;
        decide(effects);
        for (Effect& effect : effects) perform(effect);
    }
    void perform(Effect& effect) {
        if (auto* want = std::get_if<WantTick>(&effect)) ticks_.want(want->room, want->slot, now_);
        if (auto* append = std::get_if<Append>(&effect)) write(std::move(append->records));
        if (auto* said = std::get_if<ToSeats>(&effect)) hear(*said);
    }
    void write(std::vector<log::Record> records) {
        const TimePoint begins = log_.empty() ? now_ : std::max(now_, log_.back().durable_at);
        auto takes = 300us;
        for (const log::Record& record : records) takes += 100us + 1us * record.bytes.size();
        log_.push_back({begins + takes, std::move(records)});
    }
    void take_durable() {
        const BeingWritten done = std::move(log_.front());
        log_.pop_front();
        decide([&](Effects& effects) { table_.written(done.records, effects); });
    }
    void take_tick() {
        std::vector<RoomCode> due;
        ticks_.take(now_, due);
        const std::array costs{std::chrono::nanoseconds{9us}};
        decide([&](Effects& effects) { table_.tick(due, {now_, costs, today}, effects); });
    }
    void hear(const ToSeats& said) {
        if (const auto* welcome = std::get_if<Welcomed>(&said))
            welcomed_[welcome->to.seat.value()] = welcome->ticket;
        if (const auto* reply = std::get_if<Reply>(&said))
            heard_[room_of_.at(reply->to.seat.value())].push_back(
                {now_, std::string(reply->frame.message())});
        if (const auto* shown = std::get_if<Shown>(&said))
            heard_[shown->to.room].push_back({now_, std::string(shown->broadcast.tally.message())});
    }

    SeededRandom random_;
    Quota quota_{1'000};
    Counters counters_;
    RoomTable table_;
    RoomTicks ticks_;
    std::deque<BeingWritten> log_;
    TimePoint now_{1h};
    std::size_t seats_ = 0;
    std::unordered_map<RoomCode, std::uint64_t> asked_;
    std::unordered_map<RoomCode, std::vector<std::pair<SeatAddress, Bytes16>>> tickets_;
    std::unordered_map<std::uint64_t, RoomCode> room_of_;
    std::unordered_map<std::uint64_t, Bytes16> welcomed_;
    std::unordered_map<RoomCode, std::vector<Heard>> heard_;
};

/// What the intruder hears in their own room, in which they answer all the time.
std::vector<Heard> watch(std::uint64_t seed, bool people_answer_next_door) {
    OneShard shard(seed);
    const RoomCode own = shard.open(20);
    const RoomCode other = shard.open(20);
    Dice intruder(seed);
    Dice people(seed + 1'000);
    std::vector<bool> said(20);
    for (int step = 0; step < 400; ++step) {
        shard.run_until(shard.now() + 100us * (1 + intruder.below(60)));
        // Something else each time: the same once more is acked at once, as it counts already.
        const std::size_t person = intruder.below(said.size());
        said[person] = !said[person];
        shard.answer(own, person, said[person] ? "10" : "01");
        if (!people_answer_next_door || people.one_in(2)) continue;
        for (std::size_t many = 1 + people.below(5); many > 0; --many)
            shard.answer(other, people.below(20), people.one_in(2) ? "10" : "01");
    }
    shard.run_until(shard.now() + 1s);
    if (people_answer_next_door) CHECK(shard.heard(other).size() > 100);
    return shard.heard(own);
}

TEST_CASE("A7: when a room acks and shows does not depend on other rooms of its shard and log") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        const std::vector<Heard> alone = watch(seed, false);
        CHECK(alone.size() > 400);
        CHECK(alone == watch(seed, true));
    }
}

TEST_CASE("A7: however long its commit took, an ack comes on the room's own grid") {
    std::vector<std::chrono::nanoseconds> phases;
    for (const Heard& each : watch(1, true))
        phases.push_back(each.when.time_since_epoch() % limits::room_tick);
    CHECK(std::ranges::adjacent_find(phases, std::not_equal_to{}) == phases.end());
}

}  // namespace own_ticks
}  // namespace candour::app
