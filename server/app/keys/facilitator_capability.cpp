#include "server/app/keys/facilitator_capability.hpp"

#include "protocol/cpp/base64.hpp"
#include "server/app/keys/hmac.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/keys/require.hpp"
#include "server/app/keys/room_key.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace candour::app {
namespace {

constexpr std::string_view for_the_token = "candour facilitator token";
constexpr std::string_view for_results = "candour results key";

/// HKDF-SHA-256 (RFC 5869) without a salt, as the bytes are random already: the first block, which
/// is all that 32 bytes or fewer take.
Bytes32 hkdf(const Bytes32& secret, std::string_view purpose) {
    constexpr Bytes32 no_salt{};
    constexpr std::array<std::uint8_t, 1> first_block{1};
    Bytes32 key = hmac_sha256(no_salt, {secret});
    const Bytes32 derived = hmac_sha256(key, {as_bytes(purpose), first_block});
    OPENSSL_cleanse(key.data(), key.size());
    return derived;
}

/// Of the X25519 key pair (RFC 7748) with this secret half.
Bytes32 public_half(const Bytes32& secret) {
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    const Key key(
        EVP_PKEY_new_raw_private_key_ex(nullptr, "X25519", nullptr, secret.data(), secret.size()),
        &EVP_PKEY_free);
    require(key != nullptr);
    Bytes32 half;
    std::size_t size = half.size();
    require(EVP_PKEY_get_raw_public_key(key.get(), half.data(), &size) == 1);
    require(size == half.size());
    return half;
}

}  // namespace

FacilitatorCapability::FacilitatorCapability(Random& random) {
    random.fill(bytes_);
}

FacilitatorCapability::~FacilitatorCapability() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::string FacilitatorCapability::text() const {
    return base64url(bytes_);
}

std::string FacilitatorCapability::token() const {
    const Bytes32 derived = hkdf(bytes_, for_the_token);
    return base64url(std::span(derived).first<16>());
}

std::string FacilitatorCapability::projector() const {
    return projector_capability(token());
}

RoomLocks FacilitatorCapability::locks() const {
    Bytes32 secret = hkdf(bytes_, for_results);
    const RoomLocks locks{.facilitator_hash = capability_hash(token()),
                          .projector_hash = capability_hash(projector()),
                          .results_key = public_half(secret)};
    OPENSSL_cleanse(secret.data(), secret.size());
    return locks;
}

}  // namespace candour::app
