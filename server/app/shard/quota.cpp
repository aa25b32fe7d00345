#include "server/app/shard/quota.hpp"

#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"

#include <array>
#include <string>
#include <utility>

namespace candour::app {

namespace {

/// Each is told another time, so that not all come back at once.
Refusal put_off(Refusal refusal,
                std::chrono::seconds least,
                std::chrono::seconds most,
                Random& random) {
    std::array<std::uint8_t, 1> byte{};
    random.fill(byte);
    refusal.retry_after = least + (most - least) * byte[0] / 255;
    return refusal;
}

Refusal not_kept(std::string sentence) {
    Refusal refusal = refuse(RefusalCode::not_kept);
    refusal.message = std::move(sentence);
    return refusal;
}

Refusal not_kept_as_damaged(std::string sentence, Random& random) {
    return put_off(not_kept(std::move(sentence)), limits::damaged_for_at_least,
                   limits::damaged_for_at_most, random);
}

}  // namespace

Refusal refuse_as_full(RefusalCode code, Random& random) {
    return put_off(refuse(code), limits::full_for_at_least, limits::full_for_at_most, random);
}

Refusal refuse_as_unread(Random& random) {
    return put_off(
        not_kept("The server cannot read what it has kept, so it does not know this room "
                 "yet. It goes on trying, and so does this page."),
        limits::unread_for_at_least, limits::unread_for_at_most, random);
}

Refusal refuse_as_damaged(Random& random) {
    return not_kept_as_damaged(
        "The server has this room, but cannot read it: a part of it is damaged. Tell whoever runs "
        "it; this page goes on trying.",
        random);
}

Refusal refuse_as_perhaps_damaged(Random& random) {
    return not_kept_as_damaged(
        "The server knows no room with this code, but cannot read all the rooms that it has: it "
        "may be one of those. Tell whoever runs it; this page goes on trying.",
        random);
}

}  // namespace candour::app
