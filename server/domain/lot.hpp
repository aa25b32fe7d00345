// Lot: which of many words or texts are shown where not all have room. Drawn, since any order that
// follows from the texts themselves would always show the same people's: those who write in Latin
// letters, or in capitals.
#pragma once

#include "server/domain/generator.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <string_view>

namespace candour::domain {

/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a number for each
/// text that nobody can foretell without the key, which the room's keyed generator draws. So it
/// depends neither on who sent the text nor on when it came (rule A2), every replay draws the same,
/// and a text keeps its number while others come, go and are hidden.
class Lot {
public:
    Lot() = default;
    /// The second half is drawn first, as by every build so far. Written out, since the order in
    /// which a call's arguments are evaluated is the compiler's own, and a room's log has to show
    /// the same texts whoever built the server.
    explicit Lot(Generator& generator) {
        key_[1] = half(generator);
        key_[0] = half(generator);
    }
    Lot(std::uint64_t first, std::uint64_t second) noexcept : key_{first, second} {}

    /// Those with the smallest are shown first.
    [[nodiscard]] std::uint64_t of(std::string_view text) const noexcept {
        State state{key_[0] ^ 0x736f6d6570736575U, key_[1] ^ 0x646f72616e646f6dU,
                    key_[0] ^ 0x6c7967656e657261U, key_[1] ^ 0x7465646279746573U};
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * (i % 8));
            if (i % 8 != 7) continue;
            take(state, word);
            word = 0;
        }
        take(state, word | std::uint64_t{text.size()} << 56U);
        state[2] ^= 0xFFU;
        for (int round = 0; round < 4; ++round) stir(state);
        return state[0] ^ state[1] ^ state[2] ^ state[3];
    }

private:
    using State = std::array<std::uint64_t, 4>;

    static std::uint64_t half(Generator& generator) {
        return generator.below(std::numeric_limits<std::uint64_t>::max());
    }

    static void take(State& state, std::uint64_t word) noexcept {
        state[3] ^= word;
        stir(state);
        stir(state);
        state[0] ^= word;
    }

    static void stir(State& v) noexcept {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = std::rotl(v[1], 13) ^ v[0];
        v[3] = std::rotl(v[3], 16) ^ v[2];
        v[0] = std::rotl(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = std::rotl(v[1], 17) ^ v[2];
        v[3] = std::rotl(v[3], 21) ^ v[0];
        v[2] = std::rotl(v[2], 32);
    }

    std::array<std::uint64_t, 2> key_{};
};

}  // namespace candour::domain
