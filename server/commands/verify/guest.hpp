// Guest: a made-up person, facilitator or projector at a running server, from an address of its own
// on the loopback network (127.0.0.0/8), who keeps everything that it hears.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/messages.hpp"
#include "server/commands/client/line.hpp"
#include "server/commands/verify/heard.hpp"
#include "server/commands/verify/interruption.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::verify {

/// Where the server is, and who runs its conversations: one thread, one call after the other.
/// Owner and thread: the one that verifies. Lifetime: longer than its guests'.
struct Outside {
    boost::asio::io_context context{1};
    client::Address server;
    /// A busy machine makes a verification slow, never wrong: nothing a server of ours does takes
    /// so long, whatever else runs.
    std::chrono::seconds patience{180};
    /// How soon a signal is noticed.
    static constexpr std::chrono::milliseconds look_every{50};

    /// Lets everybody talk until `holds`; false when that takes too long. Throws Interrupted.
    template <class Condition>
    bool run_until(Condition holds, std::chrono::steady_clock::duration at_most) {
        const auto deadline = std::chrono::steady_clock::now() + at_most;
        for (;;) {
            stop_if_interrupted();
            const auto look = std::min(deadline, std::chrono::steady_clock::now() + look_every);
            if (run_uninterrupted_until(holds, look)) return true;
            if (look == deadline || context.stopped()) return false;
        }
    }
    /// The same where nothing may be thrown, or left half done.
    template <class Condition>
    bool run_uninterrupted_until(Condition holds, std::chrono::steady_clock::time_point deadline) {
        while (!holds()) {
            context.restart();
            if (context.run_one_until(deadline) == 0 && !holds()) return false;
        }
        return true;
    }
    template <class Condition>
    bool run_until(Condition holds) {
        return run_until(std::move(holds), patience);
    }
    void run_for(std::chrono::steady_clock::duration time) {
        (void)run_until([] { return false; }, time);
    }
};

/// Thrown when the server does not talk as it should: then nothing can be verified.
struct NoConversation {
    std::string why;
};

/// Owner: who made it. Thread: the Outside's. Lifetime: its line's.
class Guest {
public:
    /// Connects from 127.x.y.z, as a proxy there that names another address of this guest's; throws
    /// NoConversation.
    Guest(Outside& outside, std::string from, const std::string& user_agent);
    Guest(const Guest&) = delete;
    Guest& operator=(const Guest&) = delete;
    ~Guest() { hang_up(); }

    void say(std::string text);
    /// The welcome; throws NoConversation when there is none.
    const Welcome& hello(const Hello& hello);
    /// Says it with an id of its own: "ack", "mine", or the refusal's code.
    template <class Message>
    std::string ask(Message message) {
        message.id = fresh_id();
        return ask_text(encode(message), message.id);
    }
    /// The same for a text that is no message of ours.
    std::string ask_text(std::string text, const MessageId& id);
    [[nodiscard]] MessageId fresh_id();
    /// Asks for a sign of life, unless one is awaited already. What comes after the next one but
    /// one is known to have been sent after now.
    void ping();
    void hang_up() { line_->drop(); }

    [[nodiscard]] const std::deque<Heard>& heard() const noexcept { return heard_; }
    [[nodiscard]] const Mine& mine() const noexcept { return mine_; }
    [[nodiscard]] const std::string& from() const noexcept { return from_; }
    /// The address that the proxy names: the same in the network for tests (RFC 2544).
    [[nodiscard]] std::string forwarded_from() const { return "198.18" + from_.substr(6); }

    /// The last message of this kind, or null.
    template <class Message>
    [[nodiscard]] const Message* last() const {
        for (auto each = heard_.rbegin(); each != heard_.rend(); ++each)
            if (const auto* message = std::get_if<Message>(&each->message)) return message;
        return nullptr;
    }

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    void hear(ServerMessage message, std::string text);
    [[nodiscard]] std::string came_of(const MessageId& id, std::size_t from);

    Outside& outside_;
    std::string from_;
    std::shared_ptr<client::Line> line_;
    std::optional<std::string> ended_;  // and why
    std::deque<Heard> heard_;           // a deque, so that what was heard stays where it is
    Mine mine_;
    std::uint64_t asked_ = 0;
    std::optional<TimePoint> ping_sent_;     // and its pong not yet heard
    TimePoint last_ping_{}, ping_before_{};  // of those that were answered
};

/// One request over HTTP; the body of the answer. Throws NoConversation.
[[nodiscard]] std::string post_deck(Outside& outside, const std::string& deck);
[[nodiscard]] std::string get(Outside& outside, const std::string& path);

}  // namespace candour::verify
