// The deck of a rehearsal, and what made-up people answer to it.
#pragma once

#include "protocol/cpp/deck.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace candour::load {

/// A content slide, then `questions` questions: word cloud, scale, free text, choice and again. The
/// free text is `protected`, the others `open`, so that their way to the projector can be measured.
[[nodiscard]] Deck rehearsal_deck(std::size_t questions);

/// One question as the workers need it: everything about it that can be written beforehand.
struct Asked {
    SlideId id;
    Level level = Level::open;
    /// Responses as they stand in a submit, each another; people draw from them.
    std::vector<std::string> responses;
};

[[nodiscard]] std::vector<Asked> questions_of(const Deck& deck, std::uint64_t seed);

/// A submit in the form that the codec gives it, from a page that had this announcement.
[[nodiscard]] std::string submit_text(const std::string& id,
                                      const SlideId& question,
                                      const std::string& response,
                                      std::uint64_t announcement = 0);

}  // namespace candour::load
