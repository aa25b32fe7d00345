#include "tests/crash/room.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "tests/domain/decks.hpp"

#include <algorithm>

namespace candour::crash {

namespace {

constexpr std::size_t people_per_room = 10;
constexpr std::size_t questions_per_room = 6;
/// Per person and life of the server: below what the limit on messages lets through at once.
constexpr int messages_per_life = 30;

Deck deck() {
    std::vector<Slide> slides;
    for (std::size_t i = 0; i < questions_per_room; ++i) {
        const std::string id = "q" + std::to_string(i);
        if (i % 3 == 1)
            slides.push_back(domain_test::word_cloud(id));
        else
            slides.push_back(domain_test::choice(
                id, options.size(), {.level = i % 3 == 2 ? Level::protected_ : Level::open}));
    }
    return *domain_test::deck(std::move(slides));
}

}  // namespace

std::string trial_deck() {
    return encode_deck(deck());
}

Room::Room(asio::io_context& context,
           const RoomOpened& opened,
           std::uint64_t seed,
           Tally& tally,
           Accuse accuse)
    : context_(context), dice_(seed), tally_(tally) {
    accuse_ = [accuse = std::move(accuse), code = opened.code.str()](const std::string& what) {
        accuse("room " + code + ": " + what);
    };
    hello_.role = Role::facilitator;
    hello_.code = opened.code;
    hello_.capability = opened.facilitator_link.substr(opened.facilitator_link.find('#') + 1);
    for (const Slide& slide : deck().slides)
        questions_.push_back(
            {.id = slide.id,
             .level = slide.question()->level,
             .is_cloud = std::holds_alternative<WordCloudQuestion>(slide.question()->kind)});
    for (std::size_t i = 0; i < people_per_room; ++i)
        people_.push_back(std::make_unique<Person>(context, opened.code, questions_, seed + 1 + i,
                                                   tally, accuse_));
}

// ---- one life of the server ------------------------------------------------------------------

void Room::come(std::uint16_t port) {
    shown_.reset();
    turned_away_.clear();
    report_now_.clear();
    on_its_way_.reset();
    wire_ = come_in(
        context_, port, hello_,
        [this](const ServerMessage& message, std::string_view text) { hear(message, text); });
    if (has_ended()) return;
    for (const auto& person : people_) person->come(port);
}

void Room::answer() {
    if (has_ended()) return;
    const std::size_t last = std::min(current_ + (dice_.one_in(3) ? 1 : 0), questions_.size() - 1);
    for (const auto& person : people_) person->answer(last, messages_per_life);
}

void Room::cut_off() {
    if (has_ended()) return;
    for (const auto& person : people_) person->cut_off();
}

bool Room::is_gone() const {
    const bool all_gone =
        std::ranges::all_of(people_, [](const auto& person) { return person->is_gone(); });
    return (!wire_ || wire_->has_ended()) && all_gone;
}

void Room::act() {
    if (on_its_way_ || has_ended() || phase_.maybe || !shown_) return;
    if (all_closed_) {
        if (dice_.one_in(2)) say(Action::end, 0);
        return;
    }
    const QuestionPhase phase = questions_[current_].phase.sure;
    if (phase == QuestionPhase::closed && current_ + 1 < questions_.size()) ++current_;
    if (dice_.one_in(4)) return say(Action::go_to, dice_.below(questions_.size()));
    if (dice_.one_in(5))
        return say(questions_[current_].revealed.sure ? Action::conceal : Action::reveal, current_);
    if (dice_.one_in(4)) return hide_or_restore();
    if (questions_[current_].phase.sure == QuestionPhase::waiting)
        return say(Action::open, current_);
    if (dice_.one_in(3)) say(Action::close, current_);
}

void Room::hide_or_restore() {
    const std::size_t question = dice_.below(current_ + 1);
    const std::size_t word = dice_.below(options.size());
    const Known<bool>& hidden = questions_[question].hidden.at(word);
    if (!questions_[question].is_cloud || hidden.maybe) return;
    say(hidden.sure ? Action::restore : Action::hide, question, word);
}

void Room::say(Action action, std::size_t question, std::size_t item) {
    Control control;
    const std::string digits = std::to_string(++said_);
    control.id = MessageId{std::string(22 - digits.size(), 'c') + digits};
    control.action = action;
    Asked& asked = questions_[question];
    control.question = asked.id;
    if (action == Action::go_to) {
        control.slide = asked.id;
        slide_.send(asked.id.str());
    }
    if (action == Action::hide || action == Action::restore) {
        control.item = ItemId{options.at(item)};
        asked.hidden.at(item).send(action == Action::hide);
    }
    if (action == Action::open) asked.phase.send(QuestionPhase::open);
    if (action == Action::close) asked.phase.send(QuestionPhase::closed);
    if (action == Action::reveal) asked.revealed.send(true);
    if (action == Action::conceal) asked.revealed.send(false);
    if (action == Action::end) phase_.send(RoomPhase::ended);
    crash::say(*wire_, control);
    on_its_way_ = std::move(control);
}

void Room::answered(bool done) {
    const Control control = *std::exchange(on_its_way_, std::nullopt);
    const auto answer = [done](auto& known) { done ? known.acked() : known.refused(); };
    const auto asked = std::ranges::find(questions_, control.question, &Asked::id);
    switch (control.action) {
        case Action::go_to: answer(slide_); break;
        case Action::open:
        case Action::close: answer(asked->phase); break;
        case Action::reveal:
        case Action::conceal: answer(asked->revealed); break;
        case Action::hide:
        case Action::restore: answer(asked->hidden.at(place_of(control.item.str()))); break;
        default: answer(phase_);
    }
    if (done) ++tally_.controls;
    if (done && control.action == Action::end) ++tally_.rooms_ended;
}

void Room::hear(const ServerMessage& message, std::string_view text) {
    if (const auto* welcome = std::get_if<Welcome>(&message)) {
        const std::string deck = encode_deck(*welcome->deck);
        if (deck_.empty()) deck_ = deck;
        if (deck_ != deck) accuse_("its deck has changed");
    } else if (const auto* snapshot = std::get_if<Snapshot>(&message)) {
        shown_ = *snapshot;
    } else if (const auto* update = std::get_if<TallyUpdate>(&message)) {
        const bool is_current = shown_ && shown_->question &&
                                shown_->question->id == update->question &&
                                shown_->revision == update->revision;
        if (is_current) shown_->results = update->results;
    } else if (std::holds_alternative<Report>(message)) {
        report_now_ = text;
    } else if (const auto* ack = std::get_if<Ack>(&message)) {
        if (on_its_way_ && ack->id == on_its_way_->id) answered(true);
    } else if (const auto* refusal = std::get_if<Refusal>(&message)) {
        if (!shown_) turned_away_ = to_string(refusal->code);
        if (!on_its_way_ || refusal->id != on_its_way_->id) return;
        // Nobody may have said the word.
        const bool no_such_word = refusal->code == RefusalCode::unknown_item;
        if (refusal->code != RefusalCode::too_many_requests && !no_such_word)
            accuse_("a facilitator was refused: " + std::string(to_string(refusal->code)));
        answered(false);
    }
}

}  // namespace candour::crash
