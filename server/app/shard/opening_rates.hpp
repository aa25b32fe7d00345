// OpeningRates: how many rooms somebody has opened lately, by pass and by address.
#pragma once

#include "server/app/audience/token_bucket.hpp"
#include "server/app/keys/address_mark.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace candour::app {

/// Owner: Common. Thread: the blocking pool's one. Lifetime: the shards'.
class OpeningRates {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Whether one more room may be opened now; if so, counts it. `pass` is the pass's number,
    /// where one is needed. An address that stands for many has ten times as much as one person's.
    [[nodiscard]] bool may_open(const AddressMark& who,
                                std::optional<std::uint64_t> pass,
                                TimePoint now);
    [[nodiscard]] std::size_t remembered() const noexcept {
        return by_address_.size() + by_pass_.size();
    }

private:
    struct Opener {
        TokenBucket rooms;
        TimePoint heard;
    };
    using Openers = std::unordered_map<std::uint64_t, Opener>;

    /// Whoever has not opened any for so long has all the allowance again, and need not be known.
    void forget_old(TimePoint now);
    [[nodiscard]] static TokenBucket& rooms_of(Openers& openers,
                                               std::uint64_t who,
                                               double times,
                                               TimePoint now);

    Openers by_address_;
    Openers by_pass_;
};

}  // namespace candour::app
