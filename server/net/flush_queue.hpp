// FlushQueue: the connections of one shard that have something to send. One turn of the event loop
// sends for all that were woken in it, so that an ack, a control and a tally that came in the same
// turn leave in one system call.
#pragma once

#include "server/net/socket.hpp"

#include <boost/intrusive/list.hpp>

#include <cstddef>

namespace candour::net {

namespace intrusive = boost::intrusive;

/// Something that sends when it is asked to. Leaves the queue by itself when it is destroyed.
class Flushing : public intrusive::list_base_hook<intrusive::tag<struct FlushTag>,
                                                  intrusive::link_mode<intrusive::auto_unlink>> {
public:
    virtual void flush() = 0;

protected:
    Flushing() = default;
    ~Flushing() = default;
};

/// Owner: a ShardNet. Thread: its shard. Lifetime: longer than the context runs.
class FlushQueue {
public:
    explicit FlushQueue(asio::io_context& context) : context_(context) {}
    FlushQueue(const FlushQueue&) = delete;
    FlushQueue& operator=(const FlushQueue&) = delete;

    /// Flushes it in the next turn; once, however often it is added before.
    void add(Flushing& what);

private:
    using List = intrusive::
        list<Flushing, intrusive::base_hook<Flushing>, intrusive::constant_time_size<false>>;
    void post();
    void run();

    asio::io_context& context_;
    List waiting_;
    bool posted_ = false;
};

}  // namespace candour::net
