// Listener: takes new sockets for one shard.
#pragma once

#include "server/net/services.hpp"
#include "server/net/shard_net.hpp"
#include "server/net/socket.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>

namespace candour::net {

/// Owner: Server, and its own coroutine. Thread: its shard, but for open(). Lifetime: until
/// close().
class Listener : public std::enable_shared_from_this<Listener> {
public:
    Listener(ShardNet& net, const Services& services);

    /// Binds and listens. `shared`: other shards listen at the same address, and the kernel spreads
    /// new connections over them (SO_REUSEPORT).
    [[nodiscard]] error_code open(const tcp::endpoint& address, bool shared);
    [[nodiscard]] tcp::endpoint address() const;
    void start();
    /// Takes no more sockets. On its shard's thread.
    void close();

private:
    using Executor = Socket::executor_type;
    static asio::awaitable<void, Executor> accept_all(std::shared_ptr<Listener> self);
    asio::awaitable<void, Executor> back_off();

    ShardNet& net_;
    const Services& services_;
    asio::basic_socket_acceptor<tcp, Executor> acceptor_;
    asio::steady_timer retry_;
    bool out_of_descriptors_ = false;  // said once, not at every retry
};

}  // namespace candour::net
