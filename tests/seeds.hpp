// The tests' one source of chance: from a seed that is pinned and printed when a test fails, and
// that the environment may set for longer runs.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candour::seeds {

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

/// The seeds of the dice that were made last; tests/main.cpp prints them when a test fails. Any
/// thread.
class Made {
public:
    void note(std::uint64_t seed) noexcept { last_[count_++ % last_.size()] = seed; }
    void clear() noexcept { count_ = 0; }
    [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
    /// The newest first.
    [[nodiscard]] std::string list() const {
        const std::size_t count = count_;
        std::string text;
        for (std::size_t i = 1; i <= std::min(count, last_.size()); ++i)
            text += (i == 1 ? "" : ", ") + std::to_string(last_[(count - i) % last_.size()]);
        return text;
    }

private:
    std::array<std::atomic<std::uint64_t>, 4> last_{};
    std::atomic<std::size_t> count_ = 0;
};
constinit inline Made made;

/// The same on every machine and with every library. Not the domain's Generator: what is tested
/// does not throw its own dice.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(mixed(seed)) { made.note(seed); }
    /// They fall as these bytes say, a byte each, as long as there are any, so that a fuzzer finds
    /// out what each does. The bytes outlive the dice.
    explicit Dice(std::string_view bytes) : bytes_(bytes), state_(0) {}

    /// 64 bits.
    std::uint64_t number() { return state_ = mixed(state_); }
    /// Uniform enough in [0, bound); bound > 0.
    std::size_t below(std::size_t bound) {
        if (!bytes_.empty()) {
            const auto fallen = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            return fallen % bound;
        }
        return static_cast<std::size_t>((number() >> 11U) % bound);
    }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::uint8_t byte() { return static_cast<std::uint8_t>(number() >> 24U); }
    template <class List>
    auto& any_of(List& list) {
        return list[below(list.size())];
    }
    /// Fisher and Yates's.
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t left = items.size(); left > 1; --left)
            std::swap(items[left - 1], items[below(left)]);
    }

private:
    std::string_view bytes_;
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

}  // namespace candour::seeds
