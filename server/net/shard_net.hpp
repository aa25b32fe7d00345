// ShardNet: what all sockets of one shard share.
#pragma once

#include "server/app/audience/frame.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/flush_queue.hpp"
#include "server/net/socket.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

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
    ShardNet(asio::io_context& context, app::SeatHost& host);
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
    bool unnamed_proxy_told_ = false;
    std::vector<app::Frame> due_;
    intrusive::list<Guest, intrusive::base_hook<Guest>, intrusive::constant_time_size<false>>
        guests_;
};

}  // namespace candour::net
