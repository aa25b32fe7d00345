// Showing: what the audiences of one room have been shown, and when they are to see the next.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/counters.hpp"
#include "server/app/audience/to_seats.hpp"
#include "server/app/room/cadence.hpp"
#include "server/app/room/live_room.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace candour::app {

/// Owner: the RoomTable, one per live room. Thread: the room's home shard. Lifetime: the room's.
class Showing {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// For each shard what one delivery costs it.
    using DeliveryCosts = std::span<const std::chrono::nanoseconds>;

    Showing(std::size_t shards, Revision revision) : by_shard_(shards), revision_(revision) {}

    void came(std::size_t shard, Role role) { ++by_shard_[shard][index_of(role)]; }
    void left(std::size_t shard, Role role) { --by_shard_[shard][index_of(role)]; }

    /// The room has changed.
    void changed(TimePoint now);
    /// Shows the room to the roles whose time it is. True when some must wait for a later tick.
    bool show(LiveRoom& room,
              TimePoint now,
              DeliveryCosts costs,
              Counters& counters,
              std::vector<ToSeats>& out);

    /// What somebody of this role who comes in is shown first: what the role was shown last, and
    /// nothing sooner, whether or not the room has `changed` since. Else who says hello again and
    /// again would see in which order answers come that one broadcast shows together (rule A2).
    /// Nothing when the last one is gone, as nobody of the role was there: they wait for the next.
    [[nodiscard]] const Broadcast* to_newcomer(LiveRoom& room, Role role, bool changed);

    /// Whether this role has been shown the room in this version (LiveRoom::version).
    [[nodiscard]] bool has_shown(Role role, std::uint64_t version) const {
        return shown_[index_of(role)] == version;
    }

private:
    /// How long a role waits for its next tally.
    [[nodiscard]] std::chrono::nanoseconds interval(Role role, DeliveryCosts costs) const;
    /// Shows one role the room as it is, on every shard that has such an audience.
    void show_role(LiveRoom& room, Role role, Counters& counters, std::vector<ToSeats>& out);

    std::vector<Attendance> by_shard_;               // which shards have an audience of which role
    std::array<std::uint64_t, role_count> shown_{};  // the version that each role has been sent
    std::array<Cadence, role_count> cadence_{};
    std::array<Broadcast, role_count> last_{};  // what each role was shown
    Revision revision_;                         // of what was shown last
};

}  // namespace candour::app
