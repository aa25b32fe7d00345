// Outbox: what one connection still has to send. Own messages (acks, refusals, welcome) queue in
// order, up to a bound; of broadcasts there is only the latest, so that a slow line skips and never
// queues.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/audience/frame.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace candour::app {

/// What one role of one room is shown after a broadcast tick. The tally alone suffices for a
/// connection that already has a snapshot of the same revision.
struct Broadcast {
    Revision revision;
    Frame snapshot;  // never empty
    Frame tally;     // empty when there is none
    friend bool operator==(const Broadcast&, const Broadcast&) = default;
};

/// Owner: a Seat. Thread: its shard. Lifetime: the connection's.
class Outbox {
public:
    /// Queues a message for this connection alone. False when the bound (limits.hpp,
    /// max_outbox_bytes) is exceeded: the connection is too slow to be kept.
    [[nodiscard]] bool push(Frame frame);

    /// As push, for what comes once and may be larger than the bound by itself: a welcome with its
    /// deck, a report. It has no part in the bound.
    void push_large(Frame frame);

    /// Puts this broadcast in the place of any that was not sent yet; true when there was one,
    /// which this connection so skips.
    bool offer(const Broadcast& broadcast);

    /// Puts this frame (presence) in the place of any earlier one that was not sent yet.
    void offer_presence(Frame frame);

    /// Forgets what the connection has been shown, so that the next broadcast is a snapshot.
    void forget_revision() noexcept { shown_.reset(); }

    [[nodiscard]] bool empty() const noexcept;
    /// Bytes that only this connection still has to send (Frame::bytes_of_this_copy).
    [[nodiscard]] std::size_t waiting() const noexcept;

    /// Moves everything that is due into `out`, in the order in which it is to be written: the
    /// caller sends it in one write and calls again when that is done.
    void take(std::vector<Frame>& out);

private:
    std::vector<Frame> own_;
    std::size_t own_bytes_ = 0;  // of what was pushed, the large ones apart
    std::optional<Broadcast> latest_;
    Frame presence_;
    std::optional<Revision> shown_;  // of the last snapshot taken
};

}  // namespace candour::app
