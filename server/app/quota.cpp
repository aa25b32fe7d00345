#include "server/app/quota.hpp"

#include "server/app/limits.hpp"
#include "server/app/random.hpp"

#include <array>

namespace candour::app {

namespace {

std::chrono::seconds any_between(std::chrono::seconds least,
                                 std::chrono::seconds most,
                                 Random& random) {
    std::array<std::uint8_t, 1> byte{};
    random.fill(byte);
    return least + (most - least) * byte[0] / 255;
}

}  // namespace

Refusal refuse_as_full(RefusalCode code, Random& random) {
    Refusal refusal = refuse(code);
    refusal.retry_after = any_between(limits::full_for_at_least, limits::full_for_at_most, random);
    return refusal;
}

Refusal refuse_as_unread(Random& random) {
    Refusal refusal = refuse(RefusalCode::not_kept);
    refusal.message =
        "The server cannot read what it has kept, so it does not know this room yet. It goes on "
        "trying, and so does this page.";
    refusal.retry_after =
        any_between(limits::unread_for_at_least, limits::unread_for_at_most, random);
    return refusal;
}

}  // namespace candour::app
