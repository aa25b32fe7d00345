#include "server/app/keys/hmac.hpp"

#include "server/app/keys/require.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace candour::app {
namespace {

/// Fetched once, as OpenSSL 3 otherwise looks it up by name at each use.
const EVP_MD* sha256() {
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(fetched != nullptr);
    return fetched;
}

/// Owner: its thread. Thread: one. Lifetime: the thread's, so that a digest allocates nothing.
class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new()) {
        require(context_ != nullptr);
        start();
    }
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    ~Digest() { EVP_MD_CTX_free(context_); }

    void add(ByteView bytes) {
        require(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
    }
    /// The digest of what was added; starts afresh, which also wipes the state.
    Bytes32 finish() {
        Bytes32 result;
        require(EVP_DigestFinal_ex(context_, result.data(), nullptr) == 1);
        start();
        return result;
    }

private:
    void start() { require(EVP_DigestInit_ex2(context_, sha256(), nullptr) == 1); }

    EVP_MD_CTX* context_;
};

Digest& digest() {
    thread_local Digest own;
    return own;
}

constexpr std::size_t block_size = 64;

}  // namespace

Bytes32 sha256(std::initializer_list<ByteView> parts) {
    for (const ByteView part : parts) digest().add(part);
    return digest().finish();
}

Bytes32 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts) {
    std::array<std::uint8_t, block_size> pad{};
    if (key.size() > block_size)
        std::ranges::copy(sha256({key}), pad.begin());
    else
        std::ranges::copy(key, pad.begin());

    Digest& own = digest();
    for (std::uint8_t& byte : pad) byte ^= 0x36U;
    own.add(pad);
    for (const ByteView part : parts) own.add(part);
    Bytes32 inner = own.finish();

    for (std::uint8_t& byte : pad) byte ^= 0x36U ^ 0x5CU;
    own.add(pad);
    own.add(inner);
    Bytes32 result = own.finish();
    OPENSSL_cleanse(pad.data(), pad.size());
    OPENSSL_cleanse(inner.data(), inner.size());
    return result;
}

}  // namespace candour::app
