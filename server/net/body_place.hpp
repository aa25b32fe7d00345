// BodyPlace: what the body of one request takes, of the server's budget and of its address's share.
#pragma once

#include "server/app/audience/doorkeeper.hpp"
#include "server/net/body_budget.hpp"

#include <optional>
#include <utility>

namespace candour::net {

/// Owner: whoever reads the body, until it has been answered. Thread: the doorkeeper's shard.
/// Lifetime: shorter than the doorkeeper's.
class BodyPlace {
public:
    /// Nothing when the server, or this address, has so many bodies in flight already.
    [[nodiscard]] static std::optional<BodyPlace> take(BodyBudget& budget,
                                                       app::Doorkeeper& door,
                                                       const app::AddressMark& who,
                                                       std::size_t bytes) {
        auto place = budget.take(bytes);
        if (!place) return std::nullopt;
        if (door.bring(who, bytes, std::chrono::steady_clock::now()))
            return BodyPlace(*std::move(place), door, who, bytes);
        budget.note_refused();
        return std::nullopt;
    }
    BodyPlace(BodyPlace&& other) noexcept
        : place_(std::move(other.place_)),
          door_(std::exchange(other.door_, nullptr)),
          who_(other.who_),
          bytes_(other.bytes_) {}
    BodyPlace& operator=(BodyPlace&& other) noexcept {
        std::swap(place_, other.place_);
        std::swap(door_, other.door_);
        std::swap(who_, other.who_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    BodyPlace(const BodyPlace&) = delete;
    BodyPlace& operator=(const BodyPlace&) = delete;
    ~BodyPlace() {
        if (door_ != nullptr) door_->brought(who_, bytes_, std::chrono::steady_clock::now());
    }

private:
    BodyPlace(BodyBudget::Place place,
              app::Doorkeeper& door,
              const app::AddressMark& who,
              std::size_t bytes)
        : place_(std::move(place)), door_(&door), who_(who), bytes_(bytes) {}

    BodyBudget::Place place_;
    app::Doorkeeper* door_;
    app::AddressMark who_;
    std::size_t bytes_;
};

}  // namespace candour::net
