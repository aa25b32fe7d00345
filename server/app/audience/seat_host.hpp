// SeatHost: what a seat needs of the place where it sits. A Shard is one; a test may be another.
#pragma once

#include "server/app/audience/frame.hpp"
#include "server/app/audience/to_room.hpp"

#include <chrono>
#include <cstddef>

namespace candour::app {

class Audiences;
class Door;
class Doorkeeper;
class Random;
struct Counters;

/// Owner: Shards. Thread: one. Lifetime: longer than its seats'.
class SeatHost {
public:
    SeatHost() = default;
    SeatHost(const SeatHost&) = delete;
    SeatHost& operator=(const SeatHost&) = delete;
    virtual ~SeatHost() = default;

    /// Brings the message to its room, wherever that lives.
    virtual void ask(ToRoom message) = 0;
    /// The number of this shard, as it stands in the address of each of its seats.
    [[nodiscard]] virtual std::size_t index() const noexcept = 0;
    [[nodiscard]] virtual std::chrono::steady_clock::time_point now() const = 0;
    /// The seats here, by room and role, and the decks of their rooms.
    [[nodiscard]] virtual Audiences& audiences() noexcept = 0;
    [[nodiscard]] virtual Counters& counters() noexcept = 0;
    [[nodiscard]] virtual const Door& door() const noexcept = 0;
    /// Who may come in, and how soon.
    [[nodiscard]] virtual Doorkeeper& doorkeeper() noexcept = 0;
    /// Calls time_has_come of this seat when as much time has passed as a guess has to wait.
    virtual void wait_as_guess(SeatId seat) = 0;
    [[nodiscard]] virtual Random& random() noexcept = 0;
    /// The answer to a ping, encoded once.
    [[nodiscard]] virtual const Frame& pong() const noexcept = 0;
};

}  // namespace candour::app
