#include "server/commands/verify/guest.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/commands/client/http.hpp"

#include <memory>
#include <utility>

namespace candour::verify {
namespace {

std::string exchange(Outside& outside, client::HttpRequest request) {
    // Shared, as what took too long may still come to an end when nobody waits for it any more.
    const auto answer = std::make_shared<std::optional<client::HttpAnswer>>();
    request.within = outside.patience;
    client::ask_http(outside.context, outside.server, std::move(request),
                     [answer](client::HttpAnswer got) { *answer = std::move(got); });
    if (!outside.run_until([&answer] { return answer->has_value(); }))
        throw NoConversation{"an answer takes too long"};
    if ((*answer)->status == 0) throw NoConversation{(*answer)->why};
    return std::move((*answer)->body);
}

}  // namespace

std::string post_deck(Outside& outside, const std::string& deck) {
    return exchange(outside, {.path = "/api/rooms", .body = deck});
}

std::string get(Outside& outside, const std::string& path) {
    return exchange(outside, {.path = path});
}

Guest::Guest(Outside& outside, std::string from, const std::string& user_agent)
    : outside_(outside), from_(std::move(from)) {
    client::Line::Handlers handlers;
    bool opened = false;
    handlers.on_open = [&opened] { opened = true; };
    handlers.on_message = [this](ServerMessage message, std::string text) {
        hear(std::move(message), std::move(text));
    };
    handlers.on_end = [this](const client::LineEnd& end) { ended_ = end.why; };
    // A server says goodbye to who is silent for a minute; on a busy machine a guest may be.
    line_ = client::open_line(outside_.context,
                              {.server = outside_.server,
                               .from = from_,
                               .user_agent = user_agent,
                               .forwarded_for = forwarded_from(),
                               .open_within = outside_.patience,
                               .pings = true},
                              std::move(handlers));
    const auto came_to_something = [&] { return opened || ended_.has_value(); };
    const auto in_time = outside_.run_uninterrupted_until(
        came_to_something, std::chrono::steady_clock::now() + outside_.patience);
    if (opened) return;
    line_->drop();
    throw NoConversation{in_time ? *ended_ : "connecting takes too long"};
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
    line_->say(std::move(text));
    const auto left = [this] { return line_->has_said_all() || ended_.has_value(); };
    if (!outside_.run_uninterrupted_until(left,
                                          std::chrono::steady_clock::now() + outside_.patience))
        throw NoConversation{"saying something takes too long"};
    if (ended_) throw NoConversation{*ended_};
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

}  // namespace candour::verify
