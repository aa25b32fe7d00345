// Audiences: who is connected on one shard, by room and role. Frames for a room come in here from
// the room's home and go out to every seat.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/to_seats.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <unordered_map>
#include <vector>

namespace candour::app {

class Seat;
struct Counters;

/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class Audiences {
public:
    explicit Audiences(Counters& counters) : counters_(counters) {}

    // ---- seats -------------------------------------------------------------------------------

    [[nodiscard]] bool empty() const noexcept { return seats_.empty(); }
    [[nodiscard]] SeatId enter(Seat& seat);
    void leave(Seat& seat);
    /// Null when the seat has gone.
    [[nodiscard]] Seat* find(SeatId id) const;
    /// Puts a welcomed seat into its room's audience.
    void join(Seat& seat, const SharedDeck& deck);
    /// The deck of a room that has an audience here, or none.
    [[nodiscard]] SharedDeck deck(const RoomCode& code) const;

    // ---- frames ------------------------------------------------------------------------------

    void reply(const Reply& reply);
    void offer(const RoomCode& code, Role role, const Broadcast& broadcast);
    void offer_presence(const RoomCode& code, Role role, const Frame& frame);
    /// The same frame for this role in every room.
    void tell_all(Role role, const Frame& frame);
    /// What a seat that has just joined is shown; an empty `presence` is none.
    void offer_first(Seat& seat, const Broadcast& broadcast, const Frame& presence);
    /// A message for everybody of one role, besides the broadcasts (a report).
    void tell(const RoomCode& code, Role role, const Frame& frame);
    /// Shows the seat the whole state again.
    void resync(Seat& seat);

    // ---- goodbyes ----------------------------------------------------------------------------

    void close(const RoomCode& code, Role role, CloseCode why);
    void close_all(CloseCode why);
    /// Ends connections that never said hello, or say nothing any more.
    void sweep(std::chrono::steady_clock::time_point now);

private:
    struct Audience {
        SharedDeck deck;
        std::array<std::vector<Seat*>, role_count> seats;
        // For resync: a broadcast has the number of people of its own time.
        std::array<std::optional<Broadcast>, role_count> latest;
        std::array<Frame, role_count> presence;
    };

    [[nodiscard]] std::vector<Seat*>* seats_of(const RoomCode& code, Role role);

    Counters& counters_;
    std::unordered_map<std::uint64_t, Seat*> seats_;
    std::unordered_map<RoomCode, Audience> audiences_;
    SeatId last_id_;
};

}  // namespace candour::app
