// What a question shows: the const half of QuestionFold.
#include "server/domain/question_fold.hpp"

namespace candour::domain {

QuestionPhase QuestionFold::phase() const noexcept {
    if (std::holds_alternative<Open>(phase_)) return QuestionPhase::open;
    if (std::holds_alternative<Closed>(phase_)) return QuestionPhase::closed;
    return QuestionPhase::waiting;
}

QuestionState QuestionFold::state(const Joined& looked_at) const {
    QuestionState state;
    state.id = id_;
    state.round = round_;
    state.phase = phase();
    state.revealed = revealed_;
    state.joined = looked_at.people;
    state.offers = offers_;
    if (announced_.empty()) return state;
    state.announcement = Announcement{announced_.size() - 1};
    state.joined = announced_.back().people;
    state.joined_at_opening = announced_.front().people;
    return state;
}

std::uint32_t QuestionFold::released_people() const {
    return static_cast<std::uint32_t>(kept_.size() - waiting_.size());
}

Tally QuestionFold::tally(bool with_hidden, bool words_full, const ViewLimits& limits) const {
    if (const auto* words = std::get_if<WordAggregate>(&aggregate_)) {
        WordCloudTally tally = words->tally(hidden_, with_hidden, limits.words);
        tally.full = words_full;
        return tally;
    }
    if (const auto* texts = std::get_if<TextAggregate>(&aggregate_))
        return texts->tally(hidden_, with_hidden, limits.texts);
    if (const auto* scale = std::get_if<ScaleAggregate>(&aggregate_)) return scale->tally();
    return std::get<ChoiceAggregate>(aggregate_).tally();
}

Results QuestionFold::results(bool facilitator, bool words_full, const ViewLimits& limits) const {
    const QuestionPhase now = phase();
    if (now == QuestionPhase::waiting) return {};
    if (!facilitator && !revealed_) return {.tally = {}, .withheld = Withheld::not_revealed};
    if (question_->level != Level::open && released_people() == 0) {
        if (now == QuestionPhase::closed) return {.tally = {}, .withheld = Withheld::too_few};
        const bool strict = question_->level == Level::strict;
        return {.tally = {}, .withheld = strict ? Withheld::until_close : Withheld::until_enough};
    }
    return {.tally = tally(facilitator, words_full, limits), .withheld = {}};
}

FreeTextTally QuestionFold::texts_from(std::size_t from, const PageLimits& limits) const {
    return std::get<TextAggregate>(aggregate_).page(hidden_, from, limits);
}

std::optional<Progress> QuestionFold::progress() const {
    if (phase() != QuestionPhase::open) return std::nullopt;
    return progress_.word();
}

}  // namespace candour::domain
