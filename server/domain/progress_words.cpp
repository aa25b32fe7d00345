#include "server/domain/progress_words.hpp"

#include "server/domain/generator.hpp"

#include <algorithm>

namespace candour::domain {

namespace {

/// Any of the numbers from `first` to `last`, both included.
std::size_t any_of(std::size_t first, std::size_t last, Generator& generator) {
    return last <= first ? first : first + generator.below(last - first + 1);
}

}  // namespace

void ProgressWords::begin(std::uint32_t people, Generator& generator) {
    // "About half" begins between a quarter and a half, "most" between a half and seven eighths.
    const std::size_t all = people;
    word_ = Progress::few;
    half_from_ = any_of(std::max<std::size_t>(1, (all + 3) / 4), (all + 1) / 2, generator);
    most_from_ = any_of(std::max(half_from_ + 1, all / 2 + 1), all * 7 / 8, generator);
}

Progress ProgressWords::word_for(std::size_t answered) const {
    if (half_from_ == 0 || answered < half_from_) return Progress::few;
    return answered < most_from_ ? Progress::about_half : Progress::most;
}

void ProgressWords::look(std::size_t answered) {
    word_ = std::max(word_, word_for(answered));
}

}  // namespace candour::domain
