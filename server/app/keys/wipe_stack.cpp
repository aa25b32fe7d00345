#include "server/app/keys/wipe_stack.hpp"

#include <openssl/crypto.h>

#include <array>

namespace candour::app {

[[gnu::noinline]] void wipe_stack() noexcept {
    std::array<unsigned char, 128UL * 1024> below;
    OPENSSL_cleanse(below.data(), below.size());
}

}  // namespace candour::app
