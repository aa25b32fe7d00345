// Caller: one socket, as the doorkeeper of its shard counts it under its address.
#pragma once

#include "server/app/audience/doorkeeper.hpp"

#include <optional>
#include <utility>

namespace candour::app {

/// Owner: whoever has the socket; moves along with it. Thread: the doorkeeper's shard. Lifetime:
/// the socket's, and shorter than the doorkeeper's.
class Caller {
public:
    /// Nothing when the address has so many sockets already that others would find none.
    [[nodiscard]] static std::optional<Caller> enter(Doorkeeper& door, const AddressMark& who) {
        if (!door.enter(who, std::chrono::steady_clock::now())) return std::nullopt;
        return Caller(door, who);
    }
    Caller(Caller&& other) noexcept
        : door_(std::exchange(other.door_, nullptr)), who_(other.who_) {}
    Caller& operator=(Caller&& other) noexcept {
        std::swap(door_, other.door_);
        std::swap(who_, other.who_);
        return *this;
    }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    ~Caller() { leave(); }

    /// The socket is closed, whenever its holder goes.
    void leave() noexcept {
        if (door_ != nullptr) door_->leave(who_, std::chrono::steady_clock::now());
        door_ = nullptr;
    }

    [[nodiscard]] const AddressMark& who() const noexcept { return who_; }

private:
    Caller(Doorkeeper& door, const AddressMark& who) : door_(&door), who_(who) {}

    Doorkeeper* door_;
    AddressMark who_;
};

}  // namespace candour::app
