// Generator: the pseudorandom choices of the fold. Keyed, so that every node, replay and test makes
// the same ones, and nobody without the room's key can foretell them.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace candour::domain {

/// xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021).
/// Written out, as is the shuffle, so that both are the same on every machine and in every library.
/// Its state could be worked out from its numbers; but nobody sees those, and each batch has its
/// own seed.
class Generator {
public:
    explicit Generator(const Bytes32& seed) {
        for (std::size_t i = 0; i < seed.size(); ++i) state_[i / 8] = state_[i / 8] << 8U | seed[i];
        if (state_ == std::array<std::uint64_t, 4>{}) state_[0] = 1;  // zero would stay zero
        for (int i = 0; i < 16; ++i) next();  // until every bit of the seed has its part
    }

    /// Uniform in [0, bound); bound > 0. Rejects the uneven rest, so that no value is favoured.
    std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t uneven = (0 - bound) % bound;
        for (;;) {
            const std::uint64_t value = next();
            if (value >= uneven) return value % bound;
        }
    }

    /// So many of the numbers below `of`, each as likely as any other; count <= of. In no
    /// particular order. Floyd's algorithm (Bentley and Floyd, "A sample of brilliance", CACM 30,
    /// 1987).
    std::vector<std::size_t> choose(std::size_t count, std::size_t of) {
        std::vector<std::size_t> chosen;
        std::vector<bool> is_chosen(of);
        chosen.reserve(count);
        for (std::size_t last = of - count; last < of; ++last) {
            const auto drawn = static_cast<std::size_t>(below(last + 1));
            chosen.push_back(is_chosen[drawn] ? last : drawn);
            is_chosen[chosen.back()] = true;
        }
        return chosen;
    }

    /// Fisher and Yates's shuffle (Knuth, TAOCP vol. 2, algorithm 3.4.2P).
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t left = items.size(); left > 1; --left)
            std::swap(items[left - 1], items[below(left)]);
    }

private:
    std::uint64_t next() noexcept {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    std::array<std::uint64_t, 4> state_{};
};

}  // namespace candour::domain
