#include "protocol/cpp/base64.hpp"

#include <algorithm>
#include <array>

namespace candour {
namespace {

constexpr std::uint8_t not_a_digit = 64;

/// 64 characters, and what each of the 256 possible characters stands for.
struct Alphabet {
    constexpr explicit Alphabet(std::string_view all) : characters(all) {
        digits.fill(not_a_digit);
        for (std::size_t i = 0; i < all.size(); ++i)
            digits[static_cast<unsigned char>(all[i])] = static_cast<std::uint8_t>(i);
    }
    [[nodiscard]] std::uint8_t digit(char c) const noexcept {
        return digits[static_cast<unsigned char>(c)];
    }

    std::string_view characters;
    std::array<std::uint8_t, 256> digits{};
};

constexpr Alphabet standard{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
constexpr Alphabet for_addresses{
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

/// Without padding.
constexpr std::size_t written_size(std::size_t bytes) noexcept {
    return (bytes * 8 + 5) / 6;
}

/// `Byte` is a char or a std::uint8_t.
template <class Byte>
void write(const Alphabet& alphabet, std::span<const Byte> bytes, std::string& out) {
    std::uint32_t bits = 0;
    unsigned held = 0;  // how many low bits of `bits` are still to be written
    for (const Byte byte : bytes) {
        bits = bits << 8U | static_cast<std::uint8_t>(byte);
        for (held += 8; held >= 6; held -= 6) out += alphabet.characters[bits >> (held - 6) & 63U];
    }
    if (held > 0) out += alphabet.characters[bits << (6 - held) & 63U];
}

/// Hands each byte to `put`. False when a character is none of the alphabet's, or the last one has
/// bits that no byte needs.
template <class Put>
bool read(const Alphabet& alphabet, std::string_view text, const Put& put) {
    std::uint32_t bits = 0;
    unsigned held = 0;  // how many low bits of `bits` belong to no byte yet
    for (const char c : text) {
        const std::uint8_t digit = alphabet.digit(c);
        if (digit == not_a_digit) return false;
        bits = bits << 6U | digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        put(static_cast<std::uint8_t>(bits >> held));
    }
    return (bits & ((1U << held) - 1U)) == 0;
}

}  // namespace

void write_base64(std::string& out, std::string_view bytes) {
    const std::size_t characters = (bytes.size() + 2) / 3 * 4;
    out.reserve(out.size() + characters);
    write(standard, std::span{bytes}, out);
    out.append(characters - written_size(bytes.size()), '=');
}

std::optional<std::string> read_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    std::string bytes(text.size() / 4 * 3 + 2, '\0');
    std::size_t size = 0;
    const auto put = [&](std::uint8_t byte) { bytes[size++] = static_cast<char>(byte); };
    if (!read(standard, text, put)) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string base64url(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(written_size(bytes.size()));
    write(for_addresses, bytes, text);
    return text;
}

bool read_base64url(std::string_view text, std::span<std::uint8_t> out) noexcept {
    if (text.size() != written_size(out.size())) return false;
    std::size_t filled = 0;
    return read(for_addresses, text, [&](std::uint8_t byte) { out[filled++] = byte; });
}

bool is_base64url(std::string_view text, std::size_t length) noexcept {
    return text.size() == length &&
           std::ranges::all_of(text, [](char c) { return for_addresses.digit(c) != not_a_digit; });
}

}  // namespace candour
