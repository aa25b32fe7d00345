// Base64 (RFC 4648, section 4) for pictures in decks. Private to the codec.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::codec {

void write_base64(std::string& out, std::string_view bytes);

/// Strict: padding is required, nothing else may stand between, unused bits are zero.
[[nodiscard]] std::optional<std::string> read_base64(std::string_view text);

}  // namespace candour::codec
