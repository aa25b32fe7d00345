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

Refusal refuse_as_damaged(Random& random) {
    Refusal refusal = refuse(RefusalCode::not_kept);
    refusal.message =
        "The server has this room, but cannot read it: a part of it is damaged. Tell whoever runs "
        "it; this page goes on trying.";
    refusal.retry_after =
        any_between(limits::damaged_for_at_least, limits::damaged_for_at_most, random);
    return refusal;
}

Refusal refuse_as_perhaps_damaged(Random& random) {
    Refusal refusal = refuse_as_damaged(random);
    refusal.message =
        "The server knows no room with this code, but cannot read all the rooms that it has: it "
        "may be one of those. Tell whoever runs it; this page goes on trying.";
    return refusal;
}

}  // namespace candour::app
