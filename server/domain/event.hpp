// Events: what may happen in a room. A room is the fold of its events, batch by batch, and of
// nothing else: an event holds no time, no address, no name.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/wall.hpp"
#include "server/domain/company.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace candour::domain {

/// The first event of every room, alone in its batch.
struct RoomBegan {
    RoomCode code;
    std::shared_ptr<const Deck> deck;  // never null
    Bytes32 facilitator_hash{};        // of what is said in hello, which itself is kept nowhere
    Bytes32 projector_hash{};
    /// X25519. What is encrypted to it opens with the facilitators' capability alone (rule A10).
    /// Rooms of before, and those whose capability the server made, have none.
    std::optional<Bytes32> results_key{};
};

struct SlideShown {
    std::optional<SlideId> slide;  // none: the join screen
};

struct QuestionOpened {
    SlideId question;  // or a content slide, whose warning is stepped past
};

struct QuestionClosed {
    SlideId question;
};

struct ResultsRevealed {
    SlideId question;
    bool revealed = true;
};

struct QuestionReset {
    SlideId question;
};

struct ItemHidden {
    SlideId question;
    ItemId item;
    bool hidden = true;
};

struct RoomEnded {};

/// The room's tick has come, and there is something to tell: how many people have joined now, or
/// how far the answers have come. Nothing that is told of either moves at any other time (rules A3,
/// A4).
struct Looked {};

/// Whether anybody new is let in.
struct DoorLocked {
    bool locked = true;
};

/// A facilitator asks those whose answer has too little company to let it stand among the people
/// who are here now.
struct CompanyOffered {
    SlideId question;
};

/// What facilitators have the projector show.
struct WallSet {
    Wall wall;
};

/// A person's answer, in the place of an earlier one of the same pseudonym.
struct Responded {
    SlideId question;
    Pseudonym who;
    Response response;
    Standing standing{};
};

struct Withdrew {
    SlideId question;
    Pseudonym who;
};

using Event = std::variant<RoomBegan,
                           SlideShown,
                           QuestionOpened,
                           QuestionClosed,
                           ResultsRevealed,
                           QuestionReset,
                           ItemHidden,
                           RoomEnded,
                           Responded,
                           Withdrew,
                           Looked,
                           DoorLocked,
                           CompanyOffered,
                           WallSet>;

/// What is appended to the log at once: responses first, shuffled; then what facilitators did, in
/// order. Without events it only says who has joined.
struct Batch {
    BatchNumber number;
    Joined joined{};
    std::vector<Event> events;
};

}  // namespace candour::domain
