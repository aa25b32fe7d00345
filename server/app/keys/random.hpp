// Random: where fresh random bytes come from. Handed in, so that a simulation can give them from
// a seed; the server's own come from the operating system through OpenSSL.
#pragma once

#include <cstdint>
#include <span>

namespace candour::app {

/// Thread: any (implementations are safe to call from several threads at once).
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    /// Fills `out`; ends the process when the system has no randomness to give.
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// OpenSSL's RAND_bytes.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace candour::app
