// Base64 in both of its alphabets, with one table and one loop for each direction: pictures in
// decks are written in the standard one with padding (RFC 4648, section 4), ids, tickets, secrets
// and capabilities in the one for addresses, without padding (section 5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace candour {

/// Appends to `out`; the last characters may be "=" or "==".
void write_base64(std::string& out, std::string_view bytes);
/// Strict: padding is required, nothing else may stand between, bits that no byte needs are zero.
[[nodiscard]] std::optional<std::string> read_base64(std::string_view text);

[[nodiscard]] std::string base64url(std::span<const std::uint8_t> bytes);
/// Fills `out` from `text`. False unless `text` is exactly what base64url(out) would give: another
/// spelling of the same bytes (stray bits at the end) is not taken.
[[nodiscard]] bool read_base64url(std::string_view text, std::span<std::uint8_t> out) noexcept;
/// Whether `text` has so many characters, all of them from the alphabet for addresses.
[[nodiscard]] bool is_base64url(std::string_view text, std::size_t length) noexcept;

/// How many characters 128 and 256 bits take in base64url.
inline constexpr std::size_t base64url_of_128_bits = 22;
inline constexpr std::size_t base64url_of_256_bits = 43;

}  // namespace candour
