#include "server/net/shard_net.hpp"

#include "server/app/audience/counters.hpp"
#include "server/app/audience/seat_host.hpp"
#include "server/net/services.hpp"

#include <new>
#include <utility>

namespace candour::net {

ShardNet::ShardNet(asio::io_context& context, app::SeatHost& host, std::size_t max_waiting)
    : context_(context),
      host_(host),
      second_(context.get_executor()),
      flushes_(context, host.counters()),
      stalled_(max_waiting) {}

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

void ShardNet::hear_of_no_memory() noexcept {
    host_.counters().out_of_memory.add();
    if (std::exchange(no_memory_told_, true) || !on_trouble_) return;
    try {
        on_trouble_(
            "Memory has run out: what could not be read was refused, and rooms go on. Give the "
            "server more, or set max-deck-memory lower.");
    } catch (const std::bad_alloc&) {  // nor for the sentence
        no_memory_told_ = false;
    }
}

void ShardNet::note_waiting(Stalled& line, std::size_t bytes) {
    if (line.waiting() == bytes) return;
    stalled_.note(line, bytes);
    host_.counters().lines_cut.add(stalled_.cut_down());
    host_.counters().waiting_bytes.set(stalled_.bytes());
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
