#include "server/commands/verify/attacked_room.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "server/commands/verify/canaries.hpp"

#include <algorithm>
#include <utility>

namespace candour::verify {
namespace {

const SlideId attacked_question{"attacked"};
constexpr std::size_t attacked_people = 6;
constexpr std::size_t late_fakes = 4;
/// How often each of them answers and withdraws: once this made the words an exact counter.
constexpr int answers_of_a_fake = 5;

Deck one_question() {
    Deck deck;
    deck.title = "Attacked";
    deck.language = "en";
    deck.slides.push_back({.id = attacked_question,
                           .warning = {},
                           .body = Question{.prompt = "How was it?",
                                            .level = Level::protected_,
                                            .results = ResultsMode::live,
                                            .kind = FreeTextQuestion{}}});
    return deck;
}

std::string fragment_of(const std::string& link) {
    return link.substr(link.find('#') + 1);
}

}  // namespace

AttackedRoom::AttackedRoom(Findings& findings, Outside& outside, std::string user_agent)
    : findings_(findings), outside_(outside), user_agent_(std::move(user_agent)) {}

std::unique_ptr<Guest> AttackedRoom::come(const std::string& link, Role role) {
    const std::string from = "127.77.9." + std::to_string(++guests_);
    auto guest = std::make_unique<Guest>(outside_, from, user_agent_);
    Hello hello;
    hello.role = role;
    hello.code = room_.code;
    (role == Role::participant ? hello.secret : hello.capability) = fragment_of(link);
    (void)guest->hello(hello);
    return guest;
}

void AttackedRoom::enter() {
    auto opened = parse_room_opened(post_deck(outside_, encode_deck(one_question())));
    if (!opened) throw NoConversation{"no room was opened: " + opened.error()};
    room_ = *std::move(opened);
    facilitator_ = come(room_.facilitator_link, Role::facilitator);
    for (std::size_t i = 0; i < attacked_people; ++i)
        people_.push_back(come(room_.join_link, Role::participant));
}

std::string AttackedRoom::order(Action action) {
    return facilitator_->ask(control_message(action, attacked_question));
}

std::string AttackedRoom::say(Guest& phone, const std::string& text) {
    return phone.ask(Submit{.id = {},
                            .question = attacked_question,
                            .round = round_,
                            .response = FreeTextResponse{{text}}});
}

void AttackedRoom::wait_for(QuestionPhase phase) {
    const bool so = outside_.run_until([&] {
        const auto* snapshot = facilitator_->last<Snapshot>();
        return snapshot->question && snapshot->question->phase == phase;
    });
    if (!so) throw NoConversation{"the facilitator is not shown what was ordered"};
}

std::size_t AttackedRoom::shown() const {
    std::size_t texts = 0;
    for (const Heard& heard : facilitator_->heard()) {
        const auto* snapshot = std::get_if<Snapshot>(&heard.message);
        const auto* update = std::get_if<TallyUpdate>(&heard.message);
        const Results* results = snapshot != nullptr ? &snapshot->results
                                 : update != nullptr ? &update->results
                                                     : nullptr;
        if (results == nullptr || !results->tally) continue;
        texts = std::max(texts, std::get<FreeTextTally>(*results->tally).texts.size());
    }
    return texts;
}

void AttackedRoom::play() {
    const bool counted = outside_.run_until(
        [&] { return facilitator_->last<Snapshot>()->joined == people_.size(); });
    if (!counted) throw NoConversation{"the people who have joined are not counted"};
    if (order(Action::go_to) != "ack" || order(Action::open) != "ack")
        throw NoConversation{"the facilitator is not obeyed"};
    wait_for(QuestionPhase::open);
    if (say(*people_.front(), "what one person said") != "ack")
        throw NoConversation{"an answer was refused"};
    bring_late_fakes();
    send_unpadded();
    close_and_look();
    open_again();
    ask_all_once_more();
}

void AttackedRoom::bring_late_fakes() {
    for (std::size_t i = 0; i < late_fakes; ++i) {
        Guest& fake = *fakes_.emplace_back(come(room_.join_link, Role::participant));
        for (int time = 0; time < answers_of_a_fake; ++time) {
            (void)say(fake, "what a fake said " + std::to_string(i));
            if (time + 1 < answers_of_a_fake)
                (void)fake.ask(Withdraw{.id = {}, .question = attacked_question, .round = round_});
        }
    }
    const auto told_more = [](const auto& news) {
        return news.progress.value_or(Progress::few) != Progress::few;
    };
    bool told = false;
    for (const Heard& heard : facilitator_->heard()) {
        const auto* update = std::get_if<TallyUpdate>(&heard.message);
        const auto* snapshot = std::get_if<Snapshot>(&heard.message);
        told = told || (update != nullptr && told_more(*update)) ||
               (snapshot != nullptr && told_more(*snapshot));
    }
    findings_.check(Rule::a3, !told, "attack by fakes that answer and withdraw",
                    "fakes that came late moved the words that count answers");
}

void AttackedRoom::send_unpadded() {
    const auto message = people_.back()->fresh_id();
    const std::string text = R"({"type":"submit","id":")" + message.str() +
                             R"(","question":"attacked","round":1,"announcement":0,"response":)" +
                             R"({"kind":"free_text","texts":["short"]}})";
    findings_.check(Rule::a7, people_.back()->ask_text(text, message) != "ack",
                    "text of a telling length refused", "an unpadded text was taken");
}

void AttackedRoom::close_and_look() {
    if (order(Action::close) != "ack") throw NoConversation{"the facilitator is not obeyed"};
    wait_for(QuestionPhase::closed);
    findings_.check(Rule::a3, shown() == 0, "attack by fakes that came late",
                    "one person's answer was shown among fakes that came after it");
}

void AttackedRoom::open_again() {
    findings_.check(Rule::a3, order(Action::open) == "closing_is_final",
                    "attempt to open a closed question again",
                    "a closed question was opened again with its answers");
}

/// That something shows when it may, so that the checks before it mean something.
void AttackedRoom::ask_all_once_more() {
    if (order(Action::reset) != "ack" || order(Action::open) != "ack")
        throw NoConversation{"a question cannot be asked once more"};
    wait_for(QuestionPhase::open);
    round_ = round_.next();
    for (std::size_t i = 0; i < people_.size(); ++i)
        if (say(*people_[i], "said in company " + std::to_string(i)) != "ack")
            throw NoConversation{"an answer was refused"};
    if (order(Action::close) != "ack") throw NoConversation{"the facilitator is not obeyed"};
    if (!outside_.run_until([&] { return shown() >= people_.size(); }))
        throw NoConversation{"answers in company are not shown"};
}

}  // namespace candour::verify
