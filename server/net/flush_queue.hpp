// FlushQueue: the connections of one shard that have something to send. One turn of the event loop
// sends for all that were woken in it, so that an ack, a control and a tally that came in the same
// turn leave in one system call. Who waits for something of its own goes before those who wait for
// what everybody gets; neither keeps the other waiting for good.
#pragma once

#include "server/app/audience/peer.hpp"
#include "server/net/socket.hpp"

#include <boost/intrusive/list.hpp>

#include <chrono>
#include <cstddef>

namespace candour::app {
struct Counters;
}

namespace candour::net {

namespace intrusive = boost::intrusive;

/// Something that sends when it is asked to. Leaves the queue by itself when it is destroyed.
class Flushing : public intrusive::list_base_hook<intrusive::tag<struct FlushTag>,
                                                  intrusive::link_mode<intrusive::auto_unlink>> {
public:
    virtual void flush() = 0;

    /// The queue's own note: which list it is in, while it is in one.
    [[nodiscard]] app::Urgency urgency() const noexcept { return urgency_; }
    void set_urgency(app::Urgency urgency) noexcept { urgency_ = urgency; }

protected:
    Flushing() = default;
    ~Flushing() = default;

private:
    app::Urgency urgency_ = app::Urgency::shared;
};

/// Owner: a ShardNet. Thread: its shard. Lifetime: longer than the context runs.
class FlushQueue {
public:
    /// What flushes cost is noted in the counters.
    FlushQueue(asio::io_context& context, app::Counters& counters)
        : context_(context), counters_(counters) {}
    FlushQueue(const FlushQueue&) = delete;
    FlushQueue& operator=(const FlushQueue&) = delete;

    /// Flushes it in a next turn; once, however often it is added before.
    void add(Flushing& what, app::Urgency urgency);

private:
    using List = intrusive::
        list<Flushing, intrusive::base_hook<Flushing>, intrusive::constant_time_size<false>>;
    void post();
    void run();
    /// So many of the list at the most; how many it was.
    static std::size_t flush_some(List& list, std::size_t at_most);
    void note_cost(std::size_t flushes, std::chrono::nanoseconds took);

    asio::io_context& context_;
    app::Counters& counters_;
    List own_;
    List shared_;
    bool posted_ = false;
};

}  // namespace candour::net
