// Chance: repeatable random numbers, cheap enough to be drawn for each of 100,000 people.
#pragma once

#include <cstddef>
#include <cstdint>

namespace candour::load {

/// splitmix64 (Steele, Lea and Flood 2014): the same on every machine, unlike <random>'s
/// distributions. Plain value.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ z >> 30U) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27U) * 0x94d049bb133111ebU;
        return z ^ z >> 31U;
    }
    /// 0 to 1, without 1.
    [[nodiscard]] double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    [[nodiscard]] bool happens(double probability) { return share() < probability; }
    /// 0 to count - 1; count is not 0.
    [[nodiscard]] std::size_t below(std::size_t count) { return next() % count; }

private:
    std::uint64_t state_;
};

}  // namespace candour::load
