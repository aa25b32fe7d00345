#include "protocol/cpp/codec_base64.hpp"

#include <array>
#include <cstdint>

namespace candour::codec {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t none = 255;

constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

}  // namespace

void write_base64(std::string& out, std::string_view bytes) {
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t offset) -> std::uint32_t {
            return i + offset < bytes.size() ? static_cast<unsigned char>(bytes[i + offset]) : 0U;
        };
        const std::uint32_t bits = byte(0) << 16U | byte(1) << 8U | byte(2);
        out += alphabet[bits >> 18U];
        out += alphabet[bits >> 12U & 63U];
        out += i + 1 < bytes.size() ? alphabet[bits >> 6U & 63U] : '=';
        out += i + 2 < bytes.size() ? alphabet[bits & 63U] : '=';
    }
}

std::optional<std::string> read_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && text.ends_with('=')) {
        text.remove_suffix(1);
        ++padding;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const std::uint8_t value = values[static_cast<unsigned char>(c)];
        if (value == none) return std::nullopt;
        bits = bits << 6U | value;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>(bits >> held & 255U);
        bits &= (1U << held) - 1U;
    }
    if (bits != 0) return std::nullopt;
    return bytes;
}

}  // namespace candour::codec
