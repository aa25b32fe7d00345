// AES-256-GCM (NIST SP 800-38D) from OpenSSL: what nobody without the key can read, change or move.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/keys/hmac.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace candour::app {

/// Never used twice under one key. Random ones may be, for up to 2^32 messages (SP 800-38D, 8.3).
using Nonce = std::array<std::uint8_t, 12>;
inline constexpr std::size_t aead_tag_size = 16;

/// The nonce, the ciphertext and the tag. The associated data is authenticated,
/// but not in the result.
[[nodiscard]] std::string aead_seal(const Bytes32& key,
                                    const Nonce& nonce,
                                    ByteView associated,
                                    std::string_view plain);

/// What was sealed; nothing if this key did not seal exactly this with this associated data.
[[nodiscard]] std::optional<std::string> aead_open(const Bytes32& key,
                                                   ByteView associated,
                                                   std::string_view sealed);

}  // namespace candour::app
