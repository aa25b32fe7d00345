// Events: what may happen in a room. A room is the fold of its events, batch by batch, and of
// nothing else: an event holds no time, no address, no name.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/response.hpp"

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
    Bytes32 facilitator_hash{};        // of the capabilities, which themselves are kept nowhere
    Bytes32 projector_hash{};
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

/// A person's answer, in the place of an earlier one of the same pseudonym.
struct Responded {
    SlideId question;
    Pseudonym who;
    Response response;
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
                           Withdrew>;

/// What is appended to the log at once: responses first, shuffled; then what facilitators did, in
/// order. Without events it only says how many have joined.
struct Batch {
    BatchNumber number;
    std::uint32_t joined = 0;  // how many people have joined until now, gone or not
    std::vector<Event> events;
};

}  // namespace candour::domain
