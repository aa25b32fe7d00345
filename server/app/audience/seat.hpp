// Seat: one connection's place in a room: its role, its ticket, its outbox. Messages come in here;
// the room's home shard answers through the outbox.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/doorkeeper.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/audience/peer.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/to_room.hpp"
#include "server/app/audience/token_bucket.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

namespace candour::app {

class SeatHost;
struct Reply;

/// Owner: the net::Connection. Thread: the shard that accepted the socket. Lifetime: the socket's;
/// the destructor leaves the audience.
class Seat {
public:
    /// `who`: by default somebody of this machine.
    Seat(SeatHost& host, Peer& peer, const AddressMark& who = {});
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat();

    // ---- for the connection ------------------------------------------------------------------

    /// One whole text message from the socket, of any size and content.
    void on_text(std::string_view text);
    /// A binary message: refused.
    void on_binary();
    /// A frame that ends no message (a ping, a pong, a fragment): a sign of life, which puts off
    /// the goodbye for silence, but not the one for never saying hello. Metered like a message.
    void on_idle_frame();
    [[nodiscard]] Outbox& outbox() noexcept { return outbox_; }

    // ---- for the shard -----------------------------------------------------------------------

    [[nodiscard]] SeatId id() const noexcept { return id_; }
    [[nodiscard]] Role role() const noexcept { return role_; }
    /// Empty until welcomed.
    [[nodiscard]] const RoomCode& code() const noexcept { return code_; }
    /// Where it stands in its audience's list, so that leaving costs the same in any crowd.
    [[nodiscard]] std::size_t place() const noexcept { return place_; }
    void set_place(std::size_t place) noexcept { place_ = place; }

    /// The home of the room has let this seat in: from now on the seat belongs to the room.
    /// `fresh`: the person has joined with this hello, and has not come back.
    void welcomed(const RoomCode& code, const Bytes16& ticket, bool fresh);
    /// The home of the room has turned the hello away; the person may say another one.
    void turned_away(const Refusal& refusal);
    /// The home took the code of the hello for a guess, so the hello has to wait.
    void held_back(Hello& hello);
    /// The wait of a hello that was held back is over: the seat says the hello to the room again.
    void time_has_come();
    /// The answer of the room to one of the messages of this seat.
    void answered(const Reply& reply);
    /// Queues a frame; ends the connection when too many wait already.
    void send(const Frame& frame);
    /// Queues a frame that comes once, whatever its size.
    void send_large(const Frame& frame);
    void wake();
    void close(CloseCode why);
    void sweep(std::chrono::steady_clock::time_point now);

private:
    void handle(Hello& hello);
    void handle(Submit& submit);
    void handle(Withdraw& withdraw);
    void handle(MineRequest& request);
    void handle(TextsRequest& request);
    void handle(Control& control);
    void handle(const Resync& resync);
    void handle(const Ping& ping);
    void knock(Hello hello, bool may_guess);
    /// Whether the address of this seat has brought in as many new people lately as one address
    /// may.
    [[nodiscard]] bool too_many_join(const Hello& hello);
    /// Whether this seat has that role; refuses the message otherwise.
    [[nodiscard]] bool allowed(Role role, const MessageId& id);
    /// Sends the request to the room of this seat.
    void ask(MessageId id, Request request);
    [[nodiscard]] SeatAddress address() const noexcept;
    void refuse(const Refusal& refusal);
    void refuse_unread(Refusal refusal, std::string_view text);
    void refused();
    void forget_ticket() noexcept;
    void note_life();

    enum class Phase : std::uint8_t { before_hello, joining, seated, leaving };

    SeatHost& host_;
    Peer& peer_;
    SeatId id_;
    Outbox outbox_;
    RoomCode code_;
    std::size_t place_ = 0;
    Bytes16 ticket_{};  // participants; leaves this process to its owner alone
    TokenBucket messages_;
    AddressMark who_;
    std::unique_ptr<Hello> held_back_;  // while its code has to wait
    std::chrono::steady_clock::time_point heard_;
    std::uint8_t refused_in_row_ = 0;
    WrongCodes wrong_codes_;
    Role role_ = Role::participant;
    Phase phase_ = Phase::before_hello;
};

}  // namespace candour::app
