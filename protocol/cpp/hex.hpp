// Bytes as lower-case hexadecimal, for file names and for what people are shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace candour {

[[nodiscard]] inline std::string to_hex(std::span<const std::uint8_t> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 0xfU]);
    }
    return text;
}

}  // namespace candour
