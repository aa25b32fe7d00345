// How a room comes to be: made from a deck, or brought back from its log.
#pragma once

#include "protocol/cpp/room_locks.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/room/live_room.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/domain/event.hpp"
#include "server/log/room_log.hpp"

#include <boost/system/result.hpp>

#include <memory>
#include <optional>
#include <system_error>

namespace candour::app {

class DeckShelf;
class KeyStore;
class Random;

/// A room that is not in the log yet, and the links that go to whoever opens it.
struct RoomOpening {
    RoomId id;
    RoomKey key;
    RoomCode code;
    domain::RoomBegan began;
    log::Record record;  // batch 1
    OpenedRoom links;
};

/// Draws code and key; and the capabilities, unless whoever opens the room has made them and gives
/// its locks. Any thread.
[[nodiscard]] RoomOpening prepare_room(const std::shared_ptr<const Deck>& deck,
                                       Random& random,
                                       const std::optional<RoomLocks>& locks = {});

/// The limits of limits.hpp as the domain wants them.
[[nodiscard]] domain::RoomLimits room_limits();

/// The home of an opened room, once its record is durable.
[[nodiscard]] std::unique_ptr<LiveRoom> begin_room(RoomOpening opening,
                                                   Random& random,
                                                   FaultInjection fault_injection = {});

/// What became of a room of the log.
struct Restored {
    std::unique_ptr<LiveRoom> home;   // null: it is damaged
    RoomCode code;                    // empty when not even its beginning can be read
    bool of_another_version = false;  // not damaged, but not to be read by this one
};

/// Folds the room's log again. It is damaged when the key is missing or a record is torn, missing
/// or not ours; an error when they cannot be read now. Blocks; never on a shard.
/// The room's deck goes on the shelf, if there is one.
[[nodiscard]] boost::system::result<Restored, std::error_code> restore_room(
    const RoomId& id,
    const log::RoomLog& log,
    const KeyStore& keys,
    Random& random,
    DeckShelf* decks = nullptr);

}  // namespace candour::app
