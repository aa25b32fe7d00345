#include "server/ops/today.hpp"

#include <array>
#include <ctime>

namespace candour::ops {

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    std::array<char, 16> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    return {text.data(), size};
}

}  // namespace candour::ops
