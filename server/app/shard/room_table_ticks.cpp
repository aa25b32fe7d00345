// What comes by the clock: the half of RoomTable that writes, folds and shows.
#include "protocol/cpp/codec.hpp"
#include "server/app/shard/room_table.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

void RoomTable::want_tick(LivePlace& place, Effects& effects) {
    if (std::exchange(place.wants_tick, true)) return;
    effects.emplace_back(WantTick{place.home->room().code(), place.home->tick_slot()});
}

void RoomTable::tick(std::span<const RoomCode> due, const Moment& moment, Effects& effects) {
    today_ = moment.today;
    std::vector<log::Record> records;
    for (const RoomCode& code : due) {
        LivePlace* place = find(code);
        if (place == nullptr) continue;
        place->wants_tick = false;
        if (std::exchange(place->written, false)) fold(*place, moment.now, effects);
        const bool waits = show(*place, moment, effects);
        if (auto record = place->home->next_record()) records.push_back(*std::move(record));
        if (waits) want_tick(*place, effects);
    }
    if (records.empty()) return;
    counters_.batches.add(records.size());
    effects.emplace_back(Append{std::move(records)});
}

void RoomTable::fold(LivePlace& place, TimePoint now, Effects& effects) {
    LiveRoom& home = *place.home;
    const std::uint64_t version = home.version();
    counters_.responses_kept.add(home.durable(replies_));
    send_replies(effects);
    if (home.version() == version) return;  // somebody joined, which is told to nobody
    place.changed = true;
    place.showing.changed(now);
}

bool RoomTable::show(LivePlace& place, const Moment& moment, Effects& effects) {
    if (!place.changed) return false;
    place.changed = place.showing.show(*place.home, moment.now, moment.costs, counters_, shown_);
    for (ToSeats& shown : shown_) effects.emplace_back(std::move(shown));
    shown_.clear();
    welcome_waiting(place, effects);
    if (place.showing.has_shown(Role::facilitator, place.home->version()))
        for (const AskTexts& ask : std::exchange(place.pages, {}))
            turn_page(*place.home, ask, effects);
    if (place.home->room().phase() == RoomPhase::ended) step(place, lifecycle::HasEnded{}, effects);
    return place.changed;
}

void RoomTable::written(const std::vector<log::Record>& records, Effects& effects) {
    for (const log::Record& record : records) {
        LivePlace* place = find(record.room);
        if (place == nullptr) continue;
        counters_.log_bytes.add(record.bytes.size());
        place->written = true;
        want_tick(*place, effects);
    }
}

void RoomTable::not_written(const std::vector<log::Record>& records) {
    counters_.batch_failures.add(records.size());
    for (const log::Record& record : records) {
        LivePlace* place = find(record.room);
        if (place == nullptr) continue;
        place->home->not_written();
        unwritten_.insert(place->home->room().code());
    }
}

void RoomTable::write_again(Effects& effects) {
    for (const RoomCode& code : std::exchange(unwritten_, {}))
        if (LivePlace* place = find(code)) want_tick(*place, effects);
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

bool RoomTable::owes_showing() const {
    return std::ranges::any_of(rooms_, [](const auto& room) { return room.second.changed; });
}

}  // namespace candour::app
