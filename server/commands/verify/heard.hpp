// Heard: what was said to somebody in a room, and when.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <chrono>
#include <string>

namespace candour::verify {

/// It was heard `at`, and sent no earlier than `after`.
struct Heard {
    ServerMessage message;
    std::string text;
    std::chrono::steady_clock::time_point at;
    std::chrono::steady_clock::time_point after;
};

}  // namespace candour::verify
