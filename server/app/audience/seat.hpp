// Seat: one connection's place in a room: its role, its ticket, its outbox. Messages come in here;
// the room's home shard answers through the outbox.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/audience/peer.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/to_room.hpp"
#include "server/app/audience/token_bucket.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace candour::app {

class SeatHost;
struct Reply;

/// Owner: the net::Connection. Thread: the shard that accepted the socket. Lifetime: the socket's;
/// the destructor leaves the audience.
class Seat {
public:
    Seat(SeatHost& host, Peer& peer);
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat();

    // ---- for the connection ------------------------------------------------------------------

    /// One whole text message from the socket, of any size and content.
    void on_text(std::string_view text);
    /// A binary message: refused.
    void on_binary();
    /// Any sign of life (a pong, a frame): puts off the goodbye for silence, but not the one for
    /// never saying hello.
    void on_alive();
    [[nodiscard]] Outbox& outbox() noexcept { return outbox_; }

    // ---- for the shard -----------------------------------------------------------------------

    [[nodiscard]] SeatId id() const noexcept { return id_; }
    [[nodiscard]] Role role() const noexcept { return role_; }
    /// Empty until welcomed.
    [[nodiscard]] const RoomCode& code() const noexcept { return code_; }
    /// Where it stands in its audience's list, so that leaving costs the same in any crowd.
    [[nodiscard]] std::size_t place() const noexcept { return place_; }
    void set_place(std::size_t place) noexcept { place_ = place; }

    /// The home let it in: it belongs to this room from now on.
    void welcomed(const RoomCode& code, const Bytes16& ticket);
    /// The home did not: another hello may follow.
    void turned_away(const Refusal& refusal);
    /// What the home answers to one of its messages.
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
    void handle(Control& control);
    void handle(const Resync& resync);
    void handle(const Ping& ping);
    /// Whether this role may send this now; refuses it otherwise.
    [[nodiscard]] bool allowed(Role role, const MessageId& id);
    /// Sends what it asks to its room.
    void ask(MessageId id, Request request);
    [[nodiscard]] SeatAddress address() const noexcept;
    void refuse(const Refusal& refusal);
    void refused();
    void forget_ticket() noexcept;

    enum class Phase : std::uint8_t { before_hello, joining, seated, leaving };

    SeatHost& host_;
    Peer& peer_;
    SeatId id_;
    Outbox outbox_;
    RoomCode code_;
    std::size_t place_ = 0;
    Bytes16 ticket_{};  // participants; leaves this process to its owner alone
    TokenBucket messages_;
    std::chrono::steady_clock::time_point heard_;
    std::uint8_t refused_in_row_ = 0;
    Role role_ = Role::participant;
    Phase phase_ = Phase::before_hello;
};

}  // namespace candour::app
