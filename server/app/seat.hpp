// Seat: one connection's place in a room: its role, its ticket, its outbox. Messages come in here;
// the room's home shard answers through the outbox.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/outbox.hpp"
#include "server/app/peer.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace candour::app {

class Shard;

/// Names a seat on its shard; a number never used again, so that a late reply finds nobody.
using SeatId = Number<struct SeatIdTag>;

/// Owner: the net::Connection. Thread: the shard that accepted the socket. Lifetime: the socket's;
/// the destructor leaves the audience.
class Seat {
public:
    Seat(Shard& shard, Peer& peer);
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat();

    /// One whole text message from the socket, of any size and content.
    void on_text(std::string_view text);
    /// A binary message: refused.
    void on_binary();
    /// Any sign of life (a pong, a frame): puts off the goodbye for silence.
    void on_alive();

    [[nodiscard]] Outbox& outbox() noexcept { return outbox_; }

private:
    friend class Shard;

    void handle(const Hello& hello);
    void handle(const Submit& submit);
    void handle(const Withdraw& withdraw);
    void handle(const MineRequest& request);
    void handle(const Control& control);
    void handle(const Resync& resync);
    void handle(const Ping& ping);
    void refuse(Refusal refusal);
    void send(std::string_view message);

    Shard& shard_;
    Peer& peer_;
    SeatId id_;
    Outbox outbox_;
    Role role_ = Role::participant;
    RoomCode code_;     // empty until welcomed
    Bytes16 ticket_{};  // participants; never leaves this process but to its owner
    std::uint8_t refused_in_row_ = 0;
    enum class Phase : std::uint8_t { before_hello, joining, seated, leaving };
    Phase phase_ = Phase::before_hello;
    std::chrono::steady_clock::time_point heard_;
};

}  // namespace candour::app
