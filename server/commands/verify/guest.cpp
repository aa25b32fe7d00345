#include "server/commands/verify/guest.hpp"

#include "protocol/cpp/codec.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <memory>
#include <utility>

namespace candour::verify {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

/// Starts what `start` starts and runs until it says that it is done.
template <class Start>
void do_now(Outside& outside, const char* what, Start start) {
    // Shared, as what took too long may still come to an end when nobody waits for it any more.
    const auto result = std::make_shared<std::optional<error_code>>();
    start([result](error_code ec, auto&&...) { *result = ec; });
    // To its end, as what it reads into goes with whoever began it.
    if (!outside.run_uninterrupted_until([&result] { return result->has_value(); },
                                         std::chrono::steady_clock::now() + outside.patience))
        throw NoConversation{std::string(what) + " takes too long"};
    if (**result) throw NoConversation{std::string(what) + ": " + (*result)->message()};
}

std::string host_of(const Outside& outside) {
    return "127.0.0.1:" + std::to_string(outside.server.port());
}

std::string exchange(Outside& outside, http::request<http::string_body> request) {
    beast::tcp_stream stream(outside.context);
    request.set(http::field::host, host_of(outside));
    request.prepare_payload();
    do_now(outside, "connecting",
           [&](auto done) { stream.async_connect(outside.server, std::move(done)); });
    do_now(outside, "asking",
           [&](auto done) { http::async_write(stream, request, std::move(done)); });
    beast::flat_buffer buffer;
    http::response<http::string_body> answer;
    do_now(outside, "an answer",
           [&](auto done) { http::async_read(stream, buffer, answer, std::move(done)); });
    return std::move(answer).body();
}

}  // namespace

std::string post_deck(Outside& outside, const std::string& deck) {
    http::request<http::string_body> request{http::verb::post, "/api/rooms", 11};
    request.set(http::field::content_type, "application/json");
    request.body() = deck;
    return exchange(outside, std::move(request));
}

std::string get(Outside& outside, const std::string& path) {
    return exchange(outside, {http::verb::get, path, 11});
}

Guest::Guest(Outside& outside, std::string from, const std::string& user_agent)
    : outside_(outside), from_(std::move(from)), stream_(outside.context) {
    connect(user_agent);
}

void Guest::connect(const std::string& user_agent) {
    auto& socket = stream_.next_layer().socket();
    error_code ec;
    socket.open(asio::ip::tcp::v4(), ec);
    if (!ec) socket.bind({asio::ip::make_address(from_), 0}, ec);
    if (ec) throw NoConversation{"this machine lends no address " + from_ + ": " + ec.message()};
    do_now(outside_, "connecting", [this](auto done) {
        stream_.next_layer().async_connect(outside_.server, std::move(done));
    });
    stream_.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
        request.set(http::field::sec_websocket_protocol, protocol_name);
        request.set(http::field::user_agent, user_agent);
    }));
    do_now(outside_, "the handshake", [this](auto done) {
        stream_.async_handshake(host_of(outside_), "/ws", std::move(done));
    });
    // A server says goodbye to who is silent for a minute; on a busy machine a guest may be.
    stream_.set_option(websocket::stream_base::timeout{
        websocket::stream_base::none(), std::chrono::seconds{40}, /*keep_alive_pings=*/true});
    listen();
}

void Guest::listen() {
    reading_ = true;
    stream_.async_read(buffer_, [this](error_code ec, std::size_t) {
        reading_ = false;
        if (ec) return;  // the server said goodbye, or we did
        std::string text = beast::buffers_to_string(buffer_.data());
        buffer_.consume(buffer_.size());
        if (auto message = parse_server_message(text)) hear(*std::move(message), std::move(text));
        listen();
    });
}

void Guest::hear(ServerMessage message, std::string text) {
    // Frames that leave the server together may leave in another order than they were made in: what
    // is heard after a pong may be older than it, but not older than the pong before.
    heard_.push_back(
        {std::move(message), std::move(text), std::chrono::steady_clock::now(), ping_before_});
    if (!ping_sent_ || !std::holds_alternative<Pong>(heard_.back().message)) return;
    ping_before_ = std::exchange(last_ping_, *std::exchange(ping_sent_, std::nullopt));
}

void Guest::ping() {
    if (ping_sent_) return;
    ping_sent_ = std::chrono::steady_clock::now();
    say(encode(Ping{}));
}

void Guest::say(std::string text) {
    do_now(outside_, "saying something",
           [&](auto done) { stream_.async_write(asio::buffer(text), std::move(done)); });
}

MessageId Guest::fresh_id() {
    const std::string digits = std::to_string(++asked_);
    return MessageId{std::string(22 - digits.size(), 'q') + digits};
}

std::string Guest::came_of(const MessageId& id, std::size_t from) {
    for (std::size_t i = from; i < heard_.size(); ++i) {
        const ServerMessage& message = heard_[i].message;
        if (const auto* ack = std::get_if<Ack>(&message); ack != nullptr && ack->id == id)
            return "ack";
        if (const auto* mine = std::get_if<Mine>(&message); mine != nullptr && mine->id == id) {
            mine_ = *mine;
            return "mine";
        }
        const auto* refusal = std::get_if<Refusal>(&message);
        if (refusal != nullptr && refusal->id == id) return std::string(to_string(refusal->code));
    }
    return {};
}

std::string Guest::ask_text(std::string text, const MessageId& id) {
    const std::size_t from = heard_.size();
    say(std::move(text));
    std::string answer;
    if (!outside_.run_until([&] { return !(answer = came_of(id, from)).empty(); }))
        throw NoConversation{"no answer came to a message"};
    return answer;
}

const Welcome& Guest::hello(const Hello& hello) {
    say(encode(hello));
    if (!outside_.run_until([this] { return last<Welcome>() != nullptr && last<Snapshot>(); }))
        throw NoConversation{"the room lets nobody in"};
    return *last<Welcome>();
}

void Guest::hang_up() {
    error_code ignored;
    stream_.next_layer().socket().close(ignored);
    (void)outside_.run_uninterrupted_until([this] { return !reading_; },
                                           std::chrono::steady_clock::now() + outside_.patience);
}

}  // namespace candour::verify
