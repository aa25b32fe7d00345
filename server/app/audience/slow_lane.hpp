// SlowLane: seats whose code is looked up only after a while, in the order in which they came.
#pragma once

#include "server/app/audience/seat_address.hpp"

#include <chrono>
#include <deque>
#include <optional>

namespace candour::app {

/// Everybody waits equally long, so the order of coming is the order of going. How many may wait
/// is the Doorkeeper's to say; a seat that has gone meanwhile is found by nobody.
/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class SlowLane {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    void enter(SeatId seat, TimePoint until) { waiting_.push_back({until, seat}); }
    /// The next one whose time has come.
    [[nodiscard]] std::optional<SeatId> take(TimePoint now) {
        if (waiting_.empty() || waiting_.front().until > now) return std::nullopt;
        const SeatId seat = waiting_.front().seat;
        waiting_.pop_front();
        return seat;
    }
    /// When somebody's time comes; nothing while nobody waits.
    [[nodiscard]] std::optional<TimePoint> next() const {
        if (waiting_.empty()) return std::nullopt;
        return waiting_.front().until;
    }

private:
    struct Waiting {
        TimePoint until;
        SeatId seat;
    };
    std::deque<Waiting> waiting_;
};

}  // namespace candour::app
