#include "server/app/shard/room_table.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"

#include <algorithm>

namespace candour::app {

namespace {

constexpr std::array most_urgent_first{Role::facilitator, Role::projector, Role::participant};

/// Whether a connection that has seen `last` learns nothing from `next`. The number of people
/// present is not looked at: it has messages of its own, on its own tick (rule A4).
bool says_the_same(const Broadcast& last, const Broadcast& next) {
    return !last.snapshot.empty() && last.revision == next.revision && last.tally == next.tally;
}

}  // namespace

RoomTable::RoomTable(Shard& shard)
    : shard_(shard),
      wrong_codes_(limits::wrong_codes_per_second, limits::wrong_codes_burst, shard.now()) {}

void RoomTable::add(std::unique_ptr<LiveRoom> home, std::string last_day) {
    const RoomCode code = home->room().code();
    Place place;
    place.by_shard.resize(shard_.count());
    place.revision_shown = home->room().revision();
    place.last_activity = shard_.since_boot();
    place.used = place.active = last_day.empty();
    place.last_day = std::move(last_day);
    place.home = std::move(home);
    codes_.emplace(place.home->id(), code);
    rooms_.emplace(code, std::move(place));
    shard_.counters().rooms.add();
}

RoomTable::Place* RoomTable::find(const RoomCode& code) {
    const auto found = rooms_.find(code);
    return found == rooms_.end() ? nullptr : &found->second;
}

RoomTable::Place* RoomTable::find(const RoomId& id) {
    const auto code = codes_.find(id);
    return code == codes_.end() ? nullptr : find(code->second);
}

std::shared_ptr<const Deck> RoomTable::deck(const RoomCode& code) const {
    const auto found = rooms_.find(code);
    return found == rooms_.end() ? nullptr : found->second.home->room().deck();
}

void RoomTable::turn_away(const SeatAddress& who, Refusal refusal) {
    shard_.send(TurnedAway{who, std::move(refusal)});
}

bool RoomTable::may_be_guess(const Hello& hello) const {
    if (const auto place = rooms_.find(hello.code); place != rooms_.end())
        return !place->second.home->knows(hello);
    const auto sealed = sealed_.find(hello.code);
    return sealed == sealed_.end() || !sealed->second.room.knows(hello);
}

void RoomTable::hello(const SeatAddress& from, const Hello& hello) {
    if (rooms_unread_) return turn_away(from, refuse_as_unread(shard_.random()));
    // Before anything else, and whether or not there is such a room: else the answer would tell.
    if (may_be_guess(hello) && wrong_codes_.empty(shard_.now()))
        return turn_away(from, refuse_as_guess());
    if (const auto sealed = sealed_.find(hello.code); sealed != sealed_.end())
        return hello_to_sealed(sealed->second, from, hello);
    Place* place = find(hello.code);
    if (place == nullptr) return hello_to_nobody(from, hello);
    LiveRoom& home = *place->home;
    std::variant<Admission, Refusal> answer = home.admit(hello);
    if (auto* refusal = std::get_if<Refusal>(&answer)) return turn_away(from, std::move(*refusal));
    if (hello.role == Role::participant) {
        if (home.here(Role::participant) >= shard_.people_per_room())
            return turn_away(from, refuse_as_full(RefusalCode::room_full, shard_.random()));
        if (!shard_.people().try_take())
            return turn_away(from, refuse_as_full(RefusalCode::server_full, shard_.random()));
    }
    auto& admission = std::get<Admission>(answer);
    home.came(hello.role, admission.fresh);
    ++place->by_shard[from.shard][index_of(hello.role)];
    if (admission.fresh) gather(*place);
    const bool wants_report =
        hello.role == Role::facilitator && home.room().phase() == RoomPhase::ended;
    shard_.send(Welcomed{.to = from,
                         .room = hello.code,
                         .role = hello.role,
                         .welcome = std::move(admission.welcome),
                         .ticket = admission.ticket,
                         .fresh = admission.fresh,
                         .deck = home.room().deck(),
                         .broadcast = home.current(hello.role),
                         .report = wants_report ? home.report(shard_.today()) : Frame{}});
}

/// Of a room whose code cannot be read somebody may know who has more than a code, which is what
/// one mistypes.
void RoomTable::hello_to_nobody(const SeatAddress& from, const Hello& hello) {
    if (damaged_.contains(hello.code)) return turn_away(from, refuse_as_damaged(shard_.random()));
    (void)wrong_codes_.take(shard_.now());
    const bool has_more = hello.secret || hello.ticket || hello.capability;
    if (has_more && damaged_.contains(RoomCode{}))
        return turn_away(from, refuse_as_perhaps_damaged(shard_.random()));
    turn_away(from, refuse(RefusalCode::room_not_found));
}

void RoomTable::left(const RoomCode& code, Role role, std::size_t shard) {
    if (role == Role::participant) shard_.people().give_back();
    if (const auto sealed = sealed_.find(code); sealed != sealed_.end()) {
        --sealed->second.by_shard[shard][index_of(role)];
        return;
    }
    Place* place = find(code);
    if (place == nullptr) return;
    place->home->left(role);
    --place->by_shard[shard][index_of(role)];
}

void RoomTable::ticket_was_lost(const RoomCode& code) {
    Place* place = find(code);
    if (place == nullptr) return;
    place->home->ticket_was_lost();
    gather(*place);
}

void RoomTable::request(const RoomCode& code,
                        const SeatAddress& from,
                        MessageId id,
                        Request request) {
    if (const auto sealed = sealed_.find(code); sealed != sealed_.end())
        return request_of_sealed(sealed->second, {from, id}, request);
    Place* place = find(code);
    if (place == nullptr) return;
    if (!id.empty()) {  // somebody's, and not our own
        place->last_activity = shard_.since_boot();
        place->used = place->active = true;
    }
    const auto* control = std::get_if<Control>(&request);
    if (control != nullptr && control->action == Action::forget &&
        place->home->room().phase() == RoomPhase::ended) {
        place->forget_next = Asked{from, id};
        if (!place->sealing) seal(*place);  // the log has refused it, and may take it by now
        return;
    }
    if (place->key_lost && !id.empty()) return put_off({from, id}, refuse_as_not_written());
    Replies replies;
    place->home->request(from, std::move(id), std::move(request), replies);
    send(replies);
    gather(*place);
}

void RoomTable::gather(Place& place) {
    if (!place.home->has_news()) return;
    gathering_.insert(place.home->room().code());
    shard_.arm_commit(place.home->gathered() >= limits::max_batch_events);
}

void RoomTable::mine(const RoomCode& code,
                     const SeatAddress& from,
                     const MineRequest& request,
                     const Bytes16& ticket) {
    Place* place = find(code);
    if (place == nullptr) return;
    Mine mine = place->home->mine(request, ticket);
    if (shard_.fault_injection().breaks(Rule::a9))
        for (MineRecord& record : mine.records)
            record.stored.replace(record.stored.find(R"(,"response")"), std::string::npos, "}");
    shard_.send(Reply{from, make_frame(encode(mine))});
}

std::vector<log::Record> RoomTable::next_records() {
    std::vector<log::Record> records;
    for (const RoomCode& code : gathering_)
        if (Place* place = find(code))
            if (std::optional<log::Record> record = place->home->next_record())
                records.push_back(*std::move(record));
    gathering_.clear();
    return records;
}

void RoomTable::durable(const std::vector<log::Record>& records) {
    for (const log::Record& record : records) {
        Place* place = find(record.room);
        if (place == nullptr) continue;
        Replies replies;
        const std::uint64_t version = place->home->version();
        shard_.counters().responses_kept.add(place->home->durable(replies));
        send(replies);
        if (place->home->version() != version) {  // else somebody joined, which is told to nobody
            changed_.insert(place->home->room().code());
            for (Cadence& cadence : place->cadence) cadence.changed(shard_.now());
        }
        if (place->home->has_news()) gathering_.insert(place->home->room().code());
    }
    if (!gathering_.empty()) shard_.arm_commit(false);
    shard_.broadcast();
}

void RoomTable::not_written(const std::vector<log::Record>& records) {
    for (const log::Record& record : records) {
        Place* place = find(record.room);
        if (place == nullptr) continue;
        place->home->not_written();
        gathering_.insert(place->home->room().code());
    }
}

void RoomTable::send(const Replies& replies) {
    for (const Reply& reply : replies) {
        if (!reply.refused && !reply.put_off) shard_.counters().acks.add();
        shard_.send(reply);
    }
}

bool RoomTable::broadcast(TimePoint now) {
    for (auto code = changed_.begin(); code != changed_.end();) {
        Place* place = find(*code);
        bool waits = false;
        if (place != nullptr) {
            // A new slide or phase is for now; a tally can wait for its tick.
            const bool at_once = place->home->room().revision() != place->revision_shown;
            for (const Role role : most_urgent_first) {
                if (place->shown[index_of(role)] == place->home->version()) continue;
                if (at_once || place->cadence[index_of(role)].is_due(now))
                    show(*place, role, now);
                else
                    waits = true;
            }
            place->revision_shown = place->home->room().revision();
            if (place->home->room().phase() == RoomPhase::ended && !place->end_told)
                tell_end(*place);
        }
        code = waits ? std::next(code) : changed_.erase(code);
    }
    return !changed_.empty();
}

std::chrono::nanoseconds RoomTable::tally_interval(const Place& place, Role role) const {
    if (role != Role::participant) return limits::broadcast_tick;
    // Shards deliver side by side: the one with the most to do decides.
    std::chrono::nanoseconds work{0};
    for (std::size_t shard = 0; shard < place.by_shard.size(); ++shard)
        work = std::max(work, shard_.delivery_cost(shard) * place.by_shard[shard][index_of(role)]);
    return between_tallies(work);
}

void RoomTable::show(Place& place, Role role, TimePoint now) {
    LiveRoom& home = *place.home;
    place.shown[index_of(role)] = home.version();
    const std::chrono::nanoseconds interval = tally_interval(place, role);
    place.cadence[index_of(role)].shown(now, interval);
    shard_.counters().tally_interval_ns.raise_to(static_cast<std::uint64_t>(interval.count()));
    if (home.here(role) == 0) return;
    const Broadcast& broadcast = home.current(role);
    // A batch that changes nothing which this role may see is not shown: a frame just like the last
    // one would tell everybody that somebody has answered (rule A3).
    Broadcast& last = place.last[index_of(role)];
    if (says_the_same(last, broadcast)) return;
    last = broadcast;
    shard_.counters().broadcasts.add();
    for (std::size_t shard = 0; shard < place.by_shard.size(); ++shard)
        if (place.by_shard[shard][index_of(role)] > 0)
            shard_.send(Shown{{shard, home.room().code(), role}, broadcast});
}

void RoomTable::tell_end(Place& place) {
    place.end_told = true;
    const RoomCode& code = place.home->room().code();
    const Frame report = place.home->report(shard_.today());
    for (std::size_t shard = 0; shard < place.by_shard.size(); ++shard) {
        shard_.send(Told{{shard, code, Role::facilitator}, report});
        shard_.send(Goodbye{{shard, code, Role::participant}, CloseCode::room_ended});
    }
    seal(place);
}

void RoomTable::update_presence() {
    shard_.counters().tally_interval_ns.set(0);  // of what is shown from now on
    for (auto& [code, place] : rooms_) {
        if (!place.home->update_presence()) continue;
        const std::uint32_t present = shard_.fault_injection().breaks(Rule::a4)
                                          ? place.home->here(Role::participant)
                                          : place.home->presence();
        const Frame frame = make_frame(encode(Presence{present}));
        for (std::size_t shard = 0; shard < place.by_shard.size(); ++shard)
            for (const Role role : {Role::facilitator, Role::projector})
                shard_.send(PresenceTold{{shard, code, role}, frame});
    }
}

bool RoomTable::busy() const {
    return std::any_of(rooms_.begin(), rooms_.end(), [](const auto& room) {
        return room.second.home->writing() || room.second.home->has_news();
    });
}

}  // namespace candour::app
