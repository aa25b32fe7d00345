// Services: what an HTTP request may be answered with, handed in by main.
#pragma once

#include "server/app/ip_address.hpp"
#include "server/app/keys/address_mark.hpp"
#include "server/app/limits.hpp"
#include "server/net/body_budget.hpp"
#include "server/net/openers.hpp"
#include "server/net/shelf_keeper.hpp"
#include "server/net/site.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace candour::app {
class Shards;
}

namespace candour::net {

/// Owner: Server. Thread: any; not written after start. Lifetime: longer than the sockets.
struct Services {
    app::Shards& shards;
    const Site& site;
    /// Prometheus text; empty when nobody is to see any. Any thread.
    std::function<std::string()> metrics;
    /// "https://polls.example.org", what people reach this server by; empty when only the request's
    /// Host can say it. Without a '/' at the end.
    std::string public_url;
    /// Other names that the server answers to (authority.hpp).
    std::vector<std::string> names{};
    /// Told about trouble with the machine, in a sentence for the log. Never names a client (A5).
    std::function<void(const std::string&)> on_trouble;
    /// Whose word about where a request comes from is believed.
    app::Networks trusted_proxies{};
    /// All that is kept of an address is made by these, and by these alone on every shard.
    std::shared_ptr<const app::AddressMarks> marks = std::make_shared<app::AddressMarks>();
    /// What requests' bodies may take, all at once.
    std::shared_ptr<BodyBudget> bodies =
        std::make_shared<BodyBudget>(app::limits::max_body_bytes_in_flight);
    /// Asked on the blocking pool.
    std::shared_ptr<Openers> openers = std::make_shared<Openers>();
    /// Where workspaces are; null where there are none (as in most tests).
    std::shared_ptr<ShelfKeeper> shelf{};
};

}  // namespace candour::net
