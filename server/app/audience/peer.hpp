// Peer: what the application asks of a socket. net::Connection implements it; tests do so without
// any socket.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <cstdint>
#include <string_view>

namespace candour::app {

/// How soon something has to leave: what is said to this connection alone (an ack) before what is
/// said to a whole audience.
enum class Urgency : std::uint8_t { own, shared };

/// Owner: whoever accepted the socket. Thread: one shard. Lifetime: longer than its Seat's.
class Peer {
public:
    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    virtual ~Peer() = default;

    /// The seat's outbox has something to send. Never calls back into the seat.
    virtual void wake(Urgency urgency) = 0;

    /// Sends what the outbox still holds, then says goodbye with this code and closes. The seat is
    /// told nothing more. Never calls back into the seat.
    virtual void close(CloseCode code, std::string_view reason) = 0;
};

}  // namespace candour::app
