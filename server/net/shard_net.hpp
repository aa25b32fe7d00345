// ShardNet: what all sockets of one shard share.
#pragma once

#include "server/app/audience/frame.hpp"
#include "server/app/limits.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/flush_queue.hpp"
#include "server/net/socket.hpp"
#include "server/net/stalled_lines.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace candour::app {
class SeatHost;
}

namespace candour::net {

struct Services;

/// A socket's holder, from accept to its end. Leaves the list by itself when it is destroyed.
class Guest : public intrusive::list_base_hook<intrusive::tag<struct GuestTag>,
                                               intrusive::link_mode<intrusive::auto_unlink>> {
public:
    /// Closes the socket now; what waits for it ends with an error.
    virtual void end() = 0;

protected:
    Guest() = default;
    ~Guest() = default;
};

/// Owner: Server. Thread: its shard's, but for construction and the destructor, which run while the
/// shard does not. Lifetime: longer than the shard runs.
class ShardNet {
public:
    /// `max_waiting`: bytes for lines that do not take them.
    ShardNet(asio::io_context& context,
             app::SeatHost& host,
             std::size_t max_waiting = app::limits::max_waiting_bytes_per_shard);
    ShardNet(const ShardNet&) = delete;
    ShardNet& operator=(const ShardNet&) = delete;
    /// Ends every socket: afterwards no seat is left.
    ~ShardNet();

    /// Starts the one timer behind `deadlines`.
    void start();
    /// Stops it, so that the context can run out of work. Deadlines do not come any more.
    void stop();
    /// Ends every socket at once.
    void end_all();

    [[nodiscard]] asio::io_context& context() noexcept { return context_; }
    /// Where the seats of the connections are.
    [[nodiscard]] app::SeatHost& host() noexcept { return host_; }
    [[nodiscard]] Deadlines& deadlines() noexcept { return deadlines_; }
    [[nodiscard]] FlushQueue& flushes() noexcept { return flushes_; }
    /// For what one connection takes from its outbox in one flush; empty between flushes.
    [[nodiscard]] std::vector<app::Frame>& due() noexcept { return due_; }
    /// Tells the operator, once.
    void hear_of_unnamed_proxy(const Services& services);
    /// Something of one socket was given up for want of memory. Counts it, and tells the operator
    /// of the first.
    void hear_of_no_memory() noexcept;
    /// Whom to tell of trouble, in a sentence for the log. Before start.
    void tell_trouble_to(std::function<void(const std::string&)> on_trouble) {
        on_trouble_ = std::move(on_trouble);
    }
    [[nodiscard]] StalledLines& stalled() noexcept { return stalled_; }
    /// So much waits for the line now; cuts lines when that is too much.
    void note_waiting(Stalled& line, std::size_t bytes);
    void welcome(Guest& guest) { guests_.push_back(guest); }

private:
    void wait_for_second();

    asio::io_context& context_;
    app::SeatHost& host_;
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>,
                               asio::io_context::executor_type>
        second_;
    Deadlines deadlines_;
    FlushQueue flushes_;
    StalledLines stalled_;
    std::function<void(const std::string&)> on_trouble_;
    bool unnamed_proxy_told_ = false;
    bool no_memory_told_ = false;
    std::vector<app::Frame> due_;
    intrusive::list<Guest, intrusive::base_hook<Guest>, intrusive::constant_time_size<false>>
        guests_;
};

}  // namespace candour::net
