#include "server/app/room/showing.hpp"

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

void Showing::changed(TimePoint now) {
    for (Cadence& cadence : cadence_) cadence.changed(now);
}

bool Showing::show(LiveRoom& room,
                   TimePoint now,
                   DeliveryCosts costs,
                   Counters& counters,
                   std::vector<ToSeats>& out) {
    // A new slide or phase is for now; a tally can wait for its tick.
    const bool at_once = room.room().revision() != revision_;
    bool waits = false;
    for (const Role role : most_urgent_first) {
        if (shown_[index_of(role)] == room.version()) continue;
        Cadence& cadence = cadence_[index_of(role)];
        if (!at_once && !cadence.is_due(now)) {
            waits = true;
            continue;
        }
        const std::chrono::nanoseconds until_next = interval(role, costs);
        cadence.shown(now, until_next);
        counters.tally_interval_ns.raise_to(static_cast<std::uint64_t>(until_next.count()));
        show_role(room, role, counters, out);
    }
    revision_ = room.room().revision();
    return waits;
}

std::chrono::nanoseconds Showing::interval(Role role, DeliveryCosts costs) const {
    if (role != Role::participant) return limits::broadcast_tick;
    // Shards deliver side by side: the one with the most to do decides.
    std::chrono::nanoseconds work{0};
    for (std::size_t shard = 0; shard < by_shard_.size(); ++shard)
        work = std::max(work, costs[shard] * by_shard_[shard][index_of(role)]);
    return between_tallies(work);
}

const Broadcast* Showing::to_newcomer(LiveRoom& room, Role role, bool changed) {
    Broadcast& last = last_[index_of(role)];
    if (!changed || has_shown(role, room.version())) last = room.current(role);
    return last.snapshot.empty() ? nullptr : &last;
}

void Showing::show_role(LiveRoom& room, Role role, Counters& counters, std::vector<ToSeats>& out) {
    shown_[index_of(role)] = room.version();
    Broadcast& last = last_[index_of(role)];
    if (room.here(role) == 0) {
        last = {};
        return;
    }
    const Broadcast& broadcast = room.current(role);
    // A batch that changes nothing which this role may see is not shown: a frame just like the last
    // one would tell everybody that somebody has answered (rule A3).
    if (says_the_same(last, broadcast)) return;
    last = broadcast;
    counters.broadcasts.add();
    for (std::size_t shard = 0; shard < by_shard_.size(); ++shard)
        if (by_shard_[shard][index_of(role)] > 0)
            out.emplace_back(Shown{{shard, room.room().code(), role}, broadcast});
}

}  // namespace candour::app
