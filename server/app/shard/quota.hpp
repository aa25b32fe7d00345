// Quota: how much of something the whole server takes on, counted across its shards.
#pragma once

#include <atomic>
#include <cstddef>

namespace candour::app {

/// Owner: Common. Thread: any. Lifetime: longer than the shards'.
class Quota {
public:
    explicit Quota(std::size_t at_most) noexcept : at_most_(at_most) {}

    /// Takes one place. False, and none is taken, when all places are, and `besides` more of them:
    /// those are for people who come back while their old line still holds a place.
    [[nodiscard]] bool try_take(std::size_t besides = 0) noexcept {
        const std::size_t before = taken_.fetch_add(1, std::memory_order_relaxed);
        if (before < at_most_ || before - at_most_ < besides) return true;
        give_back();
        return false;
    }
    /// Takes one place even where there is none left: for a room that a restart brings back, which
    /// the log holds already.
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

}  // namespace candour::app
