// Waiting for what another thread does: on conditions, with a deadline, never for a fixed time.
#pragma once

#include <chrono>
#include <thread>

namespace candour::waiting {

/// Generous, as a loaded machine is slow; nobody waits so long unless the test fails.
inline constexpr std::chrono::seconds patience{30};

/// Whether `condition` came true before the deadline.
template <class Condition>
[[nodiscard]] bool becomes_true(Condition&& condition) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});  // between two looks
    }
    return true;
}

}  // namespace candour::waiting
