// Line: a facilitator's or projector's connection, which reads whole messages. Not client::Line
// (server/commands/client), which is Beast's: 100,000 lines are read here by epoll and bare system
// calls in threads that have file tables of their own, and what is measured is the server, so that
// the client must cost next to nothing.
#pragma once

#include "benchmarks/load/rules/time.hpp"
#include "benchmarks/load/wire/wire.hpp"
#include "protocol/cpp/messages.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace candour::load {

/// Owner: a Stage. Thread: the rehearsal's. Lifetime: the stage's; it may be opened again.
class Line {
public:
    using Hear = std::function<void(const ServerMessage& message, Time at)>;

    /// `hear` gets every message.
    Line(const Endpoint& server, std::string authority, Hello hello, Hear hear);

    void open();
    void close() { wire_.close(); }
    void say(const ClientMessage& message);
    /// What poll() said about fd().
    void on_events(short events, std::span<char> scratch);

    [[nodiscard]] int fd() const noexcept { return wire_.fd(); }
    [[nodiscard]] bool is_open() const noexcept { return wire_.is_open(); }
    [[nodiscard]] short wanted_events() const;

private:
    enum class State : std::uint8_t { connecting, upgrading, talking };

    [[nodiscard]] std::size_t take(std::string_view bytes);
    void send(std::string_view text);

    const Endpoint& server_;
    std::string authority_;
    Hello hello_;
    Hear hear_;
    Wire wire_;
    State state_ = State::connecting;
    std::uint32_t mask_ = 0x5eed5eedU;
};

}  // namespace candour::load
