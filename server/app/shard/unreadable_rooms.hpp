// UnreadableRooms: rooms that the log holds and nobody can read, or not yet. Whoever comes to one
// is told to come again, rather than that there is no such room.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <optional>
#include <unordered_set>

namespace candour::app {

class Random;

/// Owner: a RoomTable. Thread: that of its shard. Lifetime: the table's.
class UnreadableRooms {
public:
    /// A room of which a part cannot be read. The code is empty when that is such a part.
    void add_damaged(const RoomCode& code) { damaged_.insert(code); }
    /// Whether the log is still being read, so that nobody knows which rooms there are.
    void set_unread(bool unread) noexcept { unread_ = unread; }
    [[nodiscard]] bool has(const RoomCode& code) const { return damaged_.contains(code); }

    /// What everybody is told while the log is still being read; nothing once it has been.
    [[nodiscard]] std::optional<Refusal> refuse_all(Random& random) const;
    /// What somebody is told whose code no readable room has.
    [[nodiscard]] Refusal refuse(const Hello& hello, Random& random) const;

private:
    std::unordered_set<RoomCode> damaged_;
    bool unread_ = false;
};

}  // namespace candour::app
