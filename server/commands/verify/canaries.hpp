// Canaries: a deck with every kind of question and level, and answers that nobody else would give,
// so that whoever finds one somewhere knows where it came from.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/messages.hpp"
#include "protocol/cpp/response.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace candour::verify {

struct CanaryQuestion {
    SlideId id;
    Level level;
    std::size_t people;  // so many answer it
};

/// Text as an attacker would send it, and as it must come back (rule A8).
struct Hostile {
    const char* what;
    std::string sent;
    std::string clean;
};

/// Not a multiple of five, so that an exact number is told from a rounded one.
inline constexpr std::size_t canary_people = 23;
/// Too few for a group (rule A3).
inline constexpr std::size_t too_few_people = 4;

/// Every question that canaries answer, in the deck's order; the last one's answers are withheld.
[[nodiscard]] const std::vector<CanaryQuestion>& canary_questions();
/// The question that takes hostile texts; not among the above.
[[nodiscard]] SlideId hostile_question();
[[nodiscard]] const std::vector<Hostile>& hostile_texts();

[[nodiscard]] Deck canary_deck();
/// What a person answers; `mark` is a word of this verification alone.
[[nodiscard]] Response canary_answer(const CanaryQuestion& question,
                                     std::size_t person,
                                     const std::string& mark);
/// What a facilitator says to go to that slide, or to do something with that question.
[[nodiscard]] Control control_message(Action action, const SlideId& slide);
/// Part of every answer to the last question.
[[nodiscard]] std::string withheld_mark(const std::string& mark);

}  // namespace candour::verify
