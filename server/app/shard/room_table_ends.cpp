// What the machine of a room's end (lifecycle/room_end.hpp) asks for, done with the rooms of the
// table: the half of RoomTable that seals, and forgets.
#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/shard/room_table.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace candour::app {

void RoomTable::add(SealedRoom sealed) {
    const RoomCode code = sealed.code();
    lifecycle::RoomEnd end = lifecycle::Sealed{sealed.date()};
    const std::size_t bytes = sealed.bytes().size();
    counters_.log_bytes.add(bytes);
    counters_.sealed_rooms.add();
    sealed_.insert_or_assign(code, SealedPlace{std::move(sealed), std::move(end), bytes});
}

EndsAfter RoomTable::ends_after() const {
    const auto idle = options_.idle_until_sealed.count();
    const auto unused = std::max(idle, options_.keep_unused.count());
    return {static_cast<std::uint32_t>(idle), static_cast<std::uint32_t>(unused)};
}

lifecycle::Look RoomTable::look_at(const LivePlace& place,
                                   std::chrono::nanoseconds since_boot,
                                   const std::string& today) const {
    return {.since_boot = since_boot,
            .today = today,
            .idle_until_sealed = options_.idle_until_sealed,
            .keep_unused = options_.keep_unused,
            .keep_sealed = options_.keep_sealed,
            .desk_is_open = place.home->here(Role::facilitator) > 0,
            .was_joined = place.home->joined() > 0};
}

// ---- what happened ---------------------------------------------------------------------------

void RoomTable::look_after_ends(std::chrono::nanoseconds since_boot,
                                const std::string& today,
                                Effects& effects) {
    for (auto& [code, place] : rooms_) step(place, look_at(place, since_boot, today), effects);
    retry_ends(effects);
    // Results are as old as the third last day says on which the server ran.
    if (days_.see(today)) effects.emplace_back(KeepDaysSeen{days_.text()});
    lifecycle::Look by_days{.since_boot = since_boot, .today = days_.told_by()};
    by_days.keep_sealed = options_.keep_sealed;
    for (auto& [code, place] : sealed_) step(place, by_days, effects);
}

void RoomTable::retry_ends(Effects& effects) {
    for (auto& [code, place] : rooms_) step(place, lifecycle::Retry{}, effects);
    keys_.retry(effects);
}

namespace {

/// The day first, since after a restart that is all that is known; a room without one is of today.
bool was_left_before(const lifecycle::Open& one, const lifecycle::Open& other) {
    if (one.last_day == other.last_day) return one.last_use < other.last_use;
    return other.last_day.empty() || (!one.last_day.empty() && one.last_day < other.last_day);
}

}  // namespace

/// Its beginning is all that the log has of it: should the log refuse to forget that, the next
/// start finds a room without a key of which nothing else is there, and removes it (Recovery).
void RoomTable::give_up_unused(Effects& effects) {
    auto oldest = rooms_.end();
    const lifecycle::Open* left = nullptr;
    for (auto place = rooms_.begin(); place != rooms_.end(); ++place) {
        const auto* open = std::get_if<lifecycle::Open>(&place->second.end);
        const LiveRoom& home = *place->second.home;
        const bool unused = open != nullptr && !place->second.entered && !home.writing() &&
                            !home.has_news() && home.room().last_batch() == BatchNumber{1};
        if (!unused || (left != nullptr && !was_left_before(*open, *left))) continue;
        oldest = place;
        left = open;
    }
    if (oldest == rooms_.end()) return;
    const RoomCode code = oldest->first;
    const RoomId id = oldest->second.home->id();
    counters_.log_bytes.subtract(oldest->second.home->log_bytes());
    counters_.rooms.subtract();
    counters_.rooms_given_up.add();
    rooms_.erase(oldest);
    effects.emplace_back(Forget{id, code, std::nullopt});
    keys_.destroyed(id, code, {}, effects);  // with that, before the log forgets
    effects.emplace_back(RoomIsOver{});
    effects.emplace_back(Say{"A room that nobody had used was given up, as the server is full."});
}

void RoomTable::end_unjoined(std::chrono::nanoseconds since_boot,
                             const std::string& today,
                             Effects& effects) {
    LivePlace* oldest = nullptr;
    for (auto& [code, place] : rooms_) {
        lifecycle::Look look = look_at(place, since_boot, today);
        const bool is_ending = place.home->writing() || place.home->has_news();
        if (look.was_joined || look.desk_is_open || is_ending) continue;
        look.was_joined = true;
        const auto* open = std::get_if<lifecycle::Open>(&place.end);
        if (open == nullptr || !lifecycle::is_idle(*open, look)) continue;
        if (oldest == nullptr || was_left_before(*open, std::get<lifecycle::Open>(oldest->end)))
            oldest = &place;
    }
    if (oldest == nullptr) return;
    counters_.rooms_given_up.add();
    run({oldest->home->id(), oldest->home->room().code()}, lifecycle::EndRoom{}, effects);
    effects.emplace_back(Say{"A room that nobody had joined is ended, as the server is full."});
}

void RoomTable::sealed(const RoomCode& code, std::error_code error, Effects& effects) {
    LivePlace* place = find(code);
    if (place == nullptr || !place->results) return;
    step(*place, lifecycle::SealAnswered{error, place->results->date()}, effects);
}

void RoomTable::forgotten(const RoomCode& code,
                          const std::optional<Asked>& asked_by,
                          std::error_code error,
                          Effects& effects) {
    const auto found = sealed_.find(code);
    if (found == sealed_.end()) return;
    step(found->second, lifecycle::ForgetAnswered{error, asked_by}, effects);
}

void RoomTable::hello_to_sealed(const SealedPlace& place, const Knock& knock, Effects& effects) {
    std::variant<Admission, Refusal> answer = place.room.admit(knock.hello);
    if (auto* refusal = std::get_if<Refusal>(&answer)) {
        effects.emplace_back(TurnedAway{knock.from, std::move(*refusal)});
        return;
    }
    const Role role = knock.hello.role;
    effects.emplace_back(
        Welcomed{.to = knock.from,
                 .room = knock.room,
                 .role = role,
                 .welcome = std::get<Admission>(std::move(answer)).welcome,
                 .deck = place.room.deck(),
                 .broadcast = place.room.current(role),
                 .report = role == Role::facilitator ? place.room.report() : Frame{}});
}

void RoomTable::request_of_sealed(SealedPlace& place, const Ask& ask, Effects& effects) {
    const Asked asked{ask.from, ask.id};
    const auto* control = std::get_if<Control>(&ask.request);
    if (control != nullptr && control->action == Action::forget)
        return step(place, lifecycle::ForgetAsked{asked}, effects);
    const bool is_end = control != nullptr && control->action == Action::end;
    step(place, lifecycle::Commanded{asked, is_end}, effects);
}

bool RoomTable::seals() const {
    return std::ranges::any_of(rooms_, [](const auto& room) {
        return std::holds_alternative<lifecycle::Sealing>(room.second.end);
    });
}

std::string RoomTable::results(const RoomCode& code, const std::string& today) {
    LivePlace* place = find(code);
    if (place == nullptr) return {};
    const LiveRoom& home = *place->home;
    return place->results.emplace(home.id(), home.room(), today).bytes();
}

// ---- what is to be done ----------------------------------------------------------------------

bool RoomTable::step(LivePlace& place, const lifecycle::EndInput& input, Effects& effects) {
    lifecycle::Effects asked;
    lifecycle::step(place.end, input, asked);
    if (asked.empty()) return false;
    return run({place.home->id(), place.home->room().code()}, std::move(asked), effects);
}

void RoomTable::step(SealedPlace& place, const lifecycle::EndInput& input, Effects& effects) {
    lifecycle::Effects asked;
    lifecycle::step(place.end, input, asked);
    if (!asked.empty()) (void)run({place.room.id(), place.room.code()}, std::move(asked), effects);
}

/// What the machine asks for in the very words of Effect.
template <class Asked>
constexpr bool is_passed_on =
    std::is_same_v<Asked, Say> || std::is_same_v<Asked, TroubleBegins> ||
    std::is_same_v<Asked, TroubleEnds> || std::is_same_v<Asked, WipeTraces>;

bool RoomTable::run(const Subject& room, lifecycle::Effects asked, Effects& effects) {
    bool room_decides = false;
    const auto one = [&]<class What>(What& what) {
        if constexpr (std::is_same_v<What, lifecycle::LetRoomDecide>)
            room_decides = true;
        else if constexpr (is_passed_on<What>)
            effects.emplace_back(std::move(what));
        else
            run(room, what, effects);
    };
    for (lifecycle::Effect& effect : asked) std::visit(one, effect);
    return room_decides;
}

void RoomTable::run(const Subject&, const lifecycle::Acknowledge& done, Effects& effects) {
    effects.emplace_back(Reply{done.asked.from, make_frame(encode(Ack{done.asked.id}))});
}

void RoomTable::run(const Subject&, const lifecycle::RefuseAsEnded& refused, Effects& effects) {
    Refusal refusal = refuse(RefusalCode::room_ended);
    refusal.id = refused.asked.id;
    effects.emplace_back(
        Reply{.to = refused.asked.from, .frame = make_frame(encode(refusal)), .refused = true});
}

void RoomTable::run(const Subject&, const lifecycle::PutOffForgetting& not_now, Effects& effects) {
    Refusal refusal = refuse_forgetting();
    refusal.id = not_now.asked.id;
    effects.emplace_back(
        Reply{.to = not_now.asked.from, .frame = make_frame(encode(refusal)), .put_off = true});
}

void RoomTable::run(const Subject& room, const lifecycle::TellKept& told, Effects& effects) {
    keys_.tell(room.code, told.keeps, effects);
}

void RoomTable::run(const Subject& room, const lifecycle::Forget& forget, Effects& effects) {
    effects.emplace_back(Forget{room.id, room.code, forget.asked_by});
}

void RoomTable::run(const Subject& room, const lifecycle::KeepLastDay& used, Effects& effects) {
    effects.emplace_back(KeepLastDay{room.id, used.day});
}

void RoomTable::run(const Subject& room, const lifecycle::KeepKey&, Effects& effects) {
    effects.emplace_back(KeepKey{room.id});
}

void RoomTable::run(const Subject& room, const lifecycle::DestroyKey&, Effects& effects) {
    effects.emplace_back(DestroyKey{room.id, room.code});
}

void RoomTable::run(const Subject& room, const lifecycle::TellEnd&, Effects& effects) {
    const Frame report = find(room.code)->home->report(today_);
    for (std::size_t shard = 0; shard < options_.shards; ++shard) {
        effects.emplace_back(Told{{shard, room.code, Role::facilitator}, report});
        effects.emplace_back(Goodbye{{shard, room.code, Role::participant}, CloseCode::room_ended});
    }
}

/// As if a facilitator had ended it, whom nobody answers.
void RoomTable::run(const Subject& room, const lifecycle::EndRoom&, Effects& effects) {
    Control end;
    end.action = Action::end;
    Ask ask{room.code, {options_.shard, SeatId{}}, MessageId{}, std::move(end)};
    LivePlace& place = *find(room.code);
    place.home->request(ask.from, std::move(ask.id), std::move(ask.request), replies_);
    send_replies(effects);
    gather(place, effects);
}

void RoomTable::run(const Subject& room, const lifecycle::Seal&, Effects& effects) {
    keys_.room_ended(room.id, effects);
    effects.emplace_back(Seal{room.id, room.code});
}

void RoomTable::run(const Subject& room, const lifecycle::BecomeSealed&, Effects& effects) {
    const auto found = rooms_.find(room.code);
    const std::size_t bytes = found->second.results->bytes().size();
    counters_.log_bytes.add(bytes);
    counters_.log_bytes.subtract(found->second.home->log_bytes());
    counters_.sealed_rooms.add();
    SealedPlace sealed{*std::move(found->second.results), std::move(found->second.end), bytes};
    rooms_.erase(found);
    unwritten_.erase(room.code);
    counters_.rooms.subtract();
    sealed_.insert_or_assign(room.code, std::move(sealed));
    effects.emplace_back(RoomIsOver{});
}

void RoomTable::run(const Subject& room, const lifecycle::Vanish&, Effects& effects) {
    for (std::size_t shard = 0; shard < options_.shards; ++shard)
        for (const Role role : {Role::facilitator, Role::projector})
            effects.emplace_back(Goodbye{{shard, room.code, role}, CloseCode::room_gone});
    const auto found = sealed_.find(room.code);
    if (found == sealed_.end()) return;
    counters_.log_bytes.subtract(found->second.bytes);
    counters_.sealed_rooms.subtract();
    sealed_.erase(found);
}

void RoomTable::run(const Subject& room, const lifecycle::KeyWasDestroyed&, Effects& effects) {
    keys_.destroyed(room.id, room.code, {}, effects);
}

}  // namespace candour::app
