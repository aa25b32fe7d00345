#include "server/net/shard_net.hpp"

#include "server/app/audience/seat_host.hpp"

namespace candour::net {

ShardNet::ShardNet(asio::io_context& context, app::SeatHost& host)
    : context_(context),
      host_(host),
      second_(context.get_executor()),
      flushes_(context, host.counters()) {}

ShardNet::~ShardNet() {
    end_all();
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
