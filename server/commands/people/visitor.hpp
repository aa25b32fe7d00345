// Visitor: a made-up person with a line and a clock.
#pragma once

#include "server/commands/client/line.hpp"
#include "server/commands/people/join_link.hpp"
#include "server/commands/people/person.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace candour::people {

/// How one gets to the server.
struct Way {
    client::Address server;
    std::shared_ptr<client::Tls> tls;  // null: plain
};

/// Owner: a Crowd, and what it waits for. Thread: the context's one. Lifetime: until the room has
/// ended, or leave().
class Visitor : public std::enable_shared_from_this<Visitor> {
public:
    Visitor(boost::asio::io_context& context,
            const JoinLink& link,
            Way way,
            std::uint64_t seed,
            Pace pace);

    /// Joins, answers, comes back when the line is lost. `after`: people do not come all at once.
    void start(std::chrono::milliseconds after);
    /// Goes away politely and does not come back.
    void leave();

    [[nodiscard]] const Person& person() const noexcept { return person_; }
    /// Why this one will never get in; empty while it may.
    [[nodiscard]] const std::string& turned_away() const noexcept {
        return not_proven_.empty() ? person_.turned_away() : not_proven_;
    }
    /// Will not do anything any more.
    [[nodiscard]] bool is_gone() const noexcept { return gone_; }

private:
    using Time = std::chrono::steady_clock::time_point;

    /// Opens a line, unless it is time to go.
    void come();
    void hear(const ServerMessage& message);
    void line_ended(const client::LineEnd& end);
    /// Whether coming back makes sense.
    [[nodiscard]] bool comes_back(std::uint16_t close_code);

    void plan(std::vector<Intent> intents);
    /// Says what is due, and waits for what is due next.
    void speak();
    /// When something is to be said next, a ping if nothing else is.
    [[nodiscard]] Time next_time() const;
    /// What is to be said by now; nothing when it is not time yet.
    [[nodiscard]] std::optional<ClientMessage> take_due(Time now);

    boost::asio::io_context& context_;
    Way way_;
    Person person_;
    Dice dice_;
    boost::asio::steady_timer pause_;   // between two lines
    boost::asio::steady_timer agenda_;  // until the next thing to say
    Time hello_at_ = Time::max();       // the one thing to be said before the welcome
    std::multimap<Time, ClientMessage> to_say_;
    Time last_said_{};
    std::shared_ptr<client::Line> line_;  // null between two lines
    bool open_ = false;                   // it has shaken hands
    bool was_inside_ = false;
    std::string not_proven_;  // why the server is not believed to be itself
    int failures_ = 0;        // lines in a row that never got as far as a welcome
    bool leaving_ = false;
    bool gone_ = false;
};

}  // namespace candour::people
