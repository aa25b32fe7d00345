// Server: all sockets of all shards. The one thing that main sees of this folder.
#pragma once

#include "server/net/listener.hpp"
#include "server/net/services.hpp"
#include "server/net/shard_net.hpp"
#include "server/net/socket.hpp"

#include <memory>
#include <vector>

namespace candour::net {

/// Owner: main (or a test). Thread: that one. Lifetime: from before Shards::start until after
/// Shards::stop; destroyed before the Shards.
class Server {
public:
    explicit Server(Services services);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// The shards have stopped, and each has ended its sockets.
    ~Server();

    /// Listens at the address on every shard; port 0 takes a free one. Before start.
    [[nodiscard]] error_code open(const tcp::endpoint& address);
    /// The address with its real port.
    [[nodiscard]] tcp::endpoint address() const;
    /// Takes sockets from now on (or as soon as the shards run).
    void start();
    /// Takes no more. Connections go on until the shards say goodbye to them (Shards::stop).
    void stop();

private:
    Services services_;
    std::vector<std::unique_ptr<ShardNet>> nets_;
    std::vector<std::shared_ptr<Listener>> listeners_;
};

}  // namespace candour::net
