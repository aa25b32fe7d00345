// Line: one WebSocket to a server, as a page has it. Made-up people, the verification and the crash
// tests all speak through it. Beast is in line.cpp alone, so that its templates are compiled once;
// candour-load has a line of its own (benchmarks/load/wire/line.hpp says why).
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/commands/client/address.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace candour::client {

class Tls;

struct LineOptions {
    Address server;
    /// Who the server must prove to be; null: plain.
    std::shared_ptr<Tls> tls{};
    /// An address of this machine from which to connect; empty: whichever the kernel takes.
    std::string from;
    std::string user_agent;
    /// What a proxy would say of where the request comes from (X-Forwarded-For); empty: nothing.
    std::string forwarded_for{};
    std::chrono::seconds open_within{60};
    /// Asks a server that says nothing for a sign of life, so that neither side takes the other for
    /// gone while this program is too busy to talk.
    bool pings = false;
};

/// How a line ended.
struct LineEnd {
    std::uint16_t code = 0;  // the server's close code; 0 when there was none
    std::string why;         // for a person: what was tried, and what came of it
    /// The server could not prove who it is, and will not the next time.
    bool is_not_proven = false;
};

/// Owner: whoever opened it, and its own handlers. Thread: the context's one. Lifetime: until it
/// has ended.
class Line {
public:
    struct Handlers {
        std::function<void()> on_open = [] {};
        /// One message of the contract, and how it was written. What this program does not
        /// understand, as a later server may say it, is passed over.
        std::function<void(ServerMessage message, std::string text)> on_message;
        /// Once, unless the line is dropped from this side. Nothing is heard afterwards.
        std::function<void(const LineEnd& end)> on_end = [](const LineEnd&) {};
    };

    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    virtual ~Line() = default;

    /// Queued: texts leave in the order in which they were said, once the line is open.
    virtual void say(std::string text) = 0;
    /// Everything that was said has left.
    [[nodiscard]] virtual bool has_said_all() const noexcept = 0;
    /// A goodbye; on_end follows.
    virtual void close() = 0;
    /// Ends it now. Nothing is heard any more, not even its end.
    virtual void drop() = 0;
    [[nodiscard]] virtual bool has_ended() const noexcept = 0;
};

/// Begins to connect, and shakes hands. Handlers are called while the context runs, never before.
[[nodiscard]] std::shared_ptr<Line> open_line(boost::asio::io_context& context,
                                              LineOptions options,
                                              Line::Handlers handlers);

}  // namespace candour::client
