#include "server/app/shard/room_table.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/limits.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace candour::app {

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
    rooms_.emplace(code, LivePlace{std::move(home), std::move(showing), std::move(end), {}});
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

// ---- who comes in ----------------------------------------------------------------------------

bool RoomTable::may_be_guess(const Hello& hello) const {
    if (const auto place = rooms_.find(hello.code); place != rooms_.end())
        return !place->second.home->knows(hello);
    const auto sealed = sealed_.find(hello.code);
    return sealed == sealed_.end() || !sealed->second.room.knows(hello);
}

void RoomTable::hello(const Knock& knock, const std::string& today, Effects& effects) {
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
    if (place != nullptr) return hello_to_live(*place, knock, today, effects);
    effects.emplace_back(TurnedAway{knock.from, unreadable_.refuse(knock.hello, random_)});
}

void RoomTable::hello_to_live(LivePlace& place,
                              const Knock& knock,
                              const std::string& today,
                              Effects& effects) {
    LiveRoom& home = *place.home;
    const Role role = knock.hello.role;
    const auto turn_away = [&](Refusal refusal) {
        effects.emplace_back(TurnedAway{knock.from, std::move(refusal)});
    };
    std::variant<Admission, Refusal> answer = home.admit(knock.hello);
    if (auto* refusal = std::get_if<Refusal>(&answer)) return turn_away(std::move(*refusal));
    auto& admission = std::get<Admission>(answer);
    if (role == Role::participant)
        if (const auto full = take_place(home, admission.fresh))
            return turn_away(refuse_as_full(*full, random_));
    place.entered = true;
    home.came(role, admission.fresh);
    place.showing.came(knock.from.shard, role);
    if (admission.fresh) gather(place, effects);
    const bool wants_report = role == Role::facilitator && lifecycle::has_ended(place.end);
    effects.emplace_back(Welcomed{.to = knock.from,
                                  .room = knock.room,
                                  .role = role,
                                  .welcome = std::move(admission.welcome),
                                  .ticket = admission.ticket,
                                  .fresh = admission.fresh,
                                  .deck = home.room().deck(),
                                  .broadcast = home.current(role),
                                  .report = wants_report ? home.report(today) : Frame{}});
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
    if (!place.home->has_news()) return;
    gathering_.insert(place.home->room().code());
    effects.emplace_back(ArmCommit{place.home->gathered() >= limits::max_batch_events});
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

// ---- ticks -----------------------------------------------------------------------------------

void RoomTable::commit(Effects& effects) {
    std::vector<log::Record> records;
    for (const RoomCode& code : gathering_)
        if (LivePlace* place = find(code))
            if (std::optional<log::Record> record = place->home->next_record())
                records.push_back(*std::move(record));
    gathering_.clear();
    if (records.empty()) return;
    counters_.batches.add(records.size());
    effects.emplace_back(Append{std::move(records)});
}

void RoomTable::durable(const std::vector<log::Record>& records, TimePoint now, Effects& effects) {
    for (const log::Record& record : records) {
        LivePlace* place = find(record.room);
        if (place == nullptr) continue;
        LiveRoom& home = *place->home;
        const std::uint64_t version = home.version();
        counters_.responses_kept.add(home.durable(replies_));
        counters_.log_bytes.add(record.bytes.size());
        send_replies(effects);
        if (home.version() != version) {  // else somebody joined, which is told to nobody
            changed_.insert(home.room().code());
            place->showing.changed(now);
        }
        if (home.has_news()) gathering_.insert(home.room().code());
    }
    if (!gathering_.empty()) effects.emplace_back(ArmCommit{false});
}

void RoomTable::not_written(const std::vector<log::Record>& records) {
    counters_.batch_failures.add(records.size());
    for (const log::Record& record : records) {
        LivePlace* place = find(record.room);
        if (place == nullptr) continue;
        place->home->not_written();
        gathering_.insert(place->home->room().code());
    }
}

bool RoomTable::broadcast(TimePoint now,
                          Showing::DeliveryCosts costs,
                          const std::string& today,
                          Effects& effects) {
    today_ = today;
    for (auto code = changed_.begin(); code != changed_.end();) {
        LivePlace* place = find(*code);
        bool waits = false;
        if (place != nullptr) {
            waits = place->showing.show(*place->home, now, costs, counters_, shown_);
            for (ToSeats& shown : shown_) effects.emplace_back(std::move(shown));
            shown_.clear();
            if (place->home->room().phase() == RoomPhase::ended)
                step(*place, lifecycle::HasEnded{}, effects);
        }
        code = waits ? std::next(code) : changed_.erase(code);
    }
    return !changed_.empty();
}

void RoomTable::update_presence(Effects& effects) {
    counters_.tally_interval_ns.set(0);  // of what is shown from now on
    for (auto& [code, place] : rooms_) {
        place.home->look();
        gather(place, effects);
        if (!place.home->update_presence()) continue;
        const std::uint32_t present = options_.fault_injection.breaks(Rule::a4)
                                          ? place.home->here(Role::participant)
                                          : place.home->presence();
        const Frame frame = make_frame(encode(Presence{present}));
        for (std::size_t shard = 0; shard < options_.shards; ++shard)
            for (const Role role : {Role::facilitator, Role::projector})
                effects.emplace_back(PresenceTold{{shard, code, role}, frame});
    }
}

bool RoomTable::busy() const {
    return std::any_of(rooms_.begin(), rooms_.end(), [](const auto& room) {
        return room.second.home->writing() || room.second.home->has_news();
    });
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
