#include "server/app/shard/unreadable_rooms.hpp"

#include "server/app/audience/put_off.hpp"

namespace candour::app {

std::optional<Refusal> UnreadableRooms::refuse_all(Random& random) const {
    if (!unread_) return std::nullopt;
    return refuse_as_unread(random);
}

/// A code alone may be mistyped. A hello that has a secret, a ticket or a capability as well comes
/// from somebody who was given a link, so while there are damaged rooms of which not even the code
/// can be read, the room may be one of those.
Refusal UnreadableRooms::refuse(const Hello& hello, Random& random) const {
    if (damaged_.contains(hello.code)) return refuse_as_damaged(random);
    const bool has_more = hello.secret || hello.ticket || hello.capability;
    if (has_more && damaged_.contains(RoomCode{})) return refuse_as_perhaps_damaged(random);
    return candour::refuse(RefusalCode::room_not_found);
}

}  // namespace candour::app
