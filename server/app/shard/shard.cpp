#include "server/app/shard/shard.hpp"

#include "protocol/cpp/codec.hpp"
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
      commit_timer_(context_),
      retry_timer_(context_),
      broadcast_timer_(context_),
      sweep_timer_(context_),
      presence_timer_(context_),
      drain_timer_(context_) {}

std::size_t Shard::home_of(const RoomCode& code) const {
    return home_shard(code, count());
}

// ---- from seats of this shard to a room's home -----------------------------------------------

void Shard::say_hello(Seat& seat, Hello hello) {
    const SeatAddress from{index_, seat.id()};
    const std::size_t home = home_of(hello.code);  // before the hello is moved
    on(home, [from, hello = std::move(hello)](Shard& there) { there.table_.hello(from, hello); });
}

void Shard::ask(Seat& seat, const MessageId& id, Request request) {
    if (const auto* submit = std::get_if<SubmitRequest>(&request))
        if (fault_injection().breaks(Rule::a5))
            common_.say("Answer " + encode_response(submit->response));
    const SeatAddress from{index_, seat.id()};
    on(home_of(seat.code()),
       [code = seat.code(), from, id, request = std::move(request)](Shard& home) mutable {
           home.table_.request(code, from, id, std::move(request));
       });
}

void Shard::ask_mine(Seat& seat, const MineRequest& request, const Bytes16& ticket) {
    const SeatAddress from{index_, seat.id()};
    on(home_of(seat.code()), [code = seat.code(), from, request, ticket](Shard& home) {
        home.table_.mine(code, from, request, ticket);
    });
}

void Shard::leave(Seat& seat) {
    audiences_.leave(seat);
    if (seat.code().empty()) return;
    on(home_of(seat.code()), [code = seat.code(), role = seat.role(), shard = index_](Shard& home) {
        home.table_.left(code, role, shard);
    });
}

// ---- from rooms of this shard to seats on any ------------------------------------------------

void Shard::welcome(const SeatAddress& seat, Welcomed welcomed) {
    on(seat.shard, [id = seat.seat, home = index_, welcomed = std::move(welcomed)](
                       Shard& shard) mutable { shard.seat_welcomed(id, welcomed, home); });
}

void Shard::seat_welcomed(SeatId id, Welcomed& welcomed, std::size_t home) {
    Seat* seat = audiences_.find(id);
    if (seat == nullptr) {  // it left while the home was thinking
        on(home, [code = welcomed.code, role = welcomed.role, shard = index_,
                  fresh = welcomed.admission.fresh](Shard& there) {
            there.table_.left(code, role, shard);
            if (fresh) there.table_.ticket_was_lost(code);
        });
        return;
    }
    seat->welcomed(welcomed.code, welcomed.admission.ticket);
    audiences_.join(*seat, welcomed.deck);
    seat->send_large(welcomed.admission.welcome);
    audiences_.offer_first(*seat, welcomed.broadcast);
    if (welcomed.report) seat->send_large(welcomed.report);
    const bool unkept = told_log_fails_ || unkept_rooms_.contains(welcomed.code);
    if (unkept && seat->role() == Role::facilitator)
        seat->send(make_frame(encode(LogState{false})));
}

void Shard::turn_away(const SeatAddress& seat, Refusal refusal) {
    on(seat.shard, [id = seat.seat, refusal = std::move(refusal)](Shard& shard) {
        if (Seat* found = shard.audiences_.find(id)) found->turned_away(refusal);
    });
}

void Shard::reply(const Reply& reply) {
    on(reply.to.shard, [reply](Shard& shard) { shard.audiences_.reply(reply); });
}

void Shard::offer(std::size_t shard, const RoomCode& code, Role role, const Broadcast& broadcast) {
    on(shard,
       [code, role, broadcast](Shard& there) { there.audiences_.offer(code, role, broadcast); });
}

void Shard::offer_presence(std::size_t shard, const RoomCode& code, const SharedFrame& frame) {
    on(shard, [code, frame](Shard& there) { there.audiences_.offer_presence(code, frame); });
}

void Shard::tell(std::size_t shard, const RoomCode& code, Role role, const SharedFrame& frame) {
    on(shard, [code, role, frame](Shard& there) { there.audiences_.tell(code, role, frame); });
}

void Shard::tell_whether_kept(std::size_t shard, const RoomCode& code, bool keeps) {
    on(shard, [code, keeps](Shard& there) { there.hear_of_room(code, keeps); });
}

void Shard::say_goodbye(std::size_t shard, const RoomCode& code, Role role, CloseCode why) {
    on(shard, [code, role, why](Shard& there) { there.audiences_.close(code, role, why); });
}

// ---- rooms -----------------------------------------------------------------------------------

std::chrono::nanoseconds Shard::delivery_cost(std::size_t shard) const {
    const std::chrono::nanoseconds measured =
        std::as_const(*common_.shards[shard]).counters().delivery_cost();
    return measured.count() > 0 ? measured : limits::assumed_cost_per_delivery;
}

void Shard::wipe_traces() {
    for (std::size_t i = 0; i < count(); ++i)
        on(i, [](Shard& shard) {
            shard.wipe_stack_next_ = true;
            shard.context_.stop();  // run() goes on
        });
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
