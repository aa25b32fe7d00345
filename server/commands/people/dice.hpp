// Dice: a made-up person's own random choices, the same for the same seed. `candour people` and
// candour-load throw them; they are cheap enough to be thrown for each of 100,000 people.
#pragma once

#include "protocol/cpp/base64.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>

namespace candour::people {

/// splitmix64 (Steele, Lea and Flood 2014): the same on every machine, unlike <random>'s
/// distributions.
/// Owner: a Person. Thread: one. Lifetime: any.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// 64 bits.
    [[nodiscard]] std::uint64_t number() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ z >> 30U) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27U) * 0x94d049bb133111ebU;
        return z ^ z >> 31U;
    }
    /// 0 to 1, without 1.
    [[nodiscard]] double share() { return static_cast<double>(number() >> 11U) * 0x1.0p-53; }
    [[nodiscard]] bool chance(double probability) { return share() < probability; }
    /// 0 to count - 1.
    [[nodiscard]] std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(share() * static_cast<double>(count));
    }
    /// 0 to count - 1, small numbers far more often: as words are used.
    [[nodiscard]] std::size_t skewed(std::size_t count) {
        const auto at = share();
        return static_cast<std::size_t>(at * at * static_cast<double>(count));
    }
    /// Around `centre`, mostly within `spread` of it (a sum of uniform numbers is near normal).
    [[nodiscard]] double around(double centre, double spread) {
        return centre + (share() + share() + share() - 1.5) * spread;
    }
    /// A time to think: mostly near `middle`, now and then four times as long.
    [[nodiscard]] std::chrono::milliseconds pause(std::chrono::milliseconds middle) {
        const auto factor = std::exp(around(0.0, 1.0));
        return std::chrono::milliseconds(
            static_cast<std::int64_t>(static_cast<double>(middle.count()) * factor));
    }
    /// A message id: 128 bits.
    [[nodiscard]] std::string message_id() {
        std::array<std::uint8_t, 16> bytes{};
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(number() >> 56U);
        return base64url(bytes);
    }

private:
    std::uint64_t state_;
};

}  // namespace candour::people
