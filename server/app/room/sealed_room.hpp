// SealedRoom: what remains of a room after its key was destroyed: the deck, one sorted table per
// question, the date, and the hashes that let its facilitators read it. Nothing in it belongs to a
// person (rules A2, A6).
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/room/live_room.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace candour::app {

class DeckShelf;

/// Owner: a shard's RoomTable. Thread: that shard's. Lifetime: until the retention time is over.
class SealedRoom {
public:
    /// `date` is YYYY-MM-DD, the finest time that is kept.
    SealedRoom(const RoomId& id, const domain::Room& room, const std::string& date);

    /// The bytes that the log keeps in the place of the room's batches.
    [[nodiscard]] std::string bytes() const;
    /// Nothing when the bytes are not a sealed room of this version.
    /// Its deck goes on the shelf, if there is one.
    [[nodiscard]] static std::optional<SealedRoom> read(const RoomId& id,
                                                        std::string_view bytes,
                                                        DeckShelf* decks = nullptr);

    [[nodiscard]] const RoomId& id() const noexcept { return id_; }
    [[nodiscard]] const RoomCode& code() const noexcept { return code_; }
    [[nodiscard]] const std::string& date() const noexcept { return date_; }
    [[nodiscard]] const std::shared_ptr<const Deck>& deck() const noexcept { return deck_; }

    /// Whether the hello carries the capability of its role. Without, the code may be a guess.
    [[nodiscard]] bool knows(const Hello& hello) const;
    /// Facilitators and projectors still come in; participants learn that the room has ended.
    [[nodiscard]] std::variant<Admission, Refusal> admit(const Hello& hello) const;
    [[nodiscard]] Broadcast current(Role role) const;
    [[nodiscard]] Frame report() const { return make_frame(report_); }

private:
    SealedRoom() = default;

    RoomId id_;
    RoomCode code_;
    std::string date_;
    std::shared_ptr<const Deck> deck_;
    Bytes32 facilitator_hash_{};
    Bytes32 projector_hash_{};
    std::string report_;  // the message, as JSON
};

}  // namespace candour::app
