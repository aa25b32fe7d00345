// KeyTable: the keys that one shard's rooms have on the disk, and whose facilitators know that
// something of their room is not kept. What becomes of a key is decided in lifecycle/key_life.hpp.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/lifecycle/key_life.hpp"
#include "server/app/shard/effect.hpp"

#include <cstddef>
#include <span>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace candour::app {

/// Owner: a RoomTable. Thread: its shard's. Lifetime: the table's.
class KeyTable {
public:
    explicit KeyTable(std::size_t shards) : shards_(shards) {}

    /// The key of a room that is not sealed is on the disk.
    void add(const RoomId& id, const RoomCode& code, bool has_ended);
    /// The code of a room whose key is on the disk, or null.
    [[nodiscard]] const RoomCode* code(const RoomId& id) const;
    /// Whether the key is not on the disk, so that nothing of its room may be confirmed.
    [[nodiscard]] bool is_lost(const RoomId& id) const {
        return !lost_.empty() && lost_.contains(id);
    }

    /// Asks for a look at the disk, for these keys, unless one is under way.
    void look(std::vector<RoomId> open, Effects& effects);
    /// The answer to that: these keys are not on the disk.
    void missing(const std::vector<RoomId>& missing, Effects& effects);
    void written(const RoomId& id, std::error_code error, Effects& effects);
    void room_ended(const RoomId& id, Effects& effects);
    /// The code may be empty: of a room that never was open, or whose results cannot be read.
    void destroyed(const RoomId& id, const RoomCode& code, std::error_code error, Effects& effects);
    /// Goes on with keys that could not be removed.
    void retry(Effects& effects);

    /// Tells the room's facilitators whether the storage keeps it, when that is news.
    void tell(const RoomCode& code, bool keeps, Effects& effects);

private:
    struct Key {
        RoomCode code;
        lifecycle::KeyLife life = lifecycle::KeyLife::kept;
    };
    using Keys = std::unordered_map<RoomId, Key>;

    void step(Keys::iterator key, const lifecycle::KeyInput& input, Effects& effects);
    void step(const RoomId& id, const lifecycle::KeyInput& input, Effects& effects);

    std::size_t shards_;
    Keys keys_;
    std::unordered_set<RoomId> lost_;      // keys that are not on the disk; each answer looks here
    std::unordered_set<RoomCode> unkept_;  // rooms whose facilitators know that
    bool looking_ = false;
};

}  // namespace candour::app
