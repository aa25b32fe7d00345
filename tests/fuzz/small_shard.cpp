#include "tests/fuzz/small_shard.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"

#include <array>
#include <utility>

namespace candour::fuzz {
namespace {

const std::string today = "2026-11-22";

}  // namespace

SmallShard::SmallShard()
    : table_({.shard = 0,
              .shards = 1,
              .people_per_room = 100,
              .idle_until_sealed = std::chrono::hours{24},
              .keep_unused = std::chrono::days{14},
              .keep_sealed = std::chrono::days{90},
              .fault_injection = {}},
             people_,
             random_,
             counters_),
      doorkeeper_(1, 1'000, now_),
      pong_(app::make_frame(encode(Pong{}))) {}

SmallShard::~SmallShard() = default;

app::OpenedRoom SmallShard::open(const std::shared_ptr<const Deck>& deck) {
    app::RoomOpening opening = app::prepare_room(deck, random_);
    app::OpenedRoom links = opening.links;
    table_.add(app::begin_room(std::move(opening), random_), now_.time_since_epoch());
    return links;
}

template <class Decide>
void SmallShard::decide(Decide decide) {
    app::Effects effects;
    decide(effects);
    for (app::Effect& effect : effects)
        std::visit([this](auto& what) { this->perform(what); }, effect);
}

// ---- what time brings --------------------------------------------------------------------------

void SmallShard::commit() {
    tick();
    tick();
}

void SmallShard::tick() {
    constexpr std::array<std::chrono::nanoseconds, 1> costs{app::limits::assumed_cost_per_delivery};
    const std::vector<RoomCode> due = std::exchange(due_, {});
    decide([&](app::Effects& effects) { table_.tick(due, {now_, costs, today}, effects); });
}

void SmallShard::look() {
    doorkeeper_.forget_old(now_);
    decide([this](app::Effects& effects) { table_.update_presence(effects); });
    decide([this](app::Effects& effects) {
        table_.look_after_ends(now_.time_since_epoch(), today, effects);
    });
    audiences_.sweep(now_);
    commit();
}

void SmallShard::pass(std::chrono::milliseconds time) {
    now_ += time;
    look_at_slow_lane();
}

void SmallShard::wait_as_guess(app::SeatId seat) {
    slow_lane_.enter(seat, now_ + app::limits::guess_takes);
}

void SmallShard::look_at_slow_lane() {
    while (const auto seat = slow_lane_.take(now_))
        if (app::Seat* found = audiences_.find(*seat)) found->time_has_come();
}

// ---- from seats to the room
// ----------------------------------------------------------------------

void SmallShard::ask(app::ToRoom message) {
    decide([&](app::Effects& effects) {
        if (const auto* knock = std::get_if<app::Knock>(&message))
            table_.hello(*knock, now_.time_since_epoch(), today, effects);
        if (auto* ask = std::get_if<app::Ask>(&message))
            table_.request(*ask, now_.time_since_epoch(), effects);
        if (const auto* mine = std::get_if<app::AskMine>(&message)) table_.mine(*mine, effects);
        if (const auto* texts = std::get_if<app::AskTexts>(&message)) table_.texts(*texts, effects);
        if (const auto* left = std::get_if<app::Left>(&message)) table_.left(*left);
        if (const auto* lost = std::get_if<app::TicketLost>(&message))
            table_.ticket_was_lost(*lost, effects);
    });
}

// ---- what the room table wants done
// --------------------------------------------------------------

void SmallShard::perform(app::ToSeats& message) {
    std::visit([this](auto& one) { this->hear(one); }, message);
}

void SmallShard::perform(app::WantTick& want) {
    due_.push_back(want.room);
}

void SmallShard::perform(app::Append& append) {
    decide([&](app::Effects& effects) { table_.written(append.records, effects); });
}

void SmallShard::perform(app::Seal& seal) {
    const std::string results = table_.results(seal.code, today);
    decide([&](app::Effects& effects) { table_.sealed(seal.code, {}, effects); });
}

void SmallShard::perform(app::Forget& forget) {
    decide([&](app::Effects& effects) {
        table_.forgotten(forget.code, forget.asked_by, {}, effects);
    });
}

void SmallShard::perform(app::DestroyKey& destroy) {
    decide([&](app::Effects& effects) {
        table_.key_destroyed(destroy.id, destroy.code, {}, effects);
    });
}

// ---- from the room to seats
// ----------------------------------------------------------------------

void SmallShard::hear(app::Welcomed& welcomed) {
    app::Seat* seat = audiences_.find(welcomed.to.seat);
    if (seat == nullptr) return;
    seat->welcomed(welcomed.room, welcomed.ticket, welcomed.fresh);
    audiences_.join(*seat, welcomed.deck);
    seat->send_large(welcomed.welcome);
    audiences_.offer_first(*seat, welcomed.broadcast, welcomed.presence);
    if (!welcomed.report.empty()) seat->send_large(welcomed.report);
}

void SmallShard::hear(app::TurnedAway& away) {
    if (app::Seat* found = audiences_.find(away.to.seat)) found->turned_away(away.refusal);
}

void SmallShard::hear(app::HeldBack& held) {
    if (app::Seat* found = audiences_.find(held.to.seat)) found->held_back(held.hello);
}

void SmallShard::hear(app::Reply& reply) {
    audiences_.reply(reply);
}

void SmallShard::hear(app::Shown& shown) {
    audiences_.offer(shown.to.room, shown.to.role, shown.broadcast);
}

void SmallShard::hear(app::PresenceTold& presence) {
    audiences_.offer_presence(presence.to.room, presence.to.role, presence.frame);
}

void SmallShard::hear(app::Told& told) {
    audiences_.tell(told.to.room, told.to.role, told.frame);
}

void SmallShard::hear(app::WhetherKept& kept) {
    audiences_.tell(kept.to.room, kept.to.role, app::make_frame(encode(LogState{kept.keeps})));
}

void SmallShard::hear(app::Goodbye& goodbye) {
    audiences_.close(goodbye.to.room, goodbye.to.role, goodbye.why);
}

}  // namespace candour::fuzz
