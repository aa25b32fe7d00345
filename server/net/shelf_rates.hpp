// ShelfRates: how much somebody has asked of the workspaces lately, by address.
#pragma once

#include "server/app/audience/token_bucket.hpp"
#include "server/app/keys/address_mark.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace candour::net {

/// Owner: a ShelfKeeper. Thread: its. Lifetime: its.
class ShelfRates {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Whether one more request is answered now; if so, counts it. An address that stands for many
    /// has ten times as much as one person's, here and below.
    [[nodiscard]] bool may_ask(const app::AddressMark& who, TimePoint now);
    /// Whether so many bytes more may be written.
    [[nodiscard]] bool may_write(const app::AddressMark& who, std::size_t bytes, TimePoint now);
    [[nodiscard]] std::size_t remembered() const noexcept { return askers_.size(); }

private:
    struct Asker {
        app::TokenBucket requests;
        app::TokenBucket megabytes;
        TimePoint heard;
    };

    [[nodiscard]] Asker& asker(const app::AddressMark& who, TimePoint now);
    /// Whoever has not asked for so long has all the allowance again, and need not be known.
    void forget_old(TimePoint now);

    std::unordered_map<std::uint64_t, Asker> askers_;
    TimePoint forgotten_at_{};
};

}  // namespace candour::net
