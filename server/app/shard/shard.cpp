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

Shard::Shard(Common& common, std::size_t index)
    : common_(common),
      index_(index),
      audiences_(counters_),
      table_(*this),
      pong_(make_frame(encode(Pong{}))),
      door_(make_door(common.fault_injection, common.say)),
      commit_timer_(context_),
      retry_timer_(context_),
      broadcast_timer_(context_),
      sweep_timer_(context_),
      presence_timer_(context_),
      drain_timer_(context_) {}

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
    table_.hello(knock.from, knock.hello);
}

void Shard::hear(Ask& ask) {
    table_.request(ask.room, ask.from, std::move(ask.id), std::move(ask.request));
}

void Shard::hear(AskMine& ask) {
    table_.mine(ask.room, ask.from, ask.request, ask.ticket);
}

void Shard::hear(Left& left) {
    table_.left(left.room, left.role, left.from.shard);
}

void Shard::hear(TicketLost& lost) {
    table_.ticket_was_lost(lost.room);
}

// ---- what seats of this shard are told -------------------------------------------------------

void Shard::hear(Welcomed& welcomed) {
    Seat* seat = audiences_.find(welcomed.to.seat);
    if (seat == nullptr) {  // it left while the home was thinking
        ask(Left{welcomed.room, welcomed.to, welcomed.role});
        if (welcomed.fresh) ask(TicketLost{welcomed.room, welcomed.to});
        return;
    }
    seat->welcomed(welcomed.room, welcomed.ticket);
    audiences_.join(*seat, welcomed.deck);
    seat->send_large(welcomed.welcome);
    audiences_.offer_first(*seat, welcomed.broadcast);
    if (!welcomed.report.empty()) seat->send_large(welcomed.report);
    const bool unkept = told_log_fails_ || unkept_rooms_.contains(welcomed.room);
    if (unkept && seat->role() == Role::facilitator)
        seat->send(make_frame(encode(LogState{false})));
}

void Shard::hear(TurnedAway& away) {
    if (Seat* found = audiences_.find(away.to.seat)) found->turned_away(away.refusal);
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

// ---- rooms -----------------------------------------------------------------------------------

std::chrono::nanoseconds Shard::delivery_cost(std::size_t shard) const {
    const std::chrono::nanoseconds measured =
        std::as_const(*common_.shards[shard]).counters().delivery_cost();
    return measured.count() > 0 ? measured : limits::assumed_cost_per_delivery;
}

void Shard::wipe_traces() {
    for (const std::shared_ptr<Shard>& shard : common_.shards) {
        const auto wipe = [other = shard.get()] {
            other->wipe_stack_next_ = true;
            other->context_.stop();  // run() goes on
        };
        if (shard.get() == this)
            wipe();
        else
            boost::asio::post(shard->context_, wipe);
    }
}

// ---- ticks -----------------------------------------------------------------------------------

void Shard::run() {
    context_.run();
    while (wipe_stack_next_) {
        wipe_stack_next_ = false;
        wipe_stack();
        context_.restart();
        context_.run();
    }
}

void Shard::start() {
    sweep();
    update_presence();
}

void Shard::arm_commit(bool at_once) {
    if (at_once) return commit();
    if (commit_armed_) return;
    commit_armed_ = true;
    commit_timer_.expires_after(limits::commit_tick);
    commit_timer_.async_wait([this](boost::system::error_code error) {
        commit_armed_ = false;
        if (!error) commit();
    });
}

void Shard::commit() {
    std::vector<log::Record> records = table_.next_records();
    if (records.empty()) return;
    counters_.batches.add(records.size());
    auto done = [self = shared_from_this(), records](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), records, error] {
            shard->committed(records, error);
        });
    };
    common_.log.append(std::move(records), std::move(done));
}

void Shard::committed(const std::vector<log::Record>& records, std::error_code error) {
    hear_of_log(error);
    if (!error) return table_.durable(records);
    counters_.batch_failures.add(records.size());
    table_.not_written(records);
    retry_timer_.expires_after(limits::append_retry);
    retry_timer_.async_wait([this](boost::system::error_code cancelled) {
        if (!cancelled) commit();
    });
}

void Shard::broadcast() {
    if (!table_.broadcast(now())) return;
    broadcast_timer_.expires_after(limits::broadcast_tick / 4);
    broadcast_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) broadcast();
    });
}

void Shard::sweep() {
    audiences_.sweep(now());
    look_at_log();
    table_.look_at_keys();
    sweep_timer_.expires_after(limits::sweep_tick);
    sweep_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) sweep();
    });
}

void Shard::update_presence() {
    table_.update_presence();
    table_.look_after_ends();
    presence_timer_.expires_after(limits::presence_tick);
    presence_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) update_presence();
    });
}

void Shard::drain(std::chrono::milliseconds patience, std::function<void()> done) {
    commit();
    const bool waits = table_.busy() || table_.seals();
    if (!waits || patience <= std::chrono::milliseconds::zero()) return done();
    drain_timer_.expires_after(limits::commit_tick);
    drain_timer_.async_wait([this, patience, done = std::move(done)](boost::system::error_code) {
        drain(patience - std::chrono::milliseconds{limits::commit_tick}, done);
    });
}

void Shard::stop_after(std::chrono::milliseconds patience) {
    if (audiences_.empty() || patience <= std::chrono::milliseconds::zero()) return context_.stop();
    drain_timer_.expires_after(limits::commit_tick);
    drain_timer_.async_wait([this, patience](boost::system::error_code) {
        stop_after(patience - std::chrono::milliseconds{limits::commit_tick});
    });
}

}  // namespace candour::app
