#include "server/app/keys/base64url.hpp"

#include <array>

namespace candour::app {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t not_a_digit = 64;

constexpr std::array<std::uint8_t, 256> digits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(not_a_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table.at(static_cast<unsigned char>(alphabet[i])) = static_cast<std::uint8_t>(i);
    return table;
}();

constexpr std::size_t encoded_size(std::size_t bytes) noexcept {
    return (bytes * 8 + 5) / 6;
}

}  // namespace

std::string base64url(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(encoded_size(bytes.size()));
    std::uint32_t bits = 0;
    unsigned held = 0;  // how many low bits of `bits` are still to be written
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8U | byte;
        for (held += 8; held >= 6; held -= 6) text += alphabet[bits >> (held - 6) & 63U];
    }
    if (held > 0) text += alphabet[bits << (6 - held) & 63U];
    return text;
}

bool read_base64url(std::string_view text, std::span<std::uint8_t> out) noexcept {
    if (text.size() != encoded_size(out.size())) return false;
    std::uint32_t bits = 0;
    unsigned held = 0;
    std::size_t filled = 0;
    for (const char c : text) {
        const std::uint8_t digit = digits[static_cast<unsigned char>(c)];
        if (digit == not_a_digit) return false;
        bits = bits << 6U | digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out[filled++] = static_cast<std::uint8_t>(bits >> held);
    }
    return (bits & ((1U << held) - 1U)) == 0;
}

}  // namespace candour::app
