// Seeds of the tests: pinned, printed when a test fails, and for longer runs set from outside.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <cstdlib>

namespace candour::domain_test {

/// splitmix64 (Steele, Lea, Flood 2014): one number from another, well mixed.
constexpr std::uint64_t mixed(std::uint64_t value) noexcept {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

/// What `seed` and `number` make together, as wide as a key.
constexpr Bytes32 seed_bytes(std::uint64_t seed, std::uint64_t number) noexcept {
    Bytes32 bytes{};
    std::uint64_t value = mixed(mixed(seed) ^ number);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % 8 == 0) value = mixed(value);
        bytes[i] = static_cast<std::uint8_t>(value >> (i % 8 * 8));
    }
    return bytes;
}

/// The tests' own dice. Not the domain's Generator: what is tested does not throw them.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(mixed(seed)) {}

    /// Uniform enough in [0, bound); bound > 0.
    std::size_t below(std::size_t bound) {
        state_ = mixed(state_);
        return static_cast<std::size_t>((state_ >> 11U) % bound);
    }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class List>
    auto& any_of(List& list) {
        return list[below(list.size())];
    }

private:
    std::uint64_t state_;
};

/// A number from the environment, for longer runs and for one failing seed.
inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// How many random runs a test makes, unless the environment says. A tenth where nothing is
/// optimised: there all of them take a minute, and the sanitizers' build makes them anyway.
inline std::uint64_t how_many(const char* name, std::uint64_t usual) {
#ifdef __OPTIMIZE__
    return from_environment(name, usual);
#else
    return from_environment(name, usual / 10);
#endif
}

}  // namespace candour::domain_test
