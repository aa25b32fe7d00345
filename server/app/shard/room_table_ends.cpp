// How rooms end: the half of RoomTable that seals, and forgets.
#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/calendar.hpp"
#include "server/app/shard/room_table.hpp"
#include "server/app/shard/shard.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

void RoomTable::add(SealedRoom sealed) {
    const RoomCode code = sealed.code();
    std::vector<Attendance> by_shard(shard_.count());
    sealed_.insert_or_assign(code, SealedPlace{std::move(sealed), std::move(by_shard)});
}

void RoomTable::look_after_ends() {
    const std::string today = shard_.today();
    for (auto& [code, place] : rooms_) {
        const bool ended = place.home->room().phase() == RoomPhase::ended;
        if (!ended && is_idle(place, today)) end(place);
    }
    retry_ends();
    for (auto& [code, place] : sealed_)
        if (!place.forgetting && days_between(place.room.date(), today) > shard_.keep_sealed())
            forget(place, std::nullopt);
}

void RoomTable::retry_ends() {
    for (auto& [code, place] : rooms_)
        if (place.home->room().phase() == RoomPhase::ended && !place.sealing) seal(place);
    for (const auto& [id, code] : left_keys_) shard_.destroy_key(id, code);
}

/// By the time since the machine started, its sleep included. Of a room that nobody has used since
/// the server started only the day of last use is known, so for that one whole days count too. Not
/// for others: a calendar that is put right would end a room in the middle of its event.
bool RoomTable::is_idle(Place& place, const std::string& today) {
    if (std::exchange(place.active, false) && place.last_day != today) {
        place.last_day = today;
        shard_.keep_last_day(place.home->id(), today);
    }
    const std::chrono::hours gone_by = days_between(place.last_day, today) - std::chrono::days{1};
    return shard_.since_boot() - place.last_activity > shard_.idle_until_sealed() ||
           (!place.used && gone_by >= shard_.idle_until_sealed());
}

void RoomTable::end(Place& place) {
    const SeatAddress nobody{shard_.index(), SeatId{}};
    const RoomCode code = place.home->room().code();
    Control end;
    end.action = Action::end;
    request(code, nobody, MessageId{}, std::move(end));
}

void RoomTable::seal(Place& place) {
    LiveRoom& home = *place.home;
    if (place.key_lost) key_is_back(home.room().code(), place);  // it is to go now
    place.sealing.emplace(home.id(), home.room(), shard_.today());
    shard_.seal(home.id(), home.room().code(), place.sealing->bytes());
}

bool RoomTable::seals() const {
    return std::ranges::any_of(rooms_,
                               [](const auto& room) { return room.second.sealing.has_value(); });
}

void RoomTable::sealed(const RoomCode& code, std::error_code error) {
    const auto found = rooms_.find(code);
    if (found == rooms_.end()) return;
    Place& place = found->second;
    if (error) {
        place.sealing.reset();  // retry_ends tries again
        if (const auto asked = std::exchange(place.forget_next, std::nullopt))
            put_off_forgetting(*asked);
        if (std::exchange(place.seal_failed, true)) return;
        shard_.say("A room that has ended could not be sealed: " + error.message() +
                   ". Its key is kept until that succeeds; it is tried every 10 s.");
        shard_.health().begins(Trouble::unsealed);
        return set_kept(code, false);
    }
    if (place.seal_failed) {
        shard_.say("The room that could not be sealed has been.");
        shard_.health().is_over(Trouble::unsealed);
    }
    shard_.destroy_key(place.home->id(), code);
    const std::optional<Asked> forget_next = place.forget_next;
    SealedPlace sealed{*std::move(place.sealing), std::move(place.by_shard)};
    codes_.erase(place.home->id());
    changed_.erase(code);
    gathering_.erase(code);
    rooms_.erase(found);
    shard_.counters().rooms.subtract();
    shard_.rooms().give_back();
    const auto kept = sealed_.insert_or_assign(code, std::move(sealed)).first;
    shard_.wipe_traces();
    if (forget_next) forget(kept->second, forget_next);
}

void RoomTable::hello_to_sealed(SealedPlace& place, const SeatAddress& from, const Hello& hello) {
    std::variant<Admission, Refusal> answer = place.room.admit(hello);
    if (auto* refusal = std::get_if<Refusal>(&answer)) return turn_away(from, std::move(*refusal));
    ++place.by_shard[from.shard][index_of(hello.role)];
    const bool facilitator = hello.role == Role::facilitator;
    shard_.send(Welcomed{.to = from,
                         .room = hello.code,
                         .role = hello.role,
                         .welcome = std::get<Admission>(std::move(answer)).welcome,
                         .deck = place.room.deck(),
                         .broadcast = place.room.current(hello.role),
                         .report = facilitator ? place.room.report() : Frame{}});
}

void RoomTable::request_of_sealed(SealedPlace& place, const Asked& asked, const Request& request) {
    const auto* control = std::get_if<Control>(&request);
    if (control != nullptr && control->action == Action::forget) return forget(place, asked);
    const bool already_so = control != nullptr && control->action == Action::end;
    Refusal refusal = refuse(RefusalCode::room_ended);
    refusal.id = asked.id;
    shard_.send(Reply{asked.from, make_frame(already_so ? encode(Ack{asked.id}) : encode(refusal)),
                      !already_so});
}

void RoomTable::forget(SealedPlace& place, const std::optional<Asked>& asked_by) {
    place.forgetting = true;
    shard_.forget(place.room.id(), place.room.code(), asked_by);
}

void RoomTable::put_off_forgetting(const Asked& asked) {
    put_off(asked, refuse_forgetting());
}

void RoomTable::put_off(const Asked& asked, Refusal refusal) {
    refusal.id = asked.id;
    shard_.send(Reply{.to = asked.from, .frame = make_frame(encode(refusal)), .put_off = true});
}

void RoomTable::forgotten(const RoomCode& code,
                          const std::optional<Asked>& asked_by,
                          std::error_code error) {
    const auto found = sealed_.find(code);
    if (found == sealed_.end()) return;
    if (error) {
        found->second.forgetting = false;
        if (!std::exchange(found->second.forgetting_failed, true))
            shard_.say("The results of an ended room could not be deleted: " + error.message() +
                       (asked_by ? "." : "; it is tried every 10 s."));
        if (asked_by) put_off_forgetting(*asked_by);
        return;
    }
    key_destroyed(found->second.room.id(), code, {});  // else the log would not have been asked
    if (!asked_by) shard_.say("The results of a room whose time was over have been deleted.");
    if (asked_by) shard_.send(Reply{asked_by->from, make_frame(encode(Ack{asked_by->id}))});
    for (std::size_t shard = 0; shard < found->second.by_shard.size(); ++shard)
        for (const Role role : {Role::facilitator, Role::projector})
            shard_.send(Goodbye{{shard, code, role}, CloseCode::room_gone});
    sealed_.erase(found);
}

}  // namespace candour::app
