#include "server/commands/people/visitor.hpp"

#include "protocol/cpp/codec.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace candour::people {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using beast::error_code;
using namespace std::chrono_literals;

namespace {

/// A restart takes seconds, a mended machine minutes; after that nobody waits any more.
constexpr int max_failures = 60;
constexpr auto connect_within = 10s;
/// protocol/README.md, "Ping": well under the 60 s after which the server takes us for gone.
constexpr auto ping_every = 20s;

/// The close codes after which nobody comes back (protocol/README.md, "Close codes").
bool is_for_good(std::uint16_t code) {
    switch (static_cast<CloseCode>(code)) {
        case CloseCode::room_ended:
        case CloseCode::room_gone:
        case CloseCode::refused_too_often: return true;
        default: return false;
    }
}

}  // namespace

Visitor::Visitor(asio::io_context& context,
                 const JoinLink& link,
                 asio::ip::tcp::endpoint server,
                 std::uint64_t seed,
                 Pace pace)
    : link_(link),
      server_(std::move(server)),
      person_(link.code, link.secret, seed, pace),
      dice_(~seed),
      pause_(context),
      agenda_(context) {}

void Visitor::start(std::chrono::milliseconds after) {
    asio::co_spawn(pause_.get_executor(), stay(shared_from_this(), after), asio::detached);
}

void Visitor::leave() {
    leaving_ = true;
    pause_.cancel();
    agenda_.cancel();
    if (stream_)
        stream_->async_close(websocket::close_code::normal,
                             [stream = stream_](error_code) { stream->next_layer().close(); });
}

auto Visitor::stay(std::shared_ptr<Visitor> self, std::chrono::milliseconds after)
    -> Awaitable<void> {
    co_await self->wait(after);
    while (!self->leaving_) {
        const bool again = co_await self->visit();
        if (!again || self->leaving_ || self->person_.has_ended()) break;
        if (++self->failures_ > max_failures) break;
        // Spread out, so that a whole room does not knock at once.
        const auto spread = std::chrono::milliseconds(300 + self->dice_.below(2'700));
        co_await self->wait(spread);
    }
    self->gone_ = true;
}

auto Visitor::wait(std::chrono::milliseconds time) -> Awaitable<void> {
    error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    pause_.expires_after(time);
    co_await pause_.async_wait(token);
}

auto Visitor::visit() -> Awaitable<bool> {
    const auto stream = std::make_shared<Stream>(pause_.get_executor());
    const auto ec = co_await connect(*stream);
    if (ec || leaving_) co_return !leaving_;
    stream_ = stream;
    hello_at_ = std::chrono::steady_clock::now();
    asio::co_spawn(pause_.get_executor(), speak(shared_from_this(), stream), asio::detached);
    co_await listen(*stream);
    stream_.reset();
    agenda_.cancel();
    person_.on_line_lost();
    stream->next_layer().close();
    co_return person_.turned_away().empty() && !is_for_good(stream->reason().code);
}

auto Visitor::connect(Stream& stream) -> Awaitable<error_code> {
    error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    stream.next_layer().expires_after(connect_within);
    co_await stream.next_layer().async_connect(server_, token);
    if (ec) co_return ec;
    stream.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
        request.set(beast::http::field::sec_websocket_protocol, protocol_name);
    }));
    const auto host = link_.authority();
    const std::string target = "/ws";
    auto again = asio::redirect_error(asio::use_awaitable, ec);
    co_await stream.async_handshake(host, target, again);
    stream.next_layer().expires_never();
    co_return ec;
}

auto Visitor::listen(Stream& stream) -> Awaitable<void> {
    beast::flat_buffer buffer;
    for (;;) {
        error_code ec;
        auto token = asio::redirect_error(asio::use_awaitable, ec);
        co_await stream.async_read(buffer, token);
        if (ec) co_return;
        const auto data = buffer.cdata();
        const auto message =
            parse_server_message({static_cast<const char*>(data.data()), data.size()});
        buffer.consume(buffer.size());
        if (!message) continue;  // a later server may say more than this one understands
        plan(person_.hear(*message));
        if (person_.is_in_room()) failures_ = 0;
        if (!person_.turned_away().empty()) co_return;
    }
}

void Visitor::plan(std::vector<Intent> intents) {
    const auto now = std::chrono::steady_clock::now();
    for (auto& intent : intents) {
        if (std::holds_alternative<Hello>(intent.message))
            hello_at_ = now + intent.after;
        else
            to_say_.emplace(now + intent.after, std::move(intent.message));
    }
    agenda_.cancel();  // something may be due earlier now
}

auto Visitor::next_time() const -> Time {
    if (!person_.is_in_room()) return hello_at_;
    const auto ping = last_said_ + ping_every;
    return to_say_.empty() ? ping : std::min(ping, to_say_.begin()->first);
}

std::optional<ClientMessage> Visitor::take_due(Time now) {
    if (next_time() > now) return {};
    if (!person_.is_in_room()) {
        hello_at_ = Time::max();
        return person_.hello();
    }
    if (to_say_.empty() || to_say_.begin()->first > now) return Ping{};
    auto message = std::move(to_say_.extract(to_say_.begin()).mapped());
    if (!person_.still_means(message)) return take_due(now);
    return message;
}

auto Visitor::speak(std::shared_ptr<Visitor> self, std::shared_ptr<Stream> stream)
    -> Awaitable<void> {
    error_code ec;
    while (self->stream_ == stream && !self->leaving_) {
        const auto now = std::chrono::steady_clock::now();
        const auto message = self->take_due(now);
        if (!message) {
            auto token = asio::redirect_error(asio::use_awaitable, ec);
            self->agenda_.expires_at(self->next_time());
            co_await self->agenda_.async_wait(token);
            continue;
        }
        self->person_.say(*message);
        self->last_said_ = now;
        const auto text = encode(*message);
        const auto bytes = asio::buffer(text);
        auto token = asio::redirect_error(asio::use_awaitable, ec);
        co_await stream->async_write(bytes, token);
        if (ec) co_return;
    }
}

}  // namespace candour::people
