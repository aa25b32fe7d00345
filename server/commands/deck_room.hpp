// DeckRoom: the room that `candour serve --deck` opens, and goes on with at the next start.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/app/shard/shards.hpp"
#include "server/ops/config.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace candour::commands {

/// Which rooms it opened stands in the data folder, by the ids that the log knows them by. That one
/// of them is a room for this deck is seen by the deck that it has: one that was changed is another
/// deck (docs/decisions/0020-a-decks-room-goes-on.md).
/// Owner: serve. Thread: main's. Lifetime: less than the Shards.
class DeckRoom {
public:
    /// Before the shards run. `all_read`: every room was brought back, so that one that is not
    /// there is over.
    DeckRoom(app::Shards& shards, Deck deck, const ops::Config& config, bool all_read);

    /// Shows the links of the room that goes on, or opens one and shows its links; a sentence when
    /// it cannot. Once the shards run.
    [[nodiscard]] std::string show(const std::string& url);

private:
    [[nodiscard]] std::string open(const std::string& url);
    void remember(const RoomId& room);

    app::Shards& shards_;
    Deck deck_;
    std::filesystem::path file_;  // empty: nothing is kept
    std::vector<RoomId> opened_;  // before, the newest last
    std::optional<app::GoingRoom> goes_on_;
    std::vector<RoomCode> others_;  // that go on too
};

}  // namespace candour::commands
