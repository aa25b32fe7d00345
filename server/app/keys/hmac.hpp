// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104) from OpenSSL's digest, for
// the keys of this folder and the tokens of workspaces.
//
// HMAC is put together here, as EVP_MAC of OpenSSL 3.0 takes three times as long (it allocates at
// each call, and one answer costs one call) and keeps a copy of the last key in its context, where
// whoever searches the memory of a sealed room would find it.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace candour::app {

using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Of the parts, one after the other. Any thread.
[[nodiscard]] Bytes32 sha256(std::initializer_list<ByteView> parts);

/// Of the parts, one after the other, under a key of any length. Any thread. Leaves neither key nor
/// result behind in memory.
[[nodiscard]] Bytes32 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);

}  // namespace candour::app
