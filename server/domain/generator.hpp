// Generator: the pseudorandom choices of the fold. Keyed, so that every node, replay and test makes
// the same ones, and nobody without the room's key can foretell them.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace candour::domain {

/// mt19937_64 and seed_seq are fully specified by the standard ([rand.predef]), and so the same on
/// every machine; std::shuffle and the distributions are not, hence the two functions here.
class Generator {
public:
    explicit Generator(const Bytes32& seed) {
        std::vector<std::uint32_t> words(seed.size() / 4);
        for (std::size_t i = 0; i < seed.size(); ++i) words[i / 4] = words[i / 4] << 8U | seed[i];
        std::seed_seq sequence(words.begin(), words.end());
        engine_.seed(sequence);
    }

    /// Uniform in [0, bound); bound > 0. Rejects the uneven rest, so that no value is favoured.
    std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t uneven = (0 - bound) % bound;
        for (;;) {
            const std::uint64_t value = engine_();
            if (value >= uneven) return value % bound;
        }
    }

    /// Fisher and Yates's shuffle (Knuth, TAOCP vol. 2, algorithm 3.4.2P).
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t left = items.size(); left > 1; --left)
            std::swap(items[left - 1], items[below(left)]);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace candour::domain
