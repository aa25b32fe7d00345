// Quota: how much of something the whole server takes on, counted across its shards.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <atomic>
#include <cstddef>

namespace candour::app {

class Random;

/// Owner: Common. Thread: any. Lifetime: longer than the shards'.
class Quota {
public:
    explicit Quota(std::size_t at_most) noexcept : at_most_(at_most) {}

    /// One more, unless all are taken.
    [[nodiscard]] bool try_take() noexcept {
        if (taken_.fetch_add(1, std::memory_order_relaxed) < at_most_) return true;
        give_back();
        return false;
    }
    /// One more, come what may: what a restart brings back is there already.
    void take() noexcept { taken_.fetch_add(1, std::memory_order_relaxed); }
    void give_back() noexcept { taken_.fetch_sub(1, std::memory_order_relaxed); }

    [[nodiscard]] std::size_t taken() const noexcept {
        return taken_.load(std::memory_order_relaxed);
    }
    [[nodiscard]] std::size_t at_most() const noexcept { return at_most_; }

private:
    std::size_t at_most_;
    std::atomic<std::size_t> taken_{0};
};

/// room_full or server_full with a time to come back, another one for each who asks: a crowd that
/// is sent away together must not return together.
[[nodiscard]] Refusal refuse_as_full(RefusalCode code, Random& random);
/// not_kept, likewise, for who comes before the rooms of the log could be read.
[[nodiscard]] Refusal refuse_as_unread(Random& random);
/// not_kept, likewise, for who comes to a room that is damaged, or to one of a code that nobody
/// has while it is not known which rooms are.
[[nodiscard]] Refusal refuse_as_damaged(Random& random);
[[nodiscard]] Refusal refuse_as_perhaps_damaged(Random& random);

}  // namespace candour::app
