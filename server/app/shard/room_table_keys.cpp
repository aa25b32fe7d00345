// Keys on the disk: there while a room lives, gone when it is over. The part of RoomTable that sees
// to both.
#include "server/app/shard/room_table.hpp"
#include "server/app/shard/shard.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

void RoomTable::look_at_keys() {
    if (looking_at_keys_) return;
    std::vector<RoomId> open;
    for (const auto& [code, place] : rooms_)
        if (place.home->room().phase() != RoomPhase::ended) open.push_back(place.home->id());
    if (open.empty()) return;
    looking_at_keys_ = true;
    shard_.look_for_keys(std::move(open));
}

/// The desk does one thing after the other: a key that is sent there now comes before the word to
/// destroy it, which is sent when the room has ended and is sealed.
void RoomTable::keys_missing(const std::vector<RoomId>& missing) {
    looking_at_keys_ = false;
    for (auto& [code, place] : rooms_)
        if (place.key_lost && std::ranges::find(missing, place.home->id()) == missing.end())
            key_is_back(code, place);
    std::size_t vanished = 0;
    for (const RoomId& id : missing) {
        const Place* place = find(id);
        if (place == nullptr || place->home->room().phase() == RoomPhase::ended) continue;
        if (!place->key_lost) ++vanished;
        shard_.keep_key(id, place->home->key(), place->last_day);
    }
    if (vanished > 0)
        shard_.say("Keys of open rooms that have vanished from the disk, and are written again: " +
                   std::to_string(vanished) + '.');
}

void RoomTable::key_kept(const RoomId& id, std::error_code error) {
    Place* place = find(id);
    if (place == nullptr || place->home->room().phase() == RoomPhase::ended) return;
    const RoomCode& code = place->home->room().code();
    if (!error) {
        if (place->key_lost) key_is_back(code, *place);
        return;
    }
    if (std::exchange(place->key_lost, true)) return;
    if (shard_.health().begins(Trouble::key_lost))
        shard_.say("The key of an open room cannot be written again: " + error.message() +
                   ". Nothing is confirmed in rooms without a key until it can.");
    set_kept(code, false);
}

void RoomTable::key_is_back(const RoomCode& code, Place& place) {
    place.key_lost = false;
    if (shard_.health().is_over(Trouble::key_lost))
        shard_.say("No open room is without its key any more.");
    set_kept(code, true);
}

void RoomTable::key_destroyed(const RoomId& id, const RoomCode& code, std::error_code error) {
    if (error) {
        if (!left_keys_.emplace(id, code).second) return;
        shard_.say("The key of a room that is over could not be removed: " + error.message() +
                   ". It is tried every 10 s.");
        shard_.health().begins(Trouble::key_left);
        return set_kept(code, false);
    }
    if (left_keys_.erase(id) > 0) {
        shard_.say("The key that could not be removed has been.");
        shard_.health().is_over(Trouble::key_left);
    }
    set_kept(code, true);
}

void RoomTable::set_kept(const RoomCode& code, bool keeps) {
    const bool news = keeps ? unkept_.erase(code) > 0 : unkept_.insert(code).second;
    if (!news) return;
    for (std::size_t shard = 0; shard < shard_.count(); ++shard)
        shard_.send(WhetherKept{{shard, code, Role::facilitator}, keeps});
}

}  // namespace candour::app
