// ToSeats: everything that a room can say to the people in it. Plain values with an address: one
// seat, or all of one role that are connected to one shard. The same values whether that shard is
// the room's own, another one, or on another machine: no pointer, callback or socket in them.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/frame.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/shared_deck.hpp"

#include <cstddef>
#include <variant>

namespace candour::app {

/// Those of one role in one room whose connections one shard accepted.
struct AudienceAddress {
    std::size_t shard = 0;
    RoomCode room;
    Role role = Role::participant;
    friend bool operator==(const AudienceAddress&, const AudienceAddress&) = default;
};

// ---- to one seat -----------------------------------------------------------------------------

/// It is let in, and this is what it hears first.
struct Welcomed {
    SeatAddress to;
    RoomCode room;
    Role role = Role::participant;
    Frame welcome;
    Bytes16 ticket{};
    bool fresh = false;  // the ticket was made for this hello, and nobody has it yet
    SharedDeck deck;
    Broadcast broadcast{};
    Frame presence{};  // where the broadcast may have an older number of people, else empty
    Frame report{};    // facilitators of an ended room, else empty
    friend bool operator==(const Welcomed&, const Welcomed&) = default;
};

/// It is not let in; another hello may follow.
struct TurnedAway {
    SeatAddress to;
    Refusal refusal;
    friend bool operator==(const TurnedAway&, const TurnedAway&) = default;
};

/// Its hello has nothing but a code that may be a guess, right or wrong, and guesses have to wait:
/// it is to say the same again when its time has come.
struct HeldBack {
    SeatAddress to;
    Hello hello;
    friend bool operator==(const HeldBack&, const HeldBack&) = default;
};

/// What came of something that it asked.
struct Reply {
    SeatAddress to;
    Frame frame;
    bool refused = false;  // by the sender's own doing, which too often ends the connection
    bool put_off = false;  // not taken now, by no doing of the sender's
    friend bool operator==(const Reply&, const Reply&) = default;
};

// ---- to an audience --------------------------------------------------------------------------

/// What its room looks like now, in the place of anything earlier that a line has not sent yet.
struct Shown {
    AudienceAddress to;
    Broadcast broadcast;
    friend bool operator==(const Shown&, const Shown&) = default;
};

/// How many people are here (rule A4), in the place of any earlier number.
struct PresenceTold {
    AudienceAddress to;
    Frame frame;
    friend bool operator==(const PresenceTold&, const PresenceTold&) = default;
};

/// Something that comes once, besides what is shown: a report.
struct Told {
    AudienceAddress to;
    Frame frame;
    friend bool operator==(const Told&, const Told&) = default;
};

/// Whether the storage keeps what this room needs.
struct WhetherKept {
    AudienceAddress to;
    bool keeps = true;
    friend bool operator==(const WhetherKept&, const WhetherKept&) = default;
};

/// The end of its connections, and why.
struct Goodbye {
    AudienceAddress to;
    CloseCode why = CloseCode::done;
    friend bool operator==(const Goodbye&, const Goodbye&) = default;
};

using ToSeats = std::
    variant<Welcomed, TurnedAway, HeldBack, Reply, Shown, PresenceTold, Told, WhetherKept, Goodbye>;

[[nodiscard]] inline std::size_t shard_of(const ToSeats& message) {
    return std::visit([](const auto& one) { return one.to.shard; }, message);
}

}  // namespace candour::app
