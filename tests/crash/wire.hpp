// Wire: one WebSocket to a server, as a page has it, and one HTTP request. Messages are the
// contract's, read and written by its codec.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace candour::crash {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// Owner: whoever listens, and its own handlers. Thread: the context's one. Lifetime: until closed.
class Wire : public std::enable_shared_from_this<Wire> {
public:
    using OnMessage = std::function<void(const ServerMessage& message, std::string_view text)>;

    Wire(asio::io_context& context, OnMessage on_message)
        : ws_(context), on_message_(std::move(on_message)) {}

    /// Connects and says hello.
    void open(std::uint16_t port, const Hello& hello);
    void say(const ClientMessage& message);
    /// Nothing is heard any more.
    void drop();
    /// The server has gone, or there was none.
    [[nodiscard]] bool closed() const noexcept { return closed_; }

private:
    void send();
    void read();

    beast::websocket::stream<asio::ip::tcp::socket> ws_;
    beast::flat_buffer buffer_;
    OnMessage on_message_;
    std::deque<std::string> to_say_;
    bool ready_ = false;
    bool sending_ = false;
    bool closed_ = false;
};

/// What came over HTTP; status 0 when nothing did.
struct Answer {
    unsigned status = 0;
    std::string body;
};
using OnAnswer = std::function<void(Answer)>;

void get(asio::io_context& context, std::uint16_t port, const std::string& path, OnAnswer done);
/// Posts a deck.
void open_room(asio::io_context& context, std::uint16_t port, std::string deck, OnAnswer done);

/// Runs the context until the condition holds; false when patience runs out first.
[[nodiscard]] bool run_until(asio::io_context& context, const std::function<bool()>& condition);
/// Runs the context until then.
void run_until(asio::io_context& context, std::chrono::steady_clock::time_point then);

}  // namespace candour::crash
