// Random bytes from a seed: two rooms with the same seed have the same keys, and differ in what
// people do alone. For checks; a server's bytes come from the operating system.
#pragma once

#include "server/app/keys/random.hpp"
#include "server/domain/generator.hpp"

#include <cstdint>

namespace candour::verify {

[[nodiscard]] inline domain::Generator seeded(std::uint64_t seed) {
    Bytes32 bytes{};
    for (std::size_t i = 0; i < sizeof seed; ++i)
        bytes.at(i) = static_cast<std::uint8_t>(seed >> (8 * i));
    return domain::Generator(bytes);
}

/// Thread: one.
class SeededRandom final : public app::Random {
public:
    explicit SeededRandom(std::uint64_t seed) : generator_(seeded(seed)) {}
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(generator_.below(256));
    }

private:
    domain::Generator generator_;
};

}  // namespace candour::verify
