// ToRoom: everything that a seat can ask a room. Plain values with an address, the same whether the
// room lives on the seat's own shard, on another one, or on another machine: no pointer, callback
// or socket in them.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/seat_address.hpp"

#include <variant>

namespace candour::app {

/// What a participant sends, cleaned at the door. The pseudonym is made in the room, where the key
/// is.
struct SubmitRequest {
    SlideId question;
    Round round;
    Bytes16 ticket{};
    Response response;
    Announcement announcement{};
    friend bool operator==(const SubmitRequest&, const SubmitRequest&) = default;
};
struct WithdrawRequest {
    SlideId question;
    Round round;
    Bytes16 ticket{};
    friend bool operator==(const WithdrawRequest&, const WithdrawRequest&) = default;
};
/// What may become an event of the room.
using Request = std::variant<SubmitRequest, WithdrawRequest, Control>;

/// May I come in? The room answers with Welcomed, TurnedAway or HeldBack (to_seats.hpp).
struct Knock {
    RoomCode room;
    SeatAddress from;
    Hello hello;
    /// Whether a code may be all that the hello has; if not, only what the room itself has given
    /// out is looked at now.
    bool may_guess = true;
    /// Whether many people may be behind the address that it comes from (AddressMark): that such
    /// join fast is no sign of a crowd that somebody makes up.
    bool from_many = true;
    friend bool operator==(const Knock&, const Knock&) = default;
};

/// Answered with one Reply: once the log has it, or at once when it is refused.
struct Ask {
    RoomCode room;
    SeatAddress from;
    MessageId id;
    Request request;
    friend bool operator==(const Ask&, const Ask&) = default;
};

/// What is stored of me? (rule A9) Answered with one Reply.
struct AskMine {
    RoomCode room;
    SeatAddress from;
    MineRequest request;
    Bytes16 ticket{};
    friend bool operator==(const AskMine&, const AskMine&) = default;
};

/// Which texts are there besides those of the tally? Answered with one Reply, once what
/// facilitators are shown has everything that the page will have.
struct AskTexts {
    RoomCode room;
    SeatAddress from;
    TextsRequest request;
    friend bool operator==(const AskTexts&, const AskTexts&) = default;
};

/// Somebody who was let in is here no more.
struct Left {
    RoomCode room;
    SeatAddress from;
    Role role = Role::participant;
    friend bool operator==(const Left&, const Left&) = default;
};

/// A ticket was made for somebody who had hung up before it came, so that nobody has it.
struct TicketLost {
    RoomCode room;
    SeatAddress from;
    friend bool operator==(const TicketLost&, const TicketLost&) = default;
};

using ToRoom = std::variant<Knock, Ask, AskMine, AskTexts, Left, TicketLost>;

[[nodiscard]] inline const RoomCode& room_of(const ToRoom& message) {
    return std::visit([](const auto& one) -> const RoomCode& { return one.room; }, message);
}

}  // namespace candour::app
