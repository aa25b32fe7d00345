#include "server/domain/draft.hpp"

#include "server/domain/generator.hpp"

namespace candour::domain {

namespace {

std::size_t texts_in(const Response& response) {
    const auto* texts = std::get_if<FreeTextResponse>(&response);
    return texts == nullptr ? 0 : texts->texts.size();
}

}  // namespace

std::optional<Refusal> Draft::check(const QuestionFold* question, Round round) const {
    if (room_.phase() == RoomPhase::ended) return refuse(RefusalCode::room_ended);
    if (question == nullptr) return refuse(RefusalCode::unknown_question);
    if (round != question->round()) return refuse(RefusalCode::question_was_reset);
    if (question->phase() == QuestionPhase::waiting) return refuse(RefusalCode::question_not_open);
    return std::nullopt;
}

const Event* Draft::staged(const Pseudonym& who) const {
    const auto place = places_.find(who);
    return place == places_.end() ? nullptr : &responses_[place->second];
}

void Draft::stage(const Pseudonym& who, Event event) {
    const auto [place, is_new] = places_.try_emplace(who, responses_.size());
    if (is_new)
        responses_.push_back(std::move(event));
    else
        responses_[place->second] = std::move(event);
}

Decision Draft::add(const Respond& respond) {
    const QuestionFold* question = room_.find(respond.question);
    if (auto refusal = check(question, respond.round)) return *std::move(refusal);
    if (respond.response.index() != question->question().kind.index())
        return refuse(RefusalCode::wrong_kind);

    const Event* earlier = staged(respond.who);
    const KeptResponse* kept = question->find(respond.who);
    // The same answer once more, by a phone that lost its ack: it counts already.
    if (earlier == nullptr && kept != nullptr && kept->response == respond.response)
        return AlreadySo{};
    if (question->phase() == QuestionPhase::closed) return refuse(RefusalCode::question_closed);
    if (kept != nullptr && question->is_final(*kept)) return refuse(RefusalCode::response_released);

    const std::size_t new_words = question->new_words(respond.response);
    if (new_words > 0 && room_.distinct_words() + new_words_ + new_words > room_.limits().words)
        return refuse(RefusalCode::words_full);
    if (question->texts() + texts_in(respond.response) > room_.limits().texts_per_question)
        return refuse(RefusalCode::texts_full);

    new_words_ += new_words;
    stage(respond.who, Responded{respond.question, respond.who, respond.response});
    return Accepted{};
}

Decision Draft::add(const WithdrawResponse& withdraw) {
    const QuestionFold* question = room_.find(withdraw.question);
    if (auto refusal = check(question, withdraw.round)) return *std::move(refusal);
    const KeptResponse* kept = question->find(withdraw.who);
    if (kept == nullptr && staged(withdraw.who) == nullptr)
        return refuse(RefusalCode::nothing_to_withdraw);
    if (question->phase() == QuestionPhase::closed) return refuse(RefusalCode::question_closed);
    if (kept != nullptr && question->is_final(*kept)) return refuse(RefusalCode::response_released);
    stage(withdraw.who, Withdrew{withdraw.question, withdraw.who});
    return Accepted{};
}

Decision Draft::add(const Control& control, std::uint32_t joined) {
    if (room_.phase() == RoomPhase::ended || ending_) {
        if (control.action == Action::end) return AlreadySo{};
        return refuse(RefusalCode::room_ended);
    }
    if (control.action == Action::end) {
        ending_ = true;
        controls_.emplace_back(RoomEnded{});
        return Accepted{};
    }
    if (control.action == Action::go_to) return decide_slide(control);

    const QuestionFold* question = room_.find(control.question);
    if (question == nullptr) return refuse(RefusalCode::unknown_question);
    if (control.action == Action::hide || control.action == Action::restore)
        return decide_item(*question, control);
    return decide_phase(*question, control.action, joined);
}

Decision Draft::decide_slide(const Control& control) {
    if (control.slide && room_.deck()->find(*control.slide) == nullptr)
        return refuse(RefusalCode::unknown_slide);
    if (controls_.empty() && room_.slide() == control.slide) return AlreadySo{};
    controls_.emplace_back(SlideShown{control.slide});
    return Accepted{};
}

Decision Draft::decide_phase(const QuestionFold& question, Action action, std::uint32_t joined) {
    // With other controls in the draft the room as it stands no longer tells what is already so; an
    // event that changes nothing does no harm.
    const bool certain = controls_.empty();
    const QuestionPhase phase = question.phase();
    switch (action) {
        case Action::open:
            if (certain && phase == QuestionPhase::open) return AlreadySo{};
            controls_.emplace_back(QuestionOpened{question.id(), joined});
            break;
        case Action::close:
            if (certain && phase == QuestionPhase::waiting)
                return refuse(RefusalCode::question_not_open);
            if (certain && phase == QuestionPhase::closed) return AlreadySo{};
            controls_.emplace_back(QuestionClosed{question.id()});
            break;
        case Action::reveal:
        case Action::conceal:
            if (certain && question.revealed() == (action == Action::reveal)) return AlreadySo{};
            controls_.emplace_back(ResultsRevealed{question.id(), action == Action::reveal});
            break;
        case Action::reset: controls_.emplace_back(QuestionReset{question.id()}); break;
        default: return refuse(RefusalCode::bad_message);
    }
    return Accepted{};
}

Decision Draft::decide_item(const QuestionFold& question, const Control& control) {
    const bool hide = control.action == Action::hide;
    const bool hidden = question.hidden().contains(control.item);
    if (!hidden && !question.shows(control.item)) return refuse(RefusalCode::unknown_item);
    if (controls_.empty() && hidden == hide) return AlreadySo{};
    controls_.emplace_back(ItemHidden{question.id(), control.item, hide});
    return Accepted{};
}

Batch Draft::finish(Generator& shuffle) && {
    shuffle.shuffle(responses_);
    Batch batch{.number = room_.last_batch().next(), .events = std::move(responses_)};
    batch.events.insert(batch.events.end(), std::make_move_iterator(controls_.begin()),
                        std::make_move_iterator(controls_.end()));
    return batch;
}

}  // namespace candour::domain
