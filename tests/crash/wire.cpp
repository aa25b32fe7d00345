#include "tests/crash/wire.hpp"

#include "protocol/cpp/codec.hpp"

#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <thread>
#include <utility>

namespace candour::crash {

namespace http = beast::http;
namespace websocket = beast::websocket;
using beast::error_code;
using tcp = asio::ip::tcp;

namespace {

/// Longer than anything here takes, even under a sanitizer on a busy machine.
constexpr std::chrono::seconds patience{60};

tcp::endpoint here(std::uint16_t port) {
    return {asio::ip::address_v4::loopback(), port};
}

}  // namespace

void Wire::open(std::uint16_t port, const Hello& hello) {
    to_say_.push_back(encode(hello));
    ws_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
        request.set(http::field::sec_websocket_protocol, protocol_name);
    }));
    ws_.read_message_max(0);  // a report may be large
    ws_.next_layer().async_connect(here(port), [self = shared_from_this()](error_code failed) {
        if (failed) return self->drop();
        self->ws_.next_layer().set_option(tcp::no_delay(true));
        self->ws_.async_handshake("127.0.0.1", "/ws", [self](error_code ec) {
            if (ec) return self->drop();
            self->ready_ = true;
            self->send();
            self->read();
        });
    });
}

void Wire::say(const ClientMessage& message) {
    to_say_.push_back(encode(message));
    send();
}

void Wire::send() {
    if (!ready_ || sending_ || closed_ || to_say_.empty()) return;
    sending_ = true;
    ws_.async_write(asio::buffer(to_say_.front()),
                    [self = shared_from_this()](error_code ec, std::size_t) {
                        self->sending_ = false;
                        // What was sent may still be answered: the reading notices the end.
                        if (ec) return;
                        self->to_say_.pop_front();
                        self->send();
                    });
}

void Wire::read() {
    ws_.async_read(buffer_, [self = shared_from_this()](error_code ec, std::size_t) {
        if (ec || self->closed_) return self->drop();
        const auto data = self->buffer_.cdata();
        const std::string text(static_cast<const char*>(data.data()), data.size());
        self->buffer_.clear();
        if (const auto message = parse_server_message(text)) self->on_message_(*message, text);
        self->read();
    });
}

void Wire::drop() {
    if (std::exchange(closed_, true)) return;
    error_code ignored;
    ws_.next_layer().close(ignored);
}

// ---- HTTP ------------------------------------------------------------------------------------

namespace {

struct Exchange {
    explicit Exchange(asio::io_context& context) : socket(context) {}

    tcp::socket socket;
    http::request<http::string_body> request;
    http::response<http::string_body> response;
    beast::flat_buffer buffer;
};

void exchange(asio::io_context& context,
              std::uint16_t port,
              http::request<http::string_body> request,
              OnAnswer done) {
    const auto it = std::make_shared<Exchange>(context);
    it->request = std::move(request);
    it->request.set(http::field::host, "127.0.0.1");
    it->request.prepare_payload();
    it->socket.async_connect(here(port), [it, done = std::move(done)](error_code failed) {
        if (failed) return done({});
        http::async_write(it->socket, it->request, [it, done](error_code unsent, std::size_t) {
            if (unsent) return done({});
            http::async_read(it->socket, it->buffer, it->response,
                             [it, done](error_code ec, std::size_t) {
                                 if (ec) return done({});
                                 done({it->response.result_int(), it->response.body()});
                             });
        });
    });
}

}  // namespace

void get(asio::io_context& context, std::uint16_t port, const std::string& path, OnAnswer done) {
    exchange(context, port, {http::verb::get, path, 11}, std::move(done));
}

void open_room(asio::io_context& context, std::uint16_t port, std::string deck, OnAnswer done) {
    http::request<http::string_body> request(http::verb::post, "/api/rooms", 11, std::move(deck));
    request.set(http::field::content_type, "application/json");
    exchange(context, port, std::move(request), std::move(done));
}

// ---- waiting -----------------------------------------------------------------------------------

bool run_until(asio::io_context& context, const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        context.restart();
        context.run_one_for(std::chrono::milliseconds(1));
    }
    return true;
}

void run_until(asio::io_context& context, std::chrono::steady_clock::time_point then) {
    context.restart();
    context.run_until(then);
    std::this_thread::sleep_until(then);  // when there is nothing to do until then
}

}  // namespace candour::crash
