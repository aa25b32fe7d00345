// Decks as people write them: candour.deck/1, protocol/README.md, "Decks".
// Any thread; no exception for bad input.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/room_locks.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour {

/// What a deck's texts go through (rule A8). It is handed in, as the contract does not know ICU.
class TextRules {
public:
    virtual ~TextRules() = default;
    /// How many grapheme clusters `text` has: what a reader would call characters.
    [[nodiscard]] virtual std::size_t graphemes(std::string_view text) const = 0;
    /// One line of `text` without what must not reach a screen.
    [[nodiscard]] virtual std::string clean(std::string_view text) const = 0;
};

/// The bytes of a picture that a deck file names by a path beside it; or, in a sentence for whoever
/// wrote the deck, why there are none.
struct PictureFile {
    std::optional<std::string> bytes;
    std::string why_not;
};
/// Only called with relative paths that stay inside the deck's folder.
using PictureFiles = std::function<PictureFile(const std::string& path)>;

/// A deck that keeps every rule of README, with defaults filled in and texts cleaned; or everything
/// that is wrong with it at once, slide by slide.
/// Without `files` (a deck that came over HTTP) a picture must be a data URI.
[[nodiscard]] boost::system::result<Deck, std::vector<DeckError>> parse_deck(
    std::string_view json, const TextRules& rules, const PictureFiles& files = {});

/// The deck as one line of JSON, every default written out, pictures as data URIs.
/// parse_deck gives the same deck back.
[[nodiscard]] std::string encode_deck(const Deck& deck);

/// What a room is opened with: a deck, and the locks of capabilities that were made elsewhere.
struct RoomRequest {
    Deck deck;
    std::optional<RoomLocks> locks;
};

/// {"deck":{...},"locks":{...}}, or a deck alone, as from programs that leave the capabilities to
/// the server. Faults of a deck that stands inside are at "$.deck".
[[nodiscard]] boost::system::result<RoomRequest, std::vector<DeckError>> parse_room_request(
    std::string_view json, const TextRules& rules);

[[nodiscard]] std::string encode_room_request(const Deck& deck, const RoomLocks& locks);

}  // namespace candour
