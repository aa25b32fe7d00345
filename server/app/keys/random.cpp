#include "server/app/keys/random.hpp"

#include <openssl/rand.h>

#include <cstdlib>
#include <limits>

namespace candour::app {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    static_assert(sizeof(int) >= 4);
    if (out.size() > std::numeric_limits<int>::max() ||
        RAND_bytes(out.data(), static_cast<int>(out.size())) != 1)
        std::abort();
}

}  // namespace candour::app
