#include "tests/crash/person.hpp"

#include <algorithm>

namespace candour::crash {

namespace {

MessageId message_id(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return MessageId{std::string(22 - digits.size(), 'm') + digits};
}

std::string picks_of(const Response& response) {
    std::string picks(options.size(), '0');
    if (const auto* choice = std::get_if<ChoiceResponse>(&response))
        for (std::size_t i = 0; i < picks.size(); ++i) picks[i] = choice->picks.at(i) ? '1' : '0';
    else
        for (const Word& word : std::get<WordCloudResponse>(response).words)
            picks.at(place_of(word.text)) = '1';
    return picks;
}

Response response_of(const std::string& picks, bool is_cloud) {
    ChoiceResponse choice;
    WordCloudResponse cloud;
    for (std::size_t i = 0; i < picks.size(); ++i) {
        choice.picks.push_back(picks[i] == '1');
        if (picks[i] == '1') cloud.words.push_back({options.at(i), {}});
    }
    if (is_cloud) return cloud;
    return choice;
}

std::string or_none(const std::string& picks) {
    return picks.empty() ? "none" : picks;
}

}  // namespace

std::size_t place_of(const std::string& option) {
    return static_cast<std::size_t>(std::ranges::find(options, option) - options.begin());
}

Person::Person(asio::io_context& context,
               const RoomCode& code,
               const std::vector<Asked>& questions,
               std::uint64_t seed,
               Tally& tally,
               Accuse accuse)
    : context_(context),
      questions_(questions),
      dice_(seed),
      tally_(tally),
      accuse_(std::move(accuse)),
      answers_(questions.size()),
      released_(questions.size()) {
    hello_.code = code;
}

// ---- one life of the server ------------------------------------------------------------------

void Person::come(std::uint16_t port) {
    in_ = false;
    repeating_ = false;
    turned_away_.clear();
    mine_.reset();
    budget_ = 0;
    wire_ = come_in(context_, port, hello_,
                    [this](const ServerMessage& message, std::string_view) { hear(message); });
}

void Person::cut_off() {
    if (on_its_way_) ++tally_.cut_off;
    budget_ = 0;
}

void Person::repeat() {
    if (!on_its_way_) return;
    ++tally_.repeated;
    repeating_ = true;
    send(*on_its_way_);
}

void Person::ask_mine() {
    crash::say(*wire_, MineRequest{message_id(++said_), {}});
}

void Person::answer(std::size_t last, int messages) {
    last_ = last;
    budget_ = messages;
    if (!on_its_way_) say_next();
}

void Person::say_next() {
    if (budget_ == 0 || !in_) return;
    --budget_;
    // Mostly what is on the screen, now and then something earlier or the one that comes next.
    const std::size_t question = dice_.one_in(4) ? dice_.below(last_ + 1) : last_;
    const Asked& asked = questions_[question];
    OnItsWay next{message_id(++said_), question, {}, asked.phase.sure};
    const std::string& counted = answers_[question].sure;
    if (!dice_.one_in(6)) {
        for (std::size_t i = 0; i < options.size(); ++i) next.picks += dice_.one_in(2) ? '1' : '0';
        if (next.picks == "000") next.picks = "010";
        if (dice_.one_in(4) && !counted.empty()) next.picks = counted;  // the same once more
    }
    send(next);
    if (next.too_late())
        ++tally_.too_late;
    else
        answers_[question].send(next.picks);
    on_its_way_ = std::move(next);
}

void Person::send(const OnItsWay& message) {
    const Asked& asked = questions_[message.question];
    if (message.picks.empty())
        crash::say(*wire_, Withdraw{message.id, asked.id, Round{1}});
    else
        crash::say(*wire_, Submit{message.id, asked.id, Round{1},
                                  response_of(message.picks, asked.is_cloud)});
}

void Person::hear(const ServerMessage& message) {
    if (const auto* welcome = std::get_if<Welcome>(&message)) {
        hello_.ticket = welcome->ticket;
        in_ = true;
        if (!on_its_way_) say_next();
    } else if (const auto* refusal = std::get_if<Refusal>(&message)) {
        if (!in_)
            turned_away_ = to_string(refusal->code);
        else if (on_its_way_ && refusal->id == on_its_way_->id)
            refused(*refusal);
    } else if (const auto* ack = std::get_if<Ack>(&message)) {
        if (on_its_way_ && ack->id == on_its_way_->id) acked();
    } else if (const auto* mine = std::get_if<Mine>(&message)) {
        mine_ = *mine;
    }
}

void Person::acked() {
    ++tally_.acked;
    const OnItsWay done = *std::exchange(on_its_way_, std::nullopt);
    Known<std::string>& answer = answers_[done.question];
    if (done.too_late() && done.picks != answer.sure)
        accuse_("an answer that was sent after the close was acked");
    answer.acked();
    if (!std::exchange(repeating_, false)) say_next();
}

bool Person::may_be_refused(RefusalCode code) const {
    const Asked& asked = questions_[on_its_way_->question];
    switch (code) {
        case RefusalCode::question_not_open: return on_its_way_->phase == QuestionPhase::waiting;
        case RefusalCode::question_closed: return asked.phase.allows(QuestionPhase::closed);
        case RefusalCode::nothing_to_withdraw:
            return answers_[on_its_way_->question].sure.empty() || repeating_;
        case RefusalCode::response_released: return asked.level != Level::open;
        case RefusalCode::room_ended:
        case RefusalCode::too_many_requests: return true;
        default: return false;
    }
}

void Person::refused(const Refusal& refusal) {
    if (!may_be_refused(refusal.code))
        accuse_("an answer was refused: " + std::string(to_string(refusal.code)));
    // The first time it may have been kept, before the question closed: the audit will see.
    if (std::exchange(repeating_, false)) return;
    answers_[on_its_way_->question].refused();
    on_its_way_.reset();
    if (refusal.code == RefusalCode::too_many_requests) budget_ = 0;
    say_next();
}

// ---- what it knows ---------------------------------------------------------------------------

void Person::audit() {
    std::vector<std::string> stored(questions_.size());
    const std::vector<bool> were_released =
        std::exchange(released_, std::vector<bool>(questions_.size()));
    for (const MineRecord& record : mine_->records) {
        const auto question = std::ranges::find(questions_, record.question, &Asked::id);
        const auto index = static_cast<std::size_t>(question - questions_.begin());
        if (!stored[index].empty()) accuse_("a person has two answers to one question");
        stored[index] = picks_of(record.response);
        released_[index] = record.released;
    }
    for (std::size_t i = 0; i < stored.size(); ++i) {
        if (questions_[i].level != Level::open && were_released[i] && !released_[i])
            accuse_("a released answer to " + questions_[i].id.str() + " is so no more");
        Known<std::string>& answer = answers_[i];
        const bool was_cut_off = on_its_way_ && on_its_way_->question == i;
        if (!answer.allows(stored[i])) {
            const bool late = was_cut_off && on_its_way_->picks == stored[i];
            accuse_((late ? "an answer that was sent after the close counts: to "
                          : "an acked answer was lost: to ") +
                    questions_[i].id.str() + " counts " + or_none(stored[i]) +
                    ", but what was acked is " + or_none(answer.sure));
        }
        if (was_cut_off && answer.maybe && stored[i] == *answer.maybe && stored[i] != answer.sure)
            ++tally_.cut_off_kept;
        answer.settle(stored[i]);
    }
    on_its_way_.reset();
}

}  // namespace candour::crash
