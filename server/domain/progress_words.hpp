// ProgressWords: few, about half, most: all that a facilitator learns of a protected question
// before a release (rule A3).
#pragma once

#include "protocol/cpp/tally.hpp"

#include <cstddef>
#include <cstdint>

namespace candour::domain {

class Generator;

/// Counts only people who had joined at the opening, so that nobody can bring in phones to count
/// with; never goes back, so that nobody finds the threshold by taking answers back; and draws the
/// thresholds for each round, so that the word does not tell which answer it was.
/// Owner: a QuestionFold. Thread: the room's home shard. Lifetime: one round of a question.
class ProgressWords {
public:
    /// A round begins among so many people.
    void begin(std::uint32_t people, Generator& generator);
    /// So many of them have answered by this tick.
    void look(std::size_t answered);
    [[nodiscard]] bool would_move(std::size_t answered) const { return word_for(answered) > word_; }
    [[nodiscard]] Progress word() const noexcept { return word_; }

private:
    [[nodiscard]] Progress word_for(std::size_t answered) const;

    Progress word_ = Progress::few;
    std::size_t half_from_ = 0;  // answers; 0 before the round begins
    std::size_t most_from_ = 0;
};

}  // namespace candour::domain
