// Connection: one person's WebSocket (RFC 6455). Bytes in, messages to the seat, frames out.
#pragma once

#include "server/app/audience/caller.hpp"
#include "server/app/audience/peer.hpp"
#include "server/app/audience/seat.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/flush_queue.hpp"
#include "server/net/frame_stream.hpp"
#include "server/net/read_buffer.hpp"
#include "server/net/shard_net.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace candour::net {

/// Owner: itself, by the handlers that wait on its socket. Thread: its shard. Lifetime: from the
/// handshake until the socket is closed and the last handler has returned.
///
/// Lean, as there may be 100,000: no timer, no compression, a read buffer of 256 bytes, and
/// callbacks, as it reads and writes at once.
class Connection final : public app::Peer,
                         public StreamOwner,
                         public Expiring,
                         public Flushing,
                         public Stalled,
                         public Guest {
public:
    Connection(ShardNet& net, Socket socket, app::Caller caller);

    /// Answers a WebSocket handshake that has been found good, and reads from then on.
    void start(const beast::http::request<beast::http::empty_body>& request);

    // Peer: never call back into the seat.
    void wake(app::Urgency urgency) override;
    void close(CloseCode code, std::string_view reason) override;

    // Guest
    void end() override;
    // Stalled
    void cut() override { end(); }

private:
    struct Goodbye {
        CloseCode code;
        std::string reason;
    };

    [[nodiscard]] FrameStream& stream() noexcept { return ws_.next_layer(); }
    [[nodiscard]] boost::intrusive_ptr<Connection> self() noexcept { return this; }

    void on_accepted(error_code ec);
    void read();
    void on_read(error_code ec, std::size_t bytes);
    void deliver();
    void flush() override;
    void send_what_is_due();
    /// How much waits that the socket has not taken.
    [[nodiscard]] std::size_t waits() noexcept;
    void say_goodbye();
    /// Memory has run out in the midst of it.
    void give_up();
    void on_drained() override { flush(); }
    void on_teardown() override;
    void on_idle_frames(std::uint32_t count) override;
    void on_deadline() override { end(); }

    ShardNet& net_;
    app::Caller caller_;
    beast::websocket::stream<FrameStream, false> ws_;
    std::optional<app::Seat> seat_;     // from the handshake until the goodbye
    std::unique_ptr<Goodbye> goodbye_;  // once it is to be said
    ReadBuffer text_;
};

}  // namespace candour::net
