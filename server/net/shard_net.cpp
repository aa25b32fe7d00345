#include "server/net/shard_net.hpp"

#include "server/app/audience/seat_host.hpp"
#include "server/net/services.hpp"

#include <utility>

namespace candour::net {

ShardNet::ShardNet(asio::io_context& context, app::SeatHost& host)
    : context_(context),
      host_(host),
      second_(context.get_executor()),
      flushes_(context, host.counters()) {}

ShardNet::~ShardNet() {
    end_all();
}

void ShardNet::hear_of_unnamed_proxy(const Services& services) {
    if (std::exchange(unnamed_proxy_told_, true) || !services.on_trouble) return;
    services.on_trouble(
        "A request came through a proxy that the setting trusted-proxies does not name. Until it "
        "does, everybody behind that proxy counts as one address: one of them who guesses room "
        "codes, or opens rooms, slows all.");
}

void ShardNet::start() {
    wait_for_second();
}

void ShardNet::stop() {
    second_.cancel();
}

void ShardNet::end_all() {
    while (!guests_.empty()) {
        auto& first = guests_.front();
        guests_.pop_front();
        first.end();
    }
}

void ShardNet::wait_for_second() {
    second_.expires_after(std::chrono::seconds(1));
    second_.async_wait([this](error_code ec) {
        if (ec) return;
        deadlines_.tick();
        wait_for_second();
    });
}

}  // namespace candour::net
