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

Aggregate empty_aggregate(const Question& question, const Lot& lot) {
    return std::visit(
        overloaded{
            [&](const WordCloudQuestion&) -> Aggregate { return WordAggregate{lot}; },
            [](const ScaleQuestion& scale) -> Aggregate { return ScaleAggregate{scale}; },
            [&](const FreeTextQuestion&) -> Aggregate { return TextAggregate{lot}; },
            [](const ChoiceQuestion& choice) -> Aggregate { return ChoiceAggregate{choice}; },
        },
        question.kind);
}

std::size_t count_texts(const Response& response) {
    const auto* text = std::get_if<FreeTextResponse>(&response);
    return text == nullptr ? 0 : text->texts.size();
}

}  // namespace

QuestionFold::QuestionFold(SlideId id, const Question& question, const Lot& lot)
    : id_(std::move(id)),
      question_(&question),
      lot_(lot),
      revealed_(question.results == ResultsMode::live),
      aggregate_(empty_aggregate(question, lot)) {}

void QuestionFold::close() {
    if (phase() == QuestionPhase::open) phase_ = Closed{};
}

bool QuestionFold::look(const Joined& joined) {
    if (phase() != QuestionPhase::open) return false;
    progress_.look(from_opening_);
    if (announced_.back() == joined) return false;
    announced_.push_back(joined);
    return true;
}

bool QuestionFold::look_would_tell(const Joined& joined) const {
    return phase() == QuestionPhase::open &&
           (announced_.back() != joined || progress_.would_move(from_opening_));
}

void QuestionFold::reset() {
    phase_ = Waiting{};
    round_ = round_.next();
    revealed_ = question_->results == ResultsMode::live;
    hidden_.clear();
    kept_.clear();
    waiting_.clear();
    texts_ = 0;
    announced_.clear();
    from_opening_ = 0;
    progress_ = {};
    offers_ = 0;
    aggregate_ = empty_aggregate(*question_, lot_);
}

void QuestionFold::set_hidden(const ItemId& item, bool hidden) {
    if (hidden)
        hidden_.insert(item);
    else
        hidden_.erase(item);
}

void QuestionFold::count(const KeptResponse& kept, int step) {
    const auto by = static_cast<std::size_t>(step);  // -1 in unsigned arithmetic takes away
    texts_ += by * count_texts(kept.response);
    if (kept.standing.counted == Announcement{}) from_opening_ += by;
}

void QuestionFold::respond(const Pseudonym& who,
                           const Response& response,
                           const Standing& standing) {
    if (phase() != QuestionPhase::open || response.index() != question_->kind.index()) return;
    if (standing.given.value() >= announced_.size()) return;
    const auto [place, is_new] = kept_.try_emplace(who);
    KeptResponse& kept = place->second;
    if (!is_new) {
        if (is_final(kept)) return;
        count(kept, -1);
        if (kept.released)
            retract(kept);
        else
            waiting_.remove(kept);
    }
    kept = KeptResponse{.response = response, .standing = standing};
    waiting_.add(kept);
    count(kept, 1);
}

void QuestionFold::withdraw(const Pseudonym& who) {
    const auto found = kept_.find(who);
    if (phase() != QuestionPhase::open || found == kept_.end() || is_final(found->second)) return;
    if (found->second.released)
        retract(found->second);
    else
        waiting_.remove(found->second);
    count(found->second, -1);
    kept_.erase(found);
}

bool QuestionFold::can_open() const noexcept {
    return phase() != QuestionPhase::closed || question_->level == Level::open;
}

Announcement QuestionFold::counted(std::uint32_t ticket) const {
    const auto first = std::ranges::lower_bound(announced_, ticket, {}, &Joined::tickets);
    return Announcement{static_cast<std::uint64_t>(first - announced_.begin())};
}

bool QuestionFold::may_show_early(const Joined& joined) const noexcept {
    return phase() == QuestionPhase::open && question_->level == Level::protected_ &&
           announced_.front() == joined && kept_.size() == joined.people &&
           from_opening_ == joined.people && waiting_.size() >= 2 * group_size(question_->level);
}

bool QuestionFold::release_all(const std::vector<KeptResponse*>& group) {
    if (group.empty()) return false;
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
    return true;
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

const std::string* QuestionFold::text_for_all(const ItemId& item) const {
    const auto* texts = std::get_if<TextAggregate>(&aggregate_);
    return texts == nullptr || !revealed_ || hidden_.contains(item) ? nullptr : texts->find(item);
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
