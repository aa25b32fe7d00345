// Random bytes from a pinned seed, so that a test that failed can be run again as it was.
#pragma once

#include "server/app/keys/random.hpp"
#include "tests/seeds.hpp"

#include <cstdint>
#include <mutex>
#include <span>

namespace candour::app::test {

/// Thread: any; with one thread the same bytes at every run.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : dice_(seed) {}

    void fill(std::span<std::uint8_t> out) override {
        const std::scoped_lock lock{mutex_};
        for (std::uint8_t& byte : out) byte = dice_.byte();
    }

private:
    std::mutex mutex_;
    seeds::Dice dice_;
};

}  // namespace candour::app::test
