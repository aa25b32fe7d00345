// Services: what an HTTP request may be answered with, handed in by main.
#pragma once

#include "server/net/site.hpp"

#include <functional>
#include <string>

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
    /// Told about trouble with the machine, in a sentence for the log. Never names a client (A5).
    std::function<void(const std::string&)> on_trouble;
};

}  // namespace candour::net
