#include "server/commands/people/visitor.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/commands/limits.hpp"

#include <algorithm>
#include <utility>

namespace candour::people {

using boost::system::error_code;
using namespace std::chrono_literals;
namespace limits = commands::limits;

namespace {

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

Visitor::Visitor(
    boost::asio::io_context& context, const JoinLink& link, Way way, std::uint64_t seed, Pace pace)
    : context_(context),
      way_(std::move(way)),
      person_(link.code, link.secret, seed, pace),
      dice_(~seed),
      pause_(context),
      agenda_(context) {}

void Visitor::start(std::chrono::milliseconds after) {
    pause_.expires_after(after);
    pause_.async_wait([self = shared_from_this()](error_code) { self->come(); });
}

void Visitor::leave() {
    leaving_ = true;
    pause_.cancel();
    agenda_.cancel();
    if (line_) line_->close();
}

void Visitor::come() {
    if (leaving_) {
        gone_ = true;
        return;
    }
    hello_at_ = Time::max();
    client::LineOptions options{
        .server = way_.server, .tls = way_.tls, .from = {}, .user_agent = {}};
    options.open_within = limits::connect_within;
    const auto self = shared_from_this();
    client::Line::Handlers handlers;
    handlers.on_open = [self] {
        self->open_ = true;
        self->hello_at_ = std::chrono::steady_clock::now();
        self->speak();
    };
    handlers.on_message = [self](const ServerMessage& message, const std::string&) {
        self->hear(message);
    };
    handlers.on_end = [self](const client::LineEnd& end) { self->line_ended(end); };
    line_ = client::open_line(context_, std::move(options), std::move(handlers));
}

void Visitor::hear(const ServerMessage& message) {
    plan(person_.hear(message));
    if (person_.is_in_room()) {
        failures_ = 0;
        was_inside_ = true;
    }
    if (person_.turned_away().empty()) return;
    line_->drop();
    line_ended({});
}

void Visitor::line_ended(const client::LineEnd& end) {
    line_.reset();
    open_ = false;
    agenda_.cancel();
    person_.on_line_lost();
    // Who was inside once knows the server, and its proxy may be in the middle of a change.
    if (end.is_not_proven && !was_inside_) not_proven_ = end.why + ".";
    if (!comes_back(end.code)) {
        gone_ = true;
        return;
    }
    // Spread out, so that a whole room does not knock at once.
    start(std::chrono::milliseconds(300 + dice_.below(2'700)));
}

bool Visitor::comes_back(std::uint16_t close_code) {
    return !leaving_ && turned_away().empty() && !is_for_good(close_code) && !person_.has_ended() &&
           ++failures_ <= limits::max_failures;
}

void Visitor::plan(std::vector<Intent> intents) {
    const auto now = std::chrono::steady_clock::now();
    for (auto& intent : intents) {
        if (std::holds_alternative<Hello>(intent.message))
            hello_at_ = now + intent.after;
        else
            to_say_.emplace(now + intent.after, std::move(intent.message));
    }
    speak();  // something may be due earlier now
}

void Visitor::speak() {
    if (!open_ || leaving_) return;
    const auto now = std::chrono::steady_clock::now();
    while (auto message = take_due(now)) {
        person_.say(*message);
        last_said_ = now;
        line_->say(encode(*message));
    }
    agenda_.expires_at(next_time());
    agenda_.async_wait([self = shared_from_this()](error_code cancelled) {
        if (!cancelled) self->speak();
    });
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

}  // namespace candour::people
