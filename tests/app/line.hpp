// Line: a connection to a running server without a socket: what a person's page says, and what it
// hears.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/frame.hpp"
#include "server/app/audience/peer.hpp"
#include "server/app/audience/seat.hpp"
#include "tests/waiting.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::app {
class Shards;
}

namespace candour::app::test {

using waiting::becomes_true;
using waiting::patience;

/// Owner: a TestServer. Thread: the test's; the seat lives on its shard's, and what is heard
/// crosses over under a mutex. Lifetime: shorter than the Shards'.
class Line final : public Peer {
public:
    /// `who`: where its socket comes from.
    Line(Shards& shards, std::size_t shard, const AddressMark& who = {});
    ~Line() override;

    // ---- what the page does
    // ----------------------------------------------------------------------

    void say(const ClientMessage& message);
    void say_text(std::string text);
    void say_binary();
    /// Says it with an id of its own and waits for the answer to just that: "ack", "mine", "texts"
    /// or the refusal's code.
    std::string ask(Submit message) { return ask_with_id(std::move(message)); }
    std::string ask(Withdraw message) { return ask_with_id(std::move(message)); }
    std::string ask(Control message) { return ask_with_id(std::move(message)); }
    std::string ask(MineRequest message) { return ask_with_id(std::move(message)); }
    std::string ask(TextsRequest message) { return ask_with_id(std::move(message)); }
    /// "welcome" or the refusal's code.
    std::string hello(const Hello& hello);
    /// From now on nothing is read, as on a line that hangs; and read again.
    void stall();
    void resume();
    /// The socket is gone.
    void hang_up();
    /// The same once no shard runs any more.
    void hang_up_after_stop() { seat_.reset(); }

    // ---- what the page hears
    // ---------------------------------------------------------------------

    /// The next message of this kind for which `is_it` holds; those before it are passed over.
    /// Fails the test when none comes.
    template <class Message>
    Message next(const std::function<bool(const Message&)>& is_it = {}) {
        const ServerMessage found = next_message([&](const ServerMessage& message) {
            const auto* right_kind = std::get_if<Message>(&message);
            return right_kind != nullptr && (!is_it || is_it(*right_kind));
        });
        return std::get<Message>(found);
    }
    /// How many messages of this kind have been heard, passed over or not.
    template <class Message>
    [[nodiscard]] std::size_t count() const {
        return count_if([](const ServerMessage& m) { return std::holds_alternative<Message>(m); });
    }
    /// The last message of this kind that has been heard; fails the test when there is none.
    template <class Message>
    [[nodiscard]] Message last() const {
        return std::get<Message>(last_if([](const ServerMessage& m) {
                                     return std::holds_alternative<Message>(m);
                                 }).message);
    }
    /// The same as it stood on the wire.
    template <class Message>
    [[nodiscard]] Frame last_frame() const {
        return last_if([](const ServerMessage& m) { return std::holds_alternative<Message>(m); })
            .frame;
    }
    [[nodiscard]] std::optional<CloseCode> closed() const;
    /// Waits for the goodbye.
    [[nodiscard]] CloseCode goodbye();
    /// The last answer of ask(MineRequest).
    [[nodiscard]] const Mine& mine() const noexcept { return mine_; }
    /// The last answer of ask(TextsRequest).
    [[nodiscard]] const Texts& page() const noexcept { return page_; }
    /// The last refusal that hello or ask got.
    [[nodiscard]] const Refusal& refusal() const noexcept { return refusal_; }
    [[nodiscard]] const Welcome& welcome() const noexcept { return welcome_; }

    // Peer
    void wake(Urgency urgency) override;
    void close(CloseCode code, std::string_view reason) override;

private:
    struct Heard {
        ServerMessage message;
        Frame frame;
    };
    using Test = std::function<bool(const ServerMessage&)>;

    template <class Message>
    std::string ask_with_id(Message message) {
        message.id = fresh_id();
        say(message);
        return answer_to(message.id);
    }
    [[nodiscard]] MessageId fresh_id();
    std::string answer_to(const MessageId& id);
    ServerMessage next_message(const Test& is_it);
    [[nodiscard]] std::size_t count_if(const Test& is_it) const;
    [[nodiscard]] Heard last_if(const Test& is_it) const;
    [[nodiscard]] std::string heard_so_far() const;
    void on_shard(std::function<void()> work);
    void flush();

    Shards& shards_;
    std::size_t shard_;
    Welcome welcome_;
    Mine mine_;
    Texts page_;
    Refusal refusal_;

    // The shard's thread.
    std::optional<Seat> seat_;
    std::optional<CloseCode> closing_;
    bool stalled_ = false;
    bool flushing_ = false;

    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable news_;
    std::vector<Heard> heard_;
    std::size_t passed_ = 0;  // how many of those next() is done with
    std::optional<CloseCode> closed_;
};

}  // namespace candour::app::test
