#include "server/net/deadlines.hpp"

#include <cassert>

namespace candour::net {

void Deadlines::arm(Expiring& what, std::chrono::seconds within) {
    // One more, as the second that is passing now has begun already.
    const auto slots = static_cast<std::size_t>(within.count()) + 1;
    assert(slots < slot_count);
    what.unlink();
    slots_[(now_ + slots) % slot_count].push_back(what);
}

void Deadlines::tick() {
    now_ = (now_ + 1) % slot_count;
    List due;
    due.swap(slots_[now_]);
    while (!due.empty()) {
        auto& first = due.front();
        due.pop_front();
        first.on_deadline();
    }
}

}  // namespace candour::net
