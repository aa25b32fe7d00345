#include "server/domain/room.hpp"

#include "server/domain/generator.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace candour::domain {

Room::Room(RoomBegan began, RoomLimits limits, const Bytes32& lot_seed)
    : began_(std::move(began)), limits_(limits) {
    Generator generator{lot_seed};
    for (const Slide& slide : began_.deck->slides)
        if (const Question* question = slide.question())
            questions_.emplace_back(slide.id, *question, Lot{generator});
}

void Room::apply(const Batch& batch, const Bytes32& release_seed) {
    joined_ = batch.joined;
    std::optional<Generator> generator;  // one for the batch, made when first needed
    const auto make_generator = [&]() -> Generator& {
        if (!generator) generator.emplace(release_seed);
        return *generator;
    };
    for (const Event& event : batch.events)
        std::visit(
            [&]<class What>(const What& what) {
                if constexpr (std::is_same_v<What, QuestionOpened>)
                    apply(what, make_generator);
                else
                    apply(what);
            },
            event);
    for (QuestionFold& question : questions_)
        if (question.release(joined_, make_generator)) trim_words(question);
    clear_stale_wall();
    last_batch_ = batch.number;
}

void Room::trim_words(QuestionFold& question) {
    const std::size_t all = distinct_words();
    if (all <= limits_.words) return;
    const std::size_t elsewhere = all - question.distinct_words();
    question.trim_words(limits_.words - std::min(limits_.words, elsewhere));
}

void Room::apply(const SlideShown& event) {
    if (slide_ != event.slide) past_warning_ = false;
    wall_ = {};
    slide_ = event.slide;
    revision_ = revision_.next();
}

template <class MakeGenerator>
void Room::apply(const QuestionOpened& event, MakeGenerator&& generator) {
    if (QuestionFold* found = question(event.question))
        found->open(looked_at_, generator);
    else if (slide_ == event.question)
        past_warning_ = true;
    wall_.page = 0;
    revision_ = revision_.next();
}

void Room::apply(const QuestionClosed& event) {
    if (QuestionFold* found = question(event.question)) found->close();
    wall_.page = 0;
    revision_ = revision_.next();
}

void Room::apply(const ResultsRevealed& event) {
    if (QuestionFold* found = question(event.question)) found->set_revealed(event.revealed);
    wall_.page = 0;
    revision_ = revision_.next();
}

void Room::apply(const QuestionReset& event) {
    if (QuestionFold* found = question(event.question)) found->reset();
    wall_.page = 0;
    revision_ = revision_.next();
}

void Room::apply(const ItemHidden& event) {
    if (QuestionFold* found = question(event.question)) found->set_hidden(event.item, event.hidden);
    revision_ = revision_.next();
}

void Room::apply(const RoomEnded&) {
    phase_ = RoomPhase::ended;
    wall_ = {};
    for (QuestionFold& question : questions_) question.close();
    revision_ = revision_.next();
}

void Room::apply(const Responded& event) {
    if (QuestionFold* found = question(event.question))
        found->respond(event.who, event.response, event.standing);
}

void Room::apply(const Withdrew& event) {
    if (QuestionFold* found = question(event.question)) found->withdraw(event.who);
}

void Room::apply(const Looked&) {
    bool is_new = looked_at_.people != joined_.people;
    looked_at_ = joined_;
    for (QuestionFold& question : questions_)
        if (question.look(looked_at_)) is_new = true;
    if (is_new) revision_ = revision_.next();
}

bool Room::look_would_tell(const Joined& joined) const {
    if (phase_ == RoomPhase::ended) return false;
    return looked_at_ != joined ||
           std::ranges::any_of(questions_, [&](const QuestionFold& question) {
               return question.look_would_tell(joined);
           });
}

void Room::apply(const DoorLocked& event) {
    locked_ = event.locked;
    revision_ = revision_.next();
}

void Room::apply(const CompanyOffered& event) {
    if (QuestionFold* found = question(event.question)) found->offer_company();
    revision_ = revision_.next();
}

void Room::apply(const WallSet& event) {
    wall_ = event.wall;
    revision_ = revision_.next();
}

const std::string* Room::wall_text(const Wall& wall) const {
    const QuestionFold* question = slide_ ? find(*slide_) : nullptr;
    return question != nullptr && wall.item ? question->text_for_all(*wall.item) : nullptr;
}

void Room::clear_stale_wall() {
    if (!wall_.item || wall_text(wall_) != nullptr) return;
    wall_ = {};
    revision_ = revision_.next();
}

QuestionFold* Room::question(const SlideId& id) {
    const auto found = std::find_if(questions_.begin(), questions_.end(),
                                    [&](const QuestionFold& fold) { return fold.id() == id; });
    return found == questions_.end() ? nullptr : &*found;
}

const QuestionFold* Room::find(const SlideId& id) const {
    return const_cast<Room*>(this)->question(id);  // NOLINT: the same search, read only
}

std::size_t Room::distinct_words() const noexcept {
    std::size_t distinct = 0;
    for (const QuestionFold& question : questions_) distinct += question.distinct_words();
    return distinct;
}

Results Room::results(const QuestionFold& question, Role role) const {
    const bool facilitator = role == Role::facilitator;
    return question.results(facilitator, words_full(),
                            facilitator ? limits_.facilitator : limits_.audience);
}

Snapshot Room::snapshot(Role role, std::uint32_t present) const {
    Snapshot snapshot;
    snapshot.role = role;
    snapshot.code = began_.code;
    snapshot.revision = revision_;
    snapshot.phase = phase_;
    snapshot.present = present;
    snapshot.joined = looked_at_.people;
    snapshot.locked = locked_;
    snapshot.wall = wall_;
    if (const std::string* text = wall_text(wall_)) snapshot.wall_text = *text;
    snapshot.deck = began_.deck;
    if (slide_) {
        const auto& slides = began_.deck->slides;
        const auto current = std::find_if(slides.begin(), slides.end(),
                                          [&](const Slide& slide) { return slide.id == *slide_; });
        snapshot.index = static_cast<std::size_t>(current - slides.begin());
        if (const QuestionFold* question = find(*slide_)) {
            snapshot.question = question->state(looked_at_);
            snapshot.results = results(*question, role);
            if (role == Role::facilitator) snapshot.progress = question->progress();
        } else if (current->warning) {
            snapshot.question =
                QuestionState{.id = *slide_,
                              .phase = past_warning_ ? QuestionPhase::open : QuestionPhase::waiting,
                              .revealed = true};
        }
    }
    if (role == Role::facilitator)
        for (const QuestionFold& question : questions_)
            snapshot.questions.push_back(question.state(looked_at_));
    return snapshot;
}

std::optional<TallyUpdate> Room::tally(Role role) const {
    const QuestionFold* question = slide_ ? find(*slide_) : nullptr;
    if (question == nullptr) return std::nullopt;
    TallyUpdate update;
    update.role = role;
    update.revision = revision_;
    update.question = question->id();
    update.round = question->round();
    update.results = results(*question, role);
    if (role == Role::facilitator) update.progress = question->progress();
    return update;
}

namespace {

/// What remains holds no order of releases either: one table, sorted (rule A6).
void forget_releases(FreeTextTally& tally) {
    std::sort(tally.texts.begin(), tally.texts.end(), [](const auto& a, const auto& b) {
        return std::tie(a.text, a.hidden) < std::tie(b.text, b.hidden);
    });
    for (std::size_t i = 0; i < tally.texts.size(); ++i) tally.texts[i].id = std::to_string(i + 1);
}

void forget_lots(WordCloudTally& tally) {
    std::sort(tally.words.begin(), tally.words.end(), [](const auto& a, const auto& b) {
        return std::tie(b.people, a.key) < std::tie(a.people, b.key);
    });
}

}  // namespace

std::vector<Report::Entry> Room::report() const {
    const ViewLimits everything{.words = limits_.words, .texts = limits_.texts_per_question};
    std::vector<Report::Entry> entries;
    for (const QuestionFold& question : questions_) {
        Results results = question.results(true, words_full(), everything);
        if (results.tally) {
            if (auto* texts = std::get_if<FreeTextTally>(&*results.tally)) forget_releases(*texts);
            if (auto* words = std::get_if<WordCloudTally>(&*results.tally)) forget_lots(*words);
        }
        // Whoever joined and answered since the last announcement is not in its number: better none
        // than answers from 3 of 2 people.
        std::optional<std::uint32_t> joined = question.joined();
        if (joined && people_in(results) > *joined) joined.reset();
        entries.push_back({question.id(), std::move(results), joined});
    }
    return entries;
}

}  // namespace candour::domain
