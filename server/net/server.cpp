#include "server/net/server.hpp"

#include "server/app/shard/shards.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace candour::net {

Server::Server(Services services) : services_(std::move(services)) {
    auto& shards = services_.shards;
    for (std::size_t i = 0; i < shards.count(); ++i) {
        nets_.push_back(std::make_unique<ShardNet>(shards.context(i), shards.host(i)));
        nets_.back()->tell_trouble_to(services_.on_trouble);
        listeners_.push_back(std::make_shared<Listener>(*nets_.back(), services_));
    }
    // A shard's sockets may be in a file table of its own, where their numbers mean nothing to us.
    shards.at_thread_end([this](std::size_t shard) { nets_[shard]->end_all(); });
}

Server::~Server() = default;

error_code Server::open(const tcp::endpoint& address) {
    auto here = address;
    const bool shared = listeners_.size() > 1;
    for (const auto& listener : listeners_) {
        if (const auto ec = listener->open(here, shared)) return ec;
        here = listener->address();
    }
    return {};
}

tcp::endpoint Server::address() const {
    return listeners_.front()->address();
}

void Server::start() {
    for (const auto& listener : listeners_) listener->start();
    for (const auto& net : nets_) asio::post(net->context(), [&net = *net] { net.start(); });
}

void Server::stop() {
    for (std::size_t i = 0; i < nets_.size(); ++i)
        asio::post(nets_[i]->context(), [&net = *nets_[i], listener = listeners_[i]] {
            listener->close();
            net.stop();
        });
}

}  // namespace candour::net
