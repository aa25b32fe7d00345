// BodyBudget: how many bytes of requests' bodies the server holds at once, from the moment that
// they are waited for until they have been answered. Without it a few dozen decks that never end
// take all memory.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace candour::net {

/// Owner: Services. Thread: any. Lifetime: longer than the sockets.
class BodyBudget {
public:
    explicit BodyBudget(std::size_t at_most) noexcept : at_most_(at_most) {}
    BodyBudget(const BodyBudget&) = delete;
    BodyBudget& operator=(const BodyBudget&) = delete;
    ~BodyBudget() = default;

    /// What one body takes, until it is destroyed.
    class Place {
    public:
        Place(Place&& other) noexcept
            : budget_(std::exchange(other.budget_, nullptr)), bytes_(other.bytes_) {}
        Place& operator=(Place&& other) noexcept {
            std::swap(budget_, other.budget_);
            std::swap(bytes_, other.bytes_);
            return *this;
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() {
            if (budget_ != nullptr) budget_->taken_.fetch_sub(bytes_, std::memory_order_relaxed);
        }

    private:
        friend class BodyBudget;
        Place(BodyBudget& budget, std::size_t bytes) : budget_(&budget), bytes_(bytes) {}

        BodyBudget* budget_;
        std::size_t bytes_;
    };

    /// Nothing, and counted as refused, when that is more than there is.
    [[nodiscard]] std::optional<Place> take(std::size_t bytes) noexcept {
        const std::size_t before = taken_.fetch_add(bytes, std::memory_order_relaxed);
        if (before + bytes <= at_most_) return Place(*this, bytes);
        taken_.fetch_sub(bytes, std::memory_order_relaxed);
        note_refused();
        return std::nullopt;
    }
    /// One more was not read, for this reason or for its address's share.
    void note_refused() noexcept { refused_.fetch_add(1, std::memory_order_relaxed); }

    [[nodiscard]] std::size_t taken() const noexcept {
        return taken_.load(std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint64_t refused() const noexcept {
        return refused_.load(std::memory_order_relaxed);
    }

private:
    std::size_t at_most_;
    std::atomic<std::size_t> taken_{0};
    std::atomic<std::uint64_t> refused_{0};
};

}  // namespace candour::net
