// Times of the load tool: microseconds on the steady clock.
#pragma once

#include <chrono>

namespace candour::load {

using Micros = std::chrono::microseconds;
using Time = std::chrono::time_point<std::chrono::steady_clock, Micros>;

[[nodiscard]] inline Time now() {
    return std::chrono::time_point_cast<Micros>(std::chrono::steady_clock::now());
}

[[nodiscard]] constexpr double in_seconds(Micros time) {
    return static_cast<double>(time.count()) / 1e6;
}
[[nodiscard]] constexpr double in_ms(Micros time) {
    return static_cast<double>(time.count()) / 1e3;
}

}  // namespace candour::load
