#include "server/commands/client/line.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/commands/client/transport.hpp"
#include "server/commands/limits.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>
#include <utility>

namespace candour::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using beast::error_code;
using tcp = asio::ip::tcp;

/// No permessage-deflate: the server does not offer it.
using Stream = websocket::stream<Transport, /*deflateSupported=*/false>;

class BeastLine final : public Line, public std::enable_shared_from_this<BeastLine> {
public:
    BeastLine(asio::io_context& context, LineOptions options, Handlers handlers)
        : options_(std::move(options)),
          handlers_(std::make_shared<const Handlers>(std::move(handlers))),
          stream_(context, options_.tls) {}

    void open();
    void say(std::string text) override;
    [[nodiscard]] bool has_said_all() const noexcept override { return to_say_.empty(); }
    void close() override;
    void drop() override;
    [[nodiscard]] bool has_ended() const noexcept override { return ended_; }

private:
    [[nodiscard]] Transport::Tcp& tcp_layer() { return stream_.next_layer().next_layer(); }
    [[nodiscard]] error_code bind(const tcp::endpoint& server);
    void prove();
    void shake_hands();
    void opened();
    void read();
    void send();
    void end(const char* what, error_code ec);
    void end(const LineEnd& end);

    LineOptions options_;
    /// Shared with a call that is running, which may drop the line. Null once it has ended.
    std::shared_ptr<const Handlers> handlers_;
    Stream stream_;
    beast::flat_buffer buffer_;
    std::deque<std::string> to_say_;  // the first of them is on its way while sending_
    bool open_ = false;
    bool sending_ = false;
    bool closing_ = false;
    bool ended_ = false;
};

void BeastLine::open() {
    error_code ec;
    const auto ip = asio::ip::make_address(options_.server.ip, ec);
    const tcp::endpoint server(ip, options_.server.port);
    const char* what = "finding the address";
    if (!ec && !options_.from.empty()) {
        what = "this machine does not lend the address to speak from";
        ec = bind(server);
    }
    if (ec)
        return asio::post(stream_.get_executor(),
                          [self = shared_from_this(), what, ec] { self->end(what, ec); });
    tcp_layer().expires_after(options_.open_within);
    tcp_layer().async_connect(server, [self = shared_from_this()](error_code failed) {
        if (failed || self->ended_) return self->end("connecting", failed);
        self->prove();
    });
}

error_code BeastLine::bind(const tcp::endpoint& server) {
    auto& socket = tcp_layer().socket();
    error_code ec;
    socket.open(server.protocol(), ec);
    const auto from = ec ? asio::ip::address{} : asio::ip::make_address(options_.from, ec);
    if (!ec) socket.bind({from, 0}, ec);
    return ec;
}

void BeastLine::prove() {
    stream_.next_layer().async_prove([self = shared_from_this()](error_code failed) {
        if (self->ended_) return;
        if (failed && Tls::is_for_good(failed))
            return self->end(
                LineEnd{.why = self->options_.tls->no_proof() + ": " + failed.message(),
                        .is_not_proven = true});
        if (failed) return self->end("the handshake of TLS", failed);
        self->shake_hands();
    });
}

void BeastLine::shake_hands() {
    error_code ignored;
    tcp_layer().socket().set_option(tcp::no_delay(true), ignored);
    stream_.set_option(websocket::stream_base::decorator(
        [agent = options_.user_agent,
         from = options_.forwarded_for](websocket::request_type& request) {
            request.set(http::field::sec_websocket_protocol, protocol_name);
            if (!agent.empty()) request.set(http::field::user_agent, agent);
            if (!from.empty()) request.set("X-Forwarded-For", from);
        }));
    stream_.read_message_max(0);  // a report may be large
    stream_.async_handshake(options_.server.authority(), "/ws",
                            [self = shared_from_this()](error_code failed) {
                                if (failed || self->ended_)
                                    return self->end("the handshake", failed);
                                self->opened();
                            });
}

void BeastLine::opened() {
    tcp_layer().expires_never();
    if (options_.pings)
        stream_.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                           commands::limits::silence_allowed,
                                                           /*keep_alive_pings=*/true});
    open_ = true;
    const auto handlers = handlers_;
    handlers->on_open();
    if (ended_) return;
    send();
    read();
}

void BeastLine::read() {
    stream_.async_read(buffer_, [self = shared_from_this()](error_code ec, std::size_t) {
        if (ec || self->ended_) return self->end("listening", ec);
        std::string text = beast::buffers_to_string(self->buffer_.data());
        self->buffer_.clear();
        const auto handlers = self->handlers_;
        if (auto message = parse_server_message(text))
            handlers->on_message(*std::move(message), std::move(text));
        if (!self->ended_) self->read();
    });
}

void BeastLine::say(std::string text) {
    to_say_.push_back(std::move(text));
    send();
}

void BeastLine::send() {
    if (!open_ || sending_ || closing_ || ended_ || to_say_.empty()) return;
    sending_ = true;
    stream_.async_write(asio::buffer(to_say_.front()),
                        [self = shared_from_this()](error_code ec, std::size_t) {
                            self->sending_ = false;
                            // What was sent may still be answered: the reading notices the end.
                            if (ec) return;
                            self->to_say_.pop_front();
                            self->send();
                        });
}

void BeastLine::close() {
    const auto self = shared_from_this();  // its owner may let go of it in on_end
    if (ended_ || std::exchange(closing_, true)) return;
    if (!open_) return end("", {});
    stream_.async_close(websocket::close_code::normal,
                        [self](error_code ec) { self->end("", ec); });
}

void BeastLine::drop() {
    ended_ = true;
    handlers_.reset();
    tcp_layer().close();
}

void BeastLine::end(const char* what, error_code ec) {
    end(LineEnd{.code = stream_.reason().code, .why = std::string(what) + ": " + ec.message()});
}

void BeastLine::end(const LineEnd& end) {
    if (std::exchange(ended_, true)) return;
    tcp_layer().close();
    // The handlers may hold whoever holds the line: that circle ends here.
    const auto last = std::move(handlers_);
    last->on_end(end);
}

}  // namespace

std::shared_ptr<Line> open_line(asio::io_context& context,
                                LineOptions options,
                                Line::Handlers handlers) {
    auto line = std::make_shared<BeastLine>(context, std::move(options), std::move(handlers));
    line->open();
    return line;
}

}  // namespace candour::client
