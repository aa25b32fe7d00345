#include "server/commands/client/tls.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/give_up.hpp"
#include "server/commands/limits.hpp"
#include "server/commands/people/crowd.hpp"
#include "server/commands/people/join_link.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <random>

namespace candour::commands {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Where it is; nothing when the name does not resolve.
std::optional<tcp::endpoint> find_server(asio::io_context& context, const client::ServerUrl& url) {
    tcp::resolver resolver(context);
    boost::system::error_code ec;
    const auto found = resolver.resolve(url.host, url.port, ec);
    if (ec || found.empty()) return {};
    return found.begin()->endpoint();
}

}  // namespace

int people(const PeopleOptions& options) {
    const auto link = people::read_join_link(options.link);
    if (!link) return give_up(link.error());
    asio::io_context context(1);
    const auto server = find_server(context, link->server);
    if (!server) return give_up("there is no machine called " + link->server.host + ".");
    if (!server->address().is_loopback() && !options.allow_remote)
        return give_up(
            "this room is on another machine, where made-up answers could land among real ones. "
            "If you are sure, add --allow-remote.");

    const auto seed = options.seed ? *options.seed : std::random_device{}();
    const people::Way way{
        .server = {server->address().to_string(), server->port(), link->server.authority()},
        .tls = link->server.tls ? std::make_shared<client::Tls>(link->server.host) : nullptr};
    people::Crowd crowd(context, *link, way,
                        {.count = options.count,
                         .seed = seed,
                         .pace = options.fast ? people::Pace::fast : people::Pace::human,
                         .stay = options.until_ended ? limits::longest_stay : limits::usual_stay},
                        [](const std::string& line) { std::cout << line << std::endl; });
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&crowd, &signals](boost::system::error_code ec, int) {
        if (!ec) crowd.leave();
        signals.clear();  // a second Ctrl-C ends it at once
    });
    std::cout << options.count << " made-up people are on their way (--seed " << seed << ")."
              << std::endl;
    crowd.start([&signals] { signals.cancel(); });
    context.run();
    if (const auto why = crowd.turned_away(); !why.empty()) return give_up(why);
    std::cout << crowd.summary() << std::endl;
    return done;
}

}  // namespace candour::commands
