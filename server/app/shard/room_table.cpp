#include "server/app/shard/room_table.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/limits.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace candour::app {
namespace {

Reply refused(const AskTexts& ask, Refusal refusal) {
    refusal.id = ask.request.id;
    return {.to = ask.from, .frame = make_frame(encode(refusal)), .refused = true};
}

}  // namespace

RoomTable::RoomTable(RoomTableOptions options, Quota& people, Random& random, Counters& counters)
    : options_(std::move(options)),
      people_(people),
      random_(random),
      counters_(counters),
      keys_(options_.shards),
      days_(options_.days_seen) {}

void RoomTable::add(std::unique_ptr<LiveRoom> home,
                    std::chrono::nanoseconds since_boot,
                    std::string last_day) {
    const RoomCode code = home->room().code();
    const bool has_ended = home->room().phase() == RoomPhase::ended;
    const bool is_used = last_day.empty();
    keys_.add(home->id(), code, has_ended);
    lifecycle::RoomEnd end;
    if (has_ended)
        end = lifecycle::Ending{};
    else
        end = lifecycle::Open{since_boot, is_used, is_used, std::move(last_day)};
    Showing showing(options_.shards, home->room().revision());
    counters_.log_bytes.add(home->log_bytes());
    const TokenBucket joins(limits::joins_per_room_second, limits::joins_room_burst,
                            TimePoint{since_boot});
    rooms_.emplace(code, LivePlace{std::move(home), std::move(showing), std::move(end), joins, {}});
    counters_.rooms.add();
}

RoomTable::LivePlace* RoomTable::find(const RoomCode& code) {
    const auto found = rooms_.find(code);
    return found == rooms_.end() ? nullptr : &found->second;
}

RoomTable::LivePlace* RoomTable::find(const RoomId& id) {
    const RoomCode* code = keys_.code(id);
    return code == nullptr ? nullptr : find(*code);
}

std::shared_ptr<const Deck> RoomTable::deck(const RoomCode& code) const {
    const auto found = rooms_.find(code);
    return found == rooms_.end() ? nullptr : found->second.home->room().deck();
}

std::optional<GoingRoom> RoomTable::going(const RoomId& id) const {
    const RoomCode* code = keys_.code(id);
    const auto found = code == nullptr ? rooms_.end() : rooms_.find(*code);
    if (found == rooms_.end() || lifecycle::has_ended(found->second.end)) return std::nullopt;
    const LiveRoom& home = *found->second.home;
    return GoingRoom{*code, home.join_path(), home.room().deck()};
}

std::variant<RoomPhase, Refusal> RoomTable::phase(const RoomCode& code) {
    if (sealed_.contains(code)) return RoomPhase::ended;
    const auto found = rooms_.find(code);
    if (found != rooms_.end()) return found->second.home->room().phase();
    if (auto unread = unreadable_.refuse_all(random_)) return *std::move(unread);
    Hello hello;
    hello.code = code;
    return unreadable_.refuse(hello, random_);
}

// ---- who comes in ----------------------------------------------------------------------------

bool RoomTable::may_be_guess(const Hello& hello) const {
    if (const auto place = rooms_.find(hello.code); place != rooms_.end())
        return !place->second.home->knows(hello);
    const auto sealed = sealed_.find(hello.code);
    return sealed == sealed_.end() || !sealed->second.room.knows(hello);
}

void RoomTable::hello(const Knock& knock,
                      std::chrono::nanoseconds since_boot,
                      const std::string& today,
                      Effects& effects) {
    if (auto refusal = unreadable_.refuse_all(random_)) {
        effects.emplace_back(TurnedAway{knock.from, *std::move(refusal)});
        return;
    }
    // Before anything else, and whether or not there is such a room: else the answer would tell.
    if (!knock.may_guess && may_be_guess(knock.hello)) {
        effects.emplace_back(HeldBack{knock.from, knock.hello});
        return;
    }
    if (const auto sealed = sealed_.find(knock.room); sealed != sealed_.end())
        return hello_to_sealed(sealed->second, knock, effects);
    LivePlace* place = find(knock.room);
    if (place != nullptr) return hello_to_live(*place, knock, since_boot, today, effects);
    effects.emplace_back(TurnedAway{knock.from, unreadable_.refuse(knock.hello, random_)});
}

void RoomTable::hello_to_live(LivePlace& place,
                              const Knock& knock,
                              std::chrono::nanoseconds since_boot,
                              const std::string& today,
                              Effects& effects) {
    LiveRoom& home = *place.home;
    const Role role = knock.hello.role;
    const auto turn_away = [&](Refusal refusal) {
        effects.emplace_back(TurnedAway{knock.from, std::move(refusal)});
    };
    std::variant<Admission, Refusal> answer = home.admit(knock.hello, ends_after());
    if (auto* refusal = std::get_if<Refusal>(&answer)) return turn_away(std::move(*refusal));
    auto& admission = std::get<Admission>(answer);
    const bool is_metered = admission.fresh && !knock.from_many;
    if (is_metered && place.joins.empty(TimePoint{since_boot})) {
        counters_.joins_put_off.add();
        return turn_away(refuse_as_too_many_joining_room(random_));
    }
    if (role == Role::participant)
        if (const auto full = take_place(home, admission.fresh))
            return turn_away(refuse_as_full(*full, random_));
    if (is_metered) (void)place.joins.take(TimePoint{since_boot});
    place.entered = true;
    home.came(role, admission.fresh);
    // Else the first to join would end a room that waited for days. A phone that comes back, and a
    // wall, do so by themselves.
    if (admission.fresh || role == Role::facilitator)
        step(place, lifecycle::Used{since_boot}, effects);
    place.showing.came(knock.from.shard, role);
    if (admission.fresh) gather(place, effects);
    const bool wants_report = role == Role::facilitator && lifecycle::has_ended(place.end);
    welcome(place,
            {.to = knock.from,
             .room = knock.room,
             .role = role,
             .welcome = std::move(admission.welcome),
             .ticket = admission.ticket,
             .fresh = admission.fresh,
             .deck = home.room().deck(),
             .report = wants_report ? home.report(today) : Frame{}},
            effects);
}

void RoomTable::welcome(LivePlace& place, Welcomed welcomed, Effects& effects) {
    LiveRoom& home = *place.home;
    const Role role = welcomed.role;
    const Broadcast* shown = place.showing.to_newcomer(home, role, place.changed);
    if (shown == nullptr) {
        place.newcomers.push_back(std::move(welcomed));
        return;
    }
    welcomed.broadcast = *shown;
    // Presence has a tick of its own, and may have moved since.
    if (place.changed && role != Role::participant)
        welcomed.presence = make_frame(encode(Presence{home.presence()}));
    effects.emplace_back(std::move(welcomed));
}

void RoomTable::welcome_waiting(LivePlace& place, Effects& effects) {
    for (Welcomed& waiting : std::exchange(place.newcomers, {}))
        welcome(place, std::move(waiting), effects);
}

/// Who comes back with a ticket may have an old line that nobody has noticed to be dead, and that
/// holds the place: a few are let in besides, so that nobody has to know whose line that is.
std::optional<RefusalCode> RoomTable::take_place(const LiveRoom& home, bool fresh) {
    const std::size_t places = options_.people_per_room;
    if (home.here(Role::participant) >= places + (fresh ? 0 : limits::places_besides(places)))
        return RefusalCode::room_full;
    if (fresh && home.joined() / limits::tickets_per_place >= places) return RefusalCode::room_full;
    if (!people_.try_take(fresh ? 0 : limits::places_besides(people_.at_most())))
        return RefusalCode::server_full;
    return std::nullopt;
}

void RoomTable::left(const Left& left) {
    if (left.role == Role::participant) people_.give_back();
    LivePlace* place = find(left.room);
    if (place == nullptr) return;
    place->home->left(left.role);
    place->showing.left(left.from.shard, left.role);
}

void RoomTable::ticket_was_lost(const TicketLost& lost, Effects& effects) {
    LivePlace* place = find(lost.room);
    if (place == nullptr) return;
    place->home->ticket_was_lost();
    gather(*place, effects);
}

// ---- commands and answers --------------------------------------------------------------------

void RoomTable::request(Ask& ask, std::chrono::nanoseconds since_boot, Effects& effects) {
    if (const auto sealed = sealed_.find(ask.room); sealed != sealed_.end())
        return request_of_sealed(sealed->second, ask, effects);
    LivePlace* place = find(ask.room);
    if (place == nullptr) return;
    step(*place, lifecycle::Used{since_boot}, effects);
    request_of_live(*place, ask, effects);
}

void RoomTable::request_of_live(LivePlace& place, Ask& ask, Effects& effects) {
    const auto* control = std::get_if<Control>(&ask.request);
    const bool is_forget = control != nullptr && control->action == Action::forget;
    if (is_forget && !step(place, lifecycle::ForgetAsked{{ask.from, ask.id}}, effects)) return;
    decide(place, ask, effects);
}

void RoomTable::decide(LivePlace& place, Ask& ask, Effects& effects) {
    if (keys_.is_lost(place.home->id())) {
        Refusal refusal = refuse_as_not_written();
        refusal.id = ask.id;
        effects.emplace_back(
            Reply{.to = ask.from, .frame = make_frame(encode(refusal)), .put_off = true});
        return;
    }
    place.home->request(ask.from, std::move(ask.id), std::move(ask.request), replies_);
    send_replies(effects);
    gather(place, effects);
}

void RoomTable::gather(LivePlace& place, Effects& effects) {
    if (place.home->has_news()) want_tick(place, effects);
}

void RoomTable::send_replies(Effects& effects) {
    for (Reply& reply : replies_) {
        if (!reply.refused && !reply.put_off) counters_.acks.add();
        effects.emplace_back(std::move(reply));
    }
    replies_.clear();
}

void RoomTable::mine(const AskMine& ask, Effects& effects) {
    LivePlace* place = find(ask.room);
    if (place == nullptr) return;
    Mine mine = place->home->mine(ask.request, ask.ticket);
    if (options_.fault_injection.breaks(Rule::a9))
        for (MineRecord& record : mine.records)
            record.stored.replace(record.stored.find(R"(,"response")"), std::string::npos, "}");
    effects.emplace_back(Reply{ask.from, make_frame(encode(mine))});
}

/// A page says what the newest broadcast to facilitators says, and nothing sooner: else a desk that
/// keeps asking would see in what order answers come between two broadcasts (rule A2).
void RoomTable::texts(const AskTexts& ask, Effects& effects) {
    LivePlace* place = find(ask.room);
    if (place == nullptr) {
        if (sealed_.contains(ask.room))
            effects.emplace_back(refused(ask, refuse(RefusalCode::room_ended)));
        return;
    }
    const LiveRoom& home = *place->home;
    if (!place->changed || place->showing.has_shown(Role::facilitator, home.version()))
        return turn_page(home, ask, effects);
    if (place->pages.size() < limits::max_waiting_pages)
        place->pages.push_back(ask);
    else
        effects.emplace_back(refused(ask, refuse_as_too_fast()));
}

void RoomTable::turn_page(const LiveRoom& home, const AskTexts& ask, Effects& effects) {
    std::variant<Texts, Refusal> page = home.texts(ask.request);
    if (auto* refusal = std::get_if<Refusal>(&page))
        effects.emplace_back(refused(ask, std::move(*refusal)));
    else
        effects.emplace_back(Reply{ask.from, make_frame(encode(std::get<Texts>(page)))});
}

// ---- keys on the disk ------------------------------------------------------------------------

void RoomTable::look_at_keys(Effects& effects) {
    std::vector<RoomId> open;
    for (const auto& [code, place] : rooms_)
        if (place.home->room().phase() != RoomPhase::ended) open.push_back(place.home->id());
    keys_.look(std::move(open), effects);
}

std::optional<RoomTable::KeyToKeep> RoomTable::key(const RoomId& id) const {
    const RoomCode* code = keys_.code(id);
    if (code == nullptr) return std::nullopt;
    const auto found = rooms_.find(*code);
    if (found == rooms_.end()) return std::nullopt;
    const auto* open = std::get_if<lifecycle::Open>(&found->second.end);
    if (open == nullptr) return std::nullopt;
    return KeyToKeep{found->second.home->key(), open->last_day};
}

}  // namespace candour::app
