// Visitor: a made-up person with a socket and a clock.
#pragma once

#include "server/commands/people/join_link.hpp"
#include "server/commands/people/person.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace candour::people {

/// Owner: a Crowd, and its own coroutines. Thread: the context's one. Lifetime: until the room has
/// ended, or leave().
class Visitor : public std::enable_shared_from_this<Visitor> {
public:
    Visitor(boost::asio::io_context& context,
            const JoinLink& link,
            boost::asio::ip::tcp::endpoint server,
            std::uint64_t seed,
            Pace pace);

    /// Joins, answers, comes back when the line is lost. `after`: people do not come all at once.
    void start(std::chrono::milliseconds after);
    /// Goes away politely and does not come back.
    void leave();

    [[nodiscard]] const Person& person() const noexcept { return person_; }
    /// Will not do anything any more.
    [[nodiscard]] bool is_gone() const noexcept { return gone_; }

private:
    using Stream = boost::beast::websocket::stream<boost::beast::tcp_stream>;
    using Time = std::chrono::steady_clock::time_point;
    template <class Value>
    using Awaitable = boost::asio::awaitable<Value>;

    static Awaitable<void> stay(std::shared_ptr<Visitor> self, std::chrono::milliseconds after);
    /// One line, from connecting to its end. Whether coming back makes sense.
    Awaitable<bool> visit();
    Awaitable<boost::beast::error_code> connect(Stream& stream);
    Awaitable<void> listen(Stream& stream);
    static Awaitable<void> speak(std::shared_ptr<Visitor> self, std::shared_ptr<Stream> stream);
    Awaitable<void> wait(std::chrono::milliseconds time);

    void plan(std::vector<Intent> intents);
    /// When something is to be said next, a ping if nothing else is.
    [[nodiscard]] Time next_time() const;
    /// What is to be said by now; nothing when it is not time yet.
    [[nodiscard]] std::optional<ClientMessage> take_due(Time now);

    JoinLink link_;
    boost::asio::ip::tcp::endpoint server_;
    Person person_;
    Dice dice_;
    boost::asio::steady_timer pause_;   // between two lines
    boost::asio::steady_timer agenda_;  // until the next thing to say
    Time hello_at_ = Time::max();       // the one thing to be said before the welcome
    std::multimap<Time, ClientMessage> to_say_;
    Time last_said_{};
    std::shared_ptr<Stream> stream_;  // null between two lines
    int failures_ = 0;                // lines in a row that never got as far as a welcome
    bool leaving_ = false;
    bool gone_ = false;
};

}  // namespace candour::people
