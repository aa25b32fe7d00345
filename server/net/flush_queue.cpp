#include "server/net/flush_queue.hpp"

#include "server/app/audience/counters.hpp"
#include "server/app/limits.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>

namespace candour::net {

using app::Urgency;
namespace limits = app::limits;

namespace {

/// Fewer in one turn say more about the clock than about themselves.
constexpr std::size_t enough_to_measure = 16;
/// Each turn moves the figure by an eighth of the difference, so that one hiccup does not.
constexpr std::int64_t smoothing = 8;

}  // namespace

void FlushQueue::add(Flushing& what, Urgency urgency) {
    if (what.is_linked()) {
        if (urgency == Urgency::shared || what.urgency() == Urgency::own) return;
        what.unlink();
    }
    what.set_urgency(urgency);
    (urgency == Urgency::own ? own_ : shared_).push_back(what);
    if (!posted_) post();
}

void FlushQueue::post() {
    posted_ = true;
    asio::post(context_, [this] { run(); });
}

std::size_t FlushQueue::flush_some(List& list, std::size_t at_most) {
    std::size_t flushed = 0;
    for (; flushed < at_most && !list.empty(); ++flushed) {
        auto& first = list.front();
        list.pop_front();
        first.flush();
    }
    return flushed;
}

void FlushQueue::run() {
    posted_ = false;
    // A part at a time: between two parts the loop reads, so that a broadcast to 10,000 does not
    // keep anybody's answer waiting.
    flush_some(own_, limits::own_flushes_per_turn);
    const auto started = std::chrono::steady_clock::now();
    const auto shared = flush_some(shared_, limits::shared_flushes_per_turn);
    note_cost(shared, std::chrono::steady_clock::now() - started);
    if (!(own_.empty() && shared_.empty()) && !posted_) post();
}

void FlushQueue::note_cost(std::size_t flushes, std::chrono::nanoseconds took) {
    if (flushes < enough_to_measure) return;
    const auto now = took.count() / static_cast<std::int64_t>(flushes);
    const auto before = static_cast<std::int64_t>(counters_.delivery_ns.value());
    const auto next = before == 0 ? now : before + (now - before) / smoothing;
    counters_.delivery_ns.set(static_cast<std::uint64_t>(std::max<std::int64_t>(next, 1)));
}

}  // namespace candour::net
