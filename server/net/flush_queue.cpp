#include "server/net/flush_queue.hpp"

#include "server/app/limits.hpp"

#include <boost/asio/post.hpp>

namespace candour::net {

void FlushQueue::add(Flushing& what) {
    if (what.is_linked()) return;
    waiting_.push_back(what);
    if (!posted_) post();
}

void FlushQueue::post() {
    posted_ = true;
    asio::post(context_, [this] { run(); });
}

void FlushQueue::run() {
    posted_ = false;
    // A part at a time: between two parts the loop reads, so that a broadcast to 10,000 does not
    // keep anybody's answer waiting.
    for (std::size_t i = 0; i < app::limits::flushes_per_turn && !waiting_.empty(); ++i) {
        auto& first = waiting_.front();
        waiting_.pop_front();
        first.flush();
    }
    if (!waiting_.empty() && !posted_) post();
}

}  // namespace candour::net
