// base64url without padding (RFC 4648, section 5), as tickets, secrets and capabilities are
// written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candour::app {

[[nodiscard]] std::string base64url(std::span<const std::uint8_t> bytes);

/// Fills `out` from `text`. False unless `text` is exactly what base64url(out) would give: another
/// spelling of the same bytes (stray bits at the end) is not taken.
[[nodiscard]] bool read_base64url(std::string_view text, std::span<std::uint8_t> out) noexcept;

}  // namespace candour::app
