// How long ago the machine started: for measuring what nobody has done for a day.
#pragma once

#include <chrono>
#include <ctime>

namespace candour::app {

/// The time that the machine slept is in it, as it is in no std::chrono clock that cannot be set
/// (CLOCK_BOOTTIME, clock_gettime(2)). Any thread.
[[nodiscard]] inline std::chrono::nanoseconds since_boot() noexcept {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

}  // namespace candour::app
