#include "server/app/quota.hpp"

#include "server/app/limits.hpp"
#include "server/app/random.hpp"

#include <array>

namespace candour::app {

Refusal refuse_as_full(RefusalCode code, Random& random) {
    std::array<std::uint8_t, 1> byte{};
    random.fill(byte);
    constexpr auto spread = limits::full_for_at_most - limits::full_for_at_least;
    Refusal refusal = refuse(code);
    refusal.retry_after = limits::full_for_at_least + spread * byte[0] / 255;
    return refusal;
}

}  // namespace candour::app
