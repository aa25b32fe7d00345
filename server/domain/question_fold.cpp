#include "server/domain/question_fold.hpp"

#include <algorithm>

namespace candour::domain {

namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

using Aggregate = std::variant<WordAggregate, ScaleAggregate, TextAggregate, ChoiceAggregate>;

Aggregate empty_aggregate(const Question& question) {
    return std::visit(
        overloaded{
            [](const WordCloudQuestion&) -> Aggregate { return WordAggregate{}; },
            [](const ScaleQuestion& scale) -> Aggregate { return ScaleAggregate{scale}; },
            [](const FreeTextQuestion&) -> Aggregate { return TextAggregate{}; },
            [](const ChoiceQuestion& choice) -> Aggregate { return ChoiceAggregate{choice}; },
        },
        question.kind);
}

std::size_t count_texts(const Response& response) {
    const auto* text = std::get_if<FreeTextResponse>(&response);
    return text == nullptr ? 0 : text->texts.size();
}

}  // namespace

QuestionFold::QuestionFold(SlideId id, const Question& question)
    : id_(std::move(id)),
      question_(&question),
      revealed_(question.results == ResultsMode::live),
      aggregate_(empty_aggregate(question)) {}

void QuestionFold::open(std::uint32_t joined) {
    if (can_open()) phase_ = Open{joined};
}

void QuestionFold::close() {
    if (const auto* open = std::get_if<Open>(&phase_)) phase_ = Closed{open->joined};
}

void QuestionFold::reset() {
    phase_ = Waiting{};
    round_ = round_.next();
    revealed_ = question_->results == ResultsMode::live;
    hidden_.clear();
    kept_.clear();
    waiting_.clear();
    texts_ = 0;
    aggregate_ = empty_aggregate(*question_);
}

void QuestionFold::set_hidden(const ItemId& item, bool hidden) {
    if (hidden)
        hidden_.insert(item);
    else
        hidden_.erase(item);
}

void QuestionFold::respond(const Pseudonym& who, const Response& response) {
    if (phase() != QuestionPhase::open || response.index() != question_->kind.index()) return;
    const auto [place, is_new] = kept_.try_emplace(who);
    KeptResponse& kept = place->second;
    if (!is_new) {
        if (is_final(kept)) return;
        texts_ -= count_texts(kept.response);
        if (kept.released) retract(kept);
    }
    if (!is_new && !kept.released) waiting_.remove(kept);
    kept = KeptResponse{.response = response};
    waiting_.add(kept);
    texts_ += count_texts(response);
}

void QuestionFold::withdraw(const Pseudonym& who) {
    const auto found = kept_.find(who);
    if (phase() != QuestionPhase::open || found == kept_.end() || is_final(found->second)) return;
    if (found->second.released)
        retract(found->second);
    else
        waiting_.remove(found->second);
    texts_ -= count_texts(found->second.response);
    kept_.erase(found);
}

bool QuestionFold::can_open() const noexcept {
    return phase() != QuestionPhase::closed || question_->level == Level::open ||
           released_people() == 0;
}

std::size_t QuestionFold::releasable(std::uint32_t joined) const noexcept {
    const std::size_t k = group_size(question_->level);
    const std::size_t waiting = waiting_.size();
    if (phase() == QuestionPhase::closed) return waiting >= k ? waiting : 0;
    switch (question_->level) {
        case Level::open: return waiting;
        case Level::protected_: return has_everybody(joined) && waiting >= 2 * k ? waiting - k : 0;
        case Level::strict: return 0;
    }
    return 0;
}

bool QuestionFold::has_everybody(std::uint32_t joined) const noexcept {
    const auto* open = std::get_if<Open>(&phase_);
    return open != nullptr && open->joined == joined && kept_.size() == joined;
}

void QuestionFold::release_all(const std::vector<KeptResponse*>& group) {
    std::vector<const FreeTextResponse*> texts;
    for (KeptResponse* kept : group) {
        kept->released = true;
        std::visit(overloaded{
                       [&](WordAggregate& words) {
                           words.release(std::get<WordCloudResponse>(kept->response));
                       },
                       [&](ScaleAggregate& scale) {
                           scale.release(std::get<ScaleResponse>(kept->response));
                       },
                       [&](TextAggregate&) {
                           texts.push_back(&std::get<FreeTextResponse>(kept->response));
                       },
                       [&](ChoiceAggregate& choice) {
                           choice.release(std::get<ChoiceResponse>(kept->response));
                       },
                   },
                   aggregate_);
    }
    if (auto* aggregate = std::get_if<TextAggregate>(&aggregate_)) {
        const std::uint32_t release = aggregate->release(texts);
        for (KeptResponse* kept : group) kept->release = release;
    }
}

void QuestionFold::trim_words(std::size_t most) {
    if (auto* words = std::get_if<WordAggregate>(&aggregate_)) words->trim(most);
}

void QuestionFold::retract(const KeptResponse& kept) {
    std::visit(
        overloaded{
            [&](WordAggregate& words) {
                words.retract(std::get<WordCloudResponse>(kept.response));
            },
            [&](ScaleAggregate& scale) { scale.retract(std::get<ScaleResponse>(kept.response)); },
            [&](TextAggregate& texts) {
                texts.retract(std::get<FreeTextResponse>(kept.response), kept.release);
            },
            [&](ChoiceAggregate& choice) {
                choice.retract(std::get<ChoiceResponse>(kept.response));
            },
        },
        aggregate_);
}

const KeptResponse* QuestionFold::find(const Pseudonym& who) const {
    const auto found = kept_.find(who);
    return found == kept_.end() ? nullptr : &found->second;
}

bool QuestionFold::is_final(const KeptResponse& kept) const noexcept {
    return kept.released && question_->level != Level::open;
}

bool QuestionFold::shows(const ItemId& item) const {
    if (const auto* words = std::get_if<WordAggregate>(&aggregate_))
        return words->shows(item.str());
    if (const auto* texts = std::get_if<TextAggregate>(&aggregate_)) return texts->shows(item);
    return false;
}

std::size_t QuestionFold::new_words(const Response& response) const {
    const auto* words = std::get_if<WordAggregate>(&aggregate_);
    const auto* given = std::get_if<WordCloudResponse>(&response);
    if (words == nullptr || given == nullptr) return 0;
    return static_cast<std::size_t>(
        std::count_if(given->words.begin(), given->words.end(),
                      [&](const Word& word) { return !words->shows(word.key); }));
}

std::size_t QuestionFold::released_texts() const noexcept {
    const auto* texts = std::get_if<TextAggregate>(&aggregate_);
    return texts == nullptr ? 0 : texts->size();
}

std::size_t QuestionFold::distinct_words() const {
    const auto* words = std::get_if<WordAggregate>(&aggregate_);
    return words == nullptr ? 0 : words->distinct();
}

}  // namespace candour::domain
