#include "server/app/shard/shard.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/broken_door.hpp"
#include "server/app/audience/seat.hpp"
#include "server/app/keys/wipe_stack.hpp"
#include "server/app/limits.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

std::size_t home_shard(const RoomCode& code, std::size_t shards) noexcept {
    return std::hash<RoomCode>{}(code) % shards;
}

Shard::Shard(Common& common, std::size_t index, std::size_t count)
    : common_(common),
      index_(index),
      audiences_(counters_),
      table_({.shard = index,
              .shards = count,
              .people_per_room = common.people_per_room,
              .idle_until_sealed = common.idle_until_sealed,
              .keep_unused = common.keep_unused,
              .keep_sealed = common.keep_sealed,
              .days_seen = common.days_seen,
              .fault_injection = common.fault_injection},
             common.people,
             common.random,
             counters_),
      delivery_costs_(count),
      pong_(make_frame(encode(Pong{}))),
      door_(make_door(common.fault_injection, common.say)),
      doorkeeper_(count, common.people.at_most(), now()),
      tick_timer_(context_),
      retry_timer_(context_),
      sweep_timer_(context_),
      presence_timer_(context_),
      drain_timer_(context_),
      slow_lane_timer_(context_) {}

Shard::~Shard() = default;

// ---- between seats and rooms -----------------------------------------------------------------

template <class Message>
void Shard::bring(std::size_t index, Message message) {
    const auto hear = [](Shard& shard, Message& what) {
        std::visit([&shard](auto& one) { shard.hear(one); }, what);
    };
    Shard& other = *common_.shards[index];
    if (&other == this) return hear(*this, message);
    boost::asio::post(other.context_, [&other, hear, message = std::move(message)]() mutable {
        hear(other, message);
    });
}

void Shard::ask(ToRoom message) {
    const std::size_t home = home_shard(room_of(message), count());
    bring(home, std::move(message));
}

void Shard::send(ToSeats message) {
    const std::size_t shard = shard_of(message);
    bring(shard, std::move(message));
}

// ---- what a room of this shard is asked ------------------------------------------------------

void Shard::hear(Knock& knock) {
    decide([&](Effects& effects) { table_.hello(knock, common_.since_boot(), today(), effects); });
}

void Shard::hear(Ask& ask) {
    decide([&](Effects& effects) { table_.request(ask, common_.since_boot(), effects); });
}

void Shard::hear(AskMine& ask) {
    decide([&](Effects& effects) { table_.mine(ask, effects); });
}

void Shard::hear(AskTexts& ask) {
    decide([&](Effects& effects) { table_.texts(ask, effects); });
}

void Shard::hear(Left& left) {
    table_.left(left);
}

void Shard::hear(TicketLost& lost) {
    decide([&](Effects& effects) { table_.ticket_was_lost(lost, effects); });
}

// ---- what seats of this shard are told -------------------------------------------------------

void Shard::hear(Welcomed& welcomed) {
    Seat* seat = audiences_.find(welcomed.to.seat);
    if (seat == nullptr) {  // it left while the home was thinking
        ask(Left{welcomed.room, welcomed.to, welcomed.role});
        if (welcomed.fresh) ask(TicketLost{welcomed.room, welcomed.to});
        return;
    }
    seat->welcomed(welcomed.room, welcomed.ticket, welcomed.fresh);
    audiences_.join(*seat, welcomed.deck);
    seat->send_large(welcomed.welcome);
    audiences_.offer_first(*seat, welcomed.broadcast, welcomed.presence);
    if (!welcomed.report.empty()) seat->send_large(welcomed.report);
    const bool unkept = told_log_fails_ || unkept_rooms_.contains(welcomed.room);
    if (unkept && seat->role() == Role::facilitator)
        seat->send(make_frame(encode(LogState{false})));
}

void Shard::hear(TurnedAway& away) {
    if (Seat* found = audiences_.find(away.to.seat)) found->turned_away(away.refusal);
}

void Shard::hear(HeldBack& held) {
    if (Seat* found = audiences_.find(held.to.seat)) found->held_back(held.hello);
}

void Shard::hear(Reply& reply) {
    audiences_.reply(reply);
}

void Shard::hear(Shown& shown) {
    audiences_.offer(shown.to.room, shown.to.role, shown.broadcast);
}

void Shard::hear(PresenceTold& presence) {
    audiences_.offer_presence(presence.to.room, presence.to.role, presence.frame);
}

void Shard::hear(Told& told) {
    audiences_.tell(told.to.room, told.to.role, told.frame);
}

void Shard::hear(WhetherKept& kept) {
    if (kept.keeps)
        unkept_rooms_.erase(kept.to.room);
    else
        unkept_rooms_.insert(kept.to.room);
    if (!told_log_fails_)
        audiences_.tell(kept.to.room, kept.to.role, make_frame(encode(LogState{kept.keeps})));
}

void Shard::hear(Goodbye& goodbye) {
    audiences_.close(goodbye.to.room, goodbye.to.role, goodbye.why);
}

std::chrono::nanoseconds Shard::delivery_cost(std::size_t shard) const {
    const std::chrono::nanoseconds measured =
        std::as_const(*common_.shards[shard]).counters().delivery_cost();
    return measured.count() > 0 ? measured : limits::assumed_cost_per_delivery;
}

// ---- guesses ---------------------------------------------------------------------------------

void Shard::wait_as_guess(SeatId seat) {
    const bool is_first = !slow_lane_.next();
    slow_lane_.enter(seat, now() + common_.guess_takes);
    if (is_first) look_at_slow_lane();
}

void Shard::look_at_slow_lane() {
    while (const auto seat = slow_lane_.take(now()))
        if (Seat* found = audiences_.find(*seat)) found->time_has_come();
    const auto next = slow_lane_.next();
    if (!next) return;
    slow_lane_timer_.expires_at(*next);
    slow_lane_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) look_at_slow_lane();
    });
}

// ---- ticks -----------------------------------------------------------------------------------

void Shard::run() {
    context_.run();
    while (wipe_stack_next_) {
        wipe_stack_next_ = false;
        wipe_stack();
        spare_effects_ = {};  // welcomes with tickets were in it
        context_.restart();
        context_.run();
    }
}

void Shard::start() {
    sweep();
    update_presence();
}

void Shard::perform(ToSeats& message) {
    send(std::move(message));
}

void Shard::perform(WantTick& want) {
    ticks_.want(want.room, want.slot, now());
    wait_for_tick();
}

void Shard::wait_for_tick() {
    const auto next = ticks_.next();
    if (!next || tick_awaited_ == next) return;
    tick_awaited_ = next;
    tick_timer_.expires_at(*next);
    tick_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) tick(now());
    });
}

void Shard::tick(std::chrono::steady_clock::time_point moment) {
    tick_awaited_.reset();
    std::vector<RoomCode> due = std::exchange(due_, {});
    ticks_.take(moment, due);
    for (std::size_t i = 0; i < delivery_costs_.size(); ++i) delivery_costs_[i] = delivery_cost(i);
    decide([&](Effects& effects) {
        table_.tick(due, {moment, delivery_costs_, today()}, effects);
    });
    due.clear();
    due_ = std::move(due);
    wait_for_tick();
}

void Shard::committed(const std::vector<log::Record>& records, std::error_code error) {
    hear_of_log(error);
    if (!error) return decide([&](Effects& effects) { table_.written(records, effects); });
    table_.not_written(records);
    retry_timer_.expires_after(limits::append_retry);
    retry_timer_.async_wait([this](boost::system::error_code cancelled) {
        if (!cancelled) write_again();
    });
}

void Shard::write_again() {
    decide([this](Effects& effects) { table_.write_again(effects); });
}

void Shard::tell_presence() {
    decide([this](Effects& effects) { table_.update_presence(effects); });
}

void Shard::look_after_ends() {
    decide([this](Effects& effects) {
        table_.look_after_ends(common_.since_boot(), today(), effects);
    });
}

void Shard::retry_ends() {
    decide([this](Effects& effects) { table_.retry_ends(effects); });
}

void Shard::look_at_keys() {
    decide([this](Effects& effects) { table_.look_at_keys(effects); });
}

void Shard::sweep() {
    audiences_.sweep(now());
    look_at_log();
    look_at_keys();
    sweep_timer_.expires_after(limits::sweep_tick);
    sweep_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) sweep();
    });
}

void Shard::update_presence() {
    doorkeeper_.forget_old(now());
    tell_presence();
    look_after_ends();
    presence_timer_.expires_after(limits::presence_tick);
    presence_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) update_presence();
    });
}

void Shard::drain(std::chrono::milliseconds patience, std::function<void()> done) {
    write_again();
    const bool waits = table_.busy() || table_.seals();
    if (!waits || patience <= std::chrono::milliseconds::zero()) return done();
    drain_timer_.expires_after(limits::room_tick);
    drain_timer_.async_wait([this, patience, done = std::move(done)](boost::system::error_code) {
        drain(patience - std::chrono::milliseconds{limits::room_tick}, done);
    });
}

void Shard::stop_after(std::chrono::milliseconds patience) {
    if (audiences_.empty() || patience <= std::chrono::milliseconds::zero()) return context_.stop();
    drain_timer_.expires_after(limits::room_tick);
    drain_timer_.async_wait([this, patience](boost::system::error_code) {
        stop_after(patience - std::chrono::milliseconds{limits::room_tick});
    });
}

}  // namespace candour::app
