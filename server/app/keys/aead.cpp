#include "server/app/keys/aead.hpp"

#include "server/app/keys/require.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace candour::app {
namespace {

/// Fetched once, as OpenSSL 3 otherwise looks it up by name at each use.
const EVP_CIPHER* aes_256_gcm() {
    static EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    require(fetched != nullptr);
    return fetched;
}

enum class Direction : int { open = 0, seal = 1 };

/// One message on its way in or out. Owner and lifetime: a function. Thread: one. OpenSSL wipes the
/// key when it ends.
class Pass {
public:
    Pass(Direction direction, const Bytes32& key, const std::uint8_t* nonce, ByteView associated)
        : context_(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free) {
        require(context_ && EVP_CipherInit_ex2(context_.get(), aes_256_gcm(), key.data(), nonce,
                                               static_cast<int>(direction), nullptr) == 1);
        update(nullptr, associated);
    }

    void update(std::uint8_t* out, ByteView in) {
        int length = 0;
        require(EVP_CipherUpdate(context_.get(), out, &length, in.data(),
                                 static_cast<int>(in.size())) == 1);
    }
    [[nodiscard]] bool finish() {
        int length = 0;
        std::array<std::uint8_t, aead_tag_size> none{};  // GCM has nothing left to write
        return EVP_CipherFinal_ex(context_.get(), none.data(), &length) == 1;
    }
    void tag(int what, std::uint8_t* tag) {
        require(EVP_CIPHER_CTX_ctrl(context_.get(), what, aead_tag_size, tag) == 1);
    }

private:
    std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context_;
};

std::uint8_t* bytes_of(std::string& text) {
    return reinterpret_cast<std::uint8_t*>(text.data());
}

}  // namespace

std::string aead_seal(const Bytes32& key,
                      const Nonce& nonce,
                      ByteView associated,
                      std::string_view plain) {
    std::string sealed(nonce.size() + plain.size() + aead_tag_size, '\0');
    std::uint8_t* const cipher = std::ranges::copy(nonce, bytes_of(sealed)).out;
    Pass pass{Direction::seal, key, nonce.data(), associated};
    pass.update(cipher, as_bytes(plain));
    require(pass.finish());
    pass.tag(EVP_CTRL_AEAD_GET_TAG, cipher + plain.size());
    return sealed;
}

std::optional<std::string> aead_open(const Bytes32& key,
                                     ByteView associated,
                                     std::string_view sealed) {
    constexpr std::size_t around = sizeof(Nonce) + aead_tag_size;
    if (sealed.size() < around) return std::nullopt;
    const ByteView bytes = as_bytes(sealed);
    const ByteView cipher = bytes.subspan(sizeof(Nonce), bytes.size() - around);
    std::array<std::uint8_t, aead_tag_size> tag{};
    std::ranges::copy(bytes.last(tag.size()), tag.begin());

    Pass pass{Direction::open, key, bytes.data(), associated};
    std::string plain(cipher.size(), '\0');
    pass.update(bytes_of(plain), cipher);
    pass.tag(EVP_CTRL_AEAD_SET_TAG, tag.data());
    if (pass.finish()) return plain;
    OPENSSL_cleanse(plain.data(), plain.size());  // nobody may act on what was not authenticated
    return std::nullopt;
}

}  // namespace candour::app
