// Decks as files, with the pictures that lie beside them.
#pragma once

#include "protocol/cpp/deck.hpp"

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace candour::ops {

/// Why a deck file gives no deck: either it cannot be read at all, or it has faults.
struct DeckFileFault {
    std::string unreadable;  // a sentence for a person, or empty
    std::vector<DeckError> errors;
};

/// Reads a deck and the pictures that it names by a path. Such a path stays inside the deck's own
/// folder, by way of links too: a deck from a stranger must not pull other files into a room.
/// Blocks.
[[nodiscard]] boost::system::result<Deck, DeckFileFault> load_deck(
    const std::filesystem::path& file);

/// The same for the text of a deck whose pictures lie in `folder`; an empty one is where we are.
[[nodiscard]] boost::system::result<Deck, std::vector<DeckError>> read_deck(
    const std::string& json, const std::filesystem::path& folder);

}  // namespace candour::ops
