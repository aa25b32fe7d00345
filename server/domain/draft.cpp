#include "server/domain/draft.hpp"

#include "server/domain/generator.hpp"

#include <algorithm>

namespace candour::domain {

namespace {

std::size_t texts_in(const Response& response) {
    const auto* texts = std::get_if<FreeTextResponse>(&response);
    return texts == nullptr ? 0 : texts->texts.size();
}

}  // namespace

std::optional<Refusal> Draft::check(const QuestionFold* question, Round round) const {
    if (room_->phase() == RoomPhase::ended) return refuse(RefusalCode::room_ended);
    if (question == nullptr) return refuse(RefusalCode::unknown_question);
    if (round != question->round()) return refuse(RefusalCode::question_was_reset);
    if (question->phase() == QuestionPhase::waiting) return refuse(RefusalCode::question_not_open);
    return std::nullopt;
}

bool Draft::counts_already(const QuestionFold& question, const Respond& respond) const {
    if (respond.round != question.round() || staged(respond.who) != nullptr) return false;
    const KeptResponse* kept = question.find(respond.who);
    if (kept == nullptr || kept->response != respond.response) return false;
    // The same words under a newer announcement let the answer stand among more people.
    return question.question().level == Level::open || question.is_final(*kept) ||
           respond.announcement <= kept->standing.given;
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

std::size_t Draft::words_added(const QuestionFold& question, const Event* event) {
    // Under protection they wait: to count them here would tell of them in a refusal (rule A3).
    const auto* responded = event == nullptr ? nullptr : std::get_if<Responded>(event);
    if (responded == nullptr || question.question().level != Level::open) return 0;
    return question.new_words(responded->response);
}

bool Draft::has_room_for_texts(const QuestionFold& question,
                               const KeptResponse* kept,
                               const Response& response) const {
    const std::size_t more = texts_in(response);
    if (more == 0) return true;
    const std::size_t own = kept == nullptr ? 0 : texts_in(kept->response);
    const std::size_t all = question.texts() - own + more;
    const std::size_t limit = room_->limits().texts_per_question;
    if (question.question().level == Level::open) return all <= limit;
    // Those that wait must not be told of by a refusal (rule A3), but memory has an end too.
    return question.released_texts() + more <= limit &&
           all <= room_->limits().waiting_texts_per_question;
}

Decision Draft::add(const Respond& respond) {
    const QuestionFold* question = room_->find(respond.question);
    // The same answer once more, by a phone that lost its ack.
    if (question != nullptr && counts_already(*question, respond)) return AlreadySo{};
    if (auto refusal = check(question, respond.round)) return *std::move(refusal);
    if (respond.response.index() != question->question().kind.index())
        return refuse(RefusalCode::wrong_kind);
    if (respond.announcement.value() >= question->announced().size())
        return refuse(RefusalCode::unknown_announcement);

    const KeptResponse* kept = question->find(respond.who);
    if (question->phase() == QuestionPhase::closed) return refuse(RefusalCode::question_closed);
    if (kept != nullptr && question->is_final(*kept)) return refuse(RefusalCode::response_released);

    const std::size_t new_words = question->new_words(respond.response);
    const std::size_t of_others = new_words_ - words_added(*question, staged(respond.who));
    if (new_words > 0 && room_->distinct_words() + of_others + new_words > room_->limits().words)
        return refuse(RefusalCode::words_full);
    if (!has_room_for_texts(*question, kept, respond.response))
        return refuse(RefusalCode::texts_full);

    const Standing standing{.given = respond.announcement,
                            .counted = question->counted(respond.ticket)};
    stage(respond.who, Responded{respond.question, respond.who, respond.response, standing});
    new_words_ = of_others + words_added(*question, staged(respond.who));
    return Accepted{};
}

Decision Draft::add(const WithdrawResponse& withdraw) {
    const QuestionFold* question = room_->find(withdraw.question);
    if (auto refusal = check(question, withdraw.round)) return *std::move(refusal);
    const KeptResponse* kept = question->find(withdraw.who);
    if (kept == nullptr && staged(withdraw.who) == nullptr)
        return refuse(RefusalCode::nothing_to_withdraw);
    if (question->phase() == QuestionPhase::closed) return refuse(RefusalCode::question_closed);
    if (kept != nullptr && question->is_final(*kept)) return refuse(RefusalCode::response_released);
    new_words_ -= words_added(*question, staged(withdraw.who));
    stage(withdraw.who, Withdrew{withdraw.question, withdraw.who});
    return Accepted{};
}

Decision Draft::add(const Control& control) {
    if (room_->phase() == RoomPhase::ended || ending_) {
        if (control.action != Action::end) return refuse(RefusalCode::room_ended);
        if (!ending_) return AlreadySo{};
        return Accepted{};  // with the batch that ends it, and not before that is durable
    }
    if (control.action == Action::end) {
        ending_ = true;
        controls_.emplace_back(RoomEnded{});
        return Accepted{};
    }
    if (control.action == Action::forget)
        return refuse(RefusalCode::not_allowed, "Results are deleted after the room has ended.");
    if (control.action == Action::go_to) return decide_slide(control);
    if (control.action == Action::lock || control.action == Action::unlock)
        return decide_door(control.action == Action::lock);
    if (control.action == Action::wall) return decide_wall(control.wall);

    const QuestionFold* question = room_->find(control.question);
    if (question == nullptr && control.action == Action::open)
        return decide_warning(control.question);
    if (question == nullptr) return refuse(RefusalCode::unknown_question);
    if (control.action == Action::hide || control.action == Action::restore)
        return decide_item(*question, control);
    return decide_phase(*question, control.action);
}

Decision Draft::decide_slide(const Control& control) {
    if (control.slide && room_->deck()->find(*control.slide) == nullptr)
        return refuse(RefusalCode::unknown_slide);
    if (controls_.empty() && room_->slide() == control.slide) return AlreadySo{};
    controls_.emplace_back(SlideShown{control.slide});
    return Accepted{};
}

Decision Draft::decide_warning(const SlideId& id) {
    const Slide* slide = room_->deck()->find(id);
    if (slide == nullptr || !slide->warning) return refuse(RefusalCode::unknown_question);
    // With other controls in the draft another slide may be the one that is shown.
    if (controls_.empty() && room_->slide() != id)
        return refuse(RefusalCode::not_allowed, "A warning is stepped past while it is shown.");
    if (controls_.empty() && room_->past_warning()) return AlreadySo{};
    controls_.emplace_back(QuestionOpened{id});
    return Accepted{};
}

Decision Draft::decide_phase(const QuestionFold& question, Action action) {
    // With other controls in the draft the room as it stands no longer tells what is already so; an
    // event that changes nothing does no harm.
    const bool certain = controls_.empty();
    const QuestionPhase phase = question.phase();
    switch (action) {
        case Action::open: return decide_opening(question);
        case Action::offer: return decide_offer(question);
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

Decision Draft::decide_opening(const QuestionFold& question) {
    if (controls_.empty()) {
        if (question.phase() == QuestionPhase::open) return AlreadySo{};
        if (!question.can_open()) return refuse(RefusalCode::closing_is_final);
    }
    controls_.emplace_back(QuestionOpened{question.id()});
    return Accepted{};
}

Decision Draft::decide_offer(const QuestionFold& question) {
    if (question.question().level == Level::open)
        return refuse(RefusalCode::not_allowed, "Answers to an open question need no company.");
    if (controls_.empty() && question.phase() != QuestionPhase::open)
        return refuse(RefusalCode::question_not_open);
    controls_.emplace_back(CompanyOffered{question.id()});
    return Accepted{};
}

Decision Draft::decide_door(bool lock) {
    if (controls_.empty() && room_->locked() == lock) return AlreadySo{};
    controls_.emplace_back(DoorLocked{lock});
    return Accepted{};
}

Refusal Draft::refuse_text(const ItemId& item) const {
    const QuestionFold* question = room_->slide() ? room_->find(*room_->slide()) : nullptr;
    if (question == nullptr || !question->shows(item)) return refuse(RefusalCode::unknown_item);
    return refuse(RefusalCode::not_allowed,
                  "A text stands on the projector while everybody may see it.");
}

Decision Draft::decide_wall(const Wall& wall) {
    if (controls_.empty()) {
        if (wall.item && room_->wall_text(wall) == nullptr) return refuse_text(*wall.item);
        if (room_->wall() == wall) return AlreadySo{};
    }
    // With other controls in the draft the text may be gone by then: the fold shows the slide.
    controls_.emplace_back(WallSet{wall});
    return Accepted{};
}

void Draft::look(const Joined& joined) {
    if (!ending_ && room_->look_would_tell(joined)) looks_ = true;
}

Decision Draft::decide_item(const QuestionFold& question, const Control& control) {
    const bool gone = std::any_of(controls_.begin(), controls_.end(), [&](const Event& event) {
        const auto* reset = std::get_if<QuestionReset>(&event);
        return reset != nullptr && reset->question == question.id();
    });
    if (gone) return refuse(RefusalCode::unknown_item);
    const bool hide = control.action == Action::hide;
    const bool hidden = question.hidden().contains(control.item);
    if (!hidden && !question.shows(control.item)) return refuse(RefusalCode::unknown_item);
    if (controls_.empty() && hidden == hide) return AlreadySo{};
    controls_.emplace_back(ItemHidden{question.id(), control.item, hide});
    return Accepted{};
}

Batch Draft::finish(Generator& shuffle, const Joined& joined) && {
    shuffle.shuffle(responses_);
    Batch batch{
        .number = room_->last_batch().next(), .joined = joined, .events = std::move(responses_)};
    batch.events.insert(batch.events.end(), std::make_move_iterator(controls_.begin()),
                        std::make_move_iterator(controls_.end()));
    if (looks_) batch.events.emplace_back(Looked{});
    return batch;
}

}  // namespace candour::domain
