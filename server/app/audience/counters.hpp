// Counters: what one shard has done, for /metrics. Written by the shard alone, read by any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace candour::app {

class Counter {
public:
    /// Only the owning shard's thread writes, so no locked instruction is needed.
    void add(std::uint64_t n = 1) noexcept {
        value_.store(value_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void set(std::uint64_t n) noexcept { value_.store(n, std::memory_order_relaxed); }
    void raise_to(std::uint64_t n) noexcept {
        if (n > value()) set(n);
    }
    void subtract(std::uint64_t n = 1) noexcept { add(0 - n); }
    [[nodiscard]] std::uint64_t value() const noexcept {
        return value_.load(std::memory_order_relaxed);
    }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// Owner: a Shard. Thread: written by its own, read by any. Lifetime: the shard's.
struct Counters {
    Counter rooms;
    Counter participants, facilitators, projectors;
    Counter messages_in, refusals;
    /// Hellos that had to wait, as their code may have been a guess.
    Counter held_back;
    /// People who were to join again later, as very many came to their room at once.
    Counter joins_put_off;
    /// What waits for lines that have not taken what they were sent; and those that were cut as it
    /// was too much.
    Counter waiting_bytes, lines_cut;
    /// Requests and lines that were given up as there was no memory for them.
    Counter out_of_memory;
    /// Rooms of which the results are kept; what is in the log of them and of the others.
    Counter sealed_rooms, log_bytes;
    /// Rooms that nobody had used, and that made way for others.
    Counter rooms_given_up;
    Counter responses_kept, acks;
    Counter batches, batch_failures;
    Counter broadcasts, deliveries, skipped;
    /// What one delivery has cost lately, in ns; 0 until measured.
    Counter delivery_ns;
    /// The longest that participants of a room here now wait between two tallies, in ns.
    Counter tally_interval_ns;

    [[nodiscard]] std::chrono::nanoseconds delivery_cost() const noexcept {
        return std::chrono::nanoseconds(delivery_ns.value());
    }
};

}  // namespace candour::app
