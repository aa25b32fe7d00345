#include "server/commands/people/person.hpp"

#include "server/commands/people/made_up.hpp"

#include <algorithm>

namespace candour::people {
namespace {

using namespace std::chrono_literals;

constexpr double changes_mind = 0.15;
constexpr double stays_silent = 0.05;
constexpr double takes_the_offer = 0.7;

/// How long people take over a kind of question, in the middle.
std::chrono::milliseconds thinking_time(const Question& question) {
    struct Of {
        std::chrono::milliseconds operator()(const WordCloudQuestion&) const { return 9s; }
        std::chrono::milliseconds operator()(const ScaleQuestion& scale) const {
            return 3s + 2s * static_cast<int>(scale.statements.size());
        }
        std::chrono::milliseconds operator()(const FreeTextQuestion&) const { return 20s; }
        std::chrono::milliseconds operator()(const ChoiceQuestion&) const { return 5s; }
    };
    return std::visit(Of{}, question.kind);
}

/// Whether coming again makes no sense.
bool is_final(RefusalCode code) {
    switch (code) {
        case RefusalCode::room_not_found:
        case RefusalCode::wrong_secret:
        case RefusalCode::wrong_version: return true;
        default: return false;
    }
}

}  // namespace

Person::Person(RoomCode code, std::optional<std::string> secret, std::uint64_t seed, Pace pace)
    : code_(std::move(code)),
      secret_(std::move(secret)),
      dice_(seed),
      pace_(pace),
      mood_(std::clamp(dice_.around(0.6, 0.5), 0.05, 0.95)) {}

Hello Person::hello() const {
    return {.role = Role::participant,
            .code = code_,
            .secret = secret_,
            .ticket = ticket_,
            .capability = {}};
}

std::vector<Intent> Person::hear(const ServerMessage& message) {
    std::vector<Intent> intents;
    std::visit([&](const auto& what) { hear(what, intents); }, message);
    return intents;
}

void Person::say(ClientMessage& message) {
    auto* submit = std::get_if<Submit>(&message);
    if (submit == nullptr) return;
    if (std::ranges::find(unacked_, submit->id, &Submit::id) != unacked_.end()) return;
    submit->announcement = announcement_;
    unacked_.push_back(*submit);
    last_ = *submit;
    last_joined_ = joined_;
}

bool Person::still_means(const ClientMessage& message) const {
    const auto* submit = std::get_if<Submit>(&message);
    return submit == nullptr || (open_ && *open_ == std::pair(submit->question, submit->round));
}

void Person::hear(const Welcome& welcome, std::vector<Intent>&) {
    if (!welcome.ticket.empty()) ticket_ = welcome.ticket;
    welcomed_ = true;
    repeat_ = true;
}

void Person::hear(const Snapshot& snapshot, std::vector<Intent>& intents) {
    ended_ = snapshot.phase == RoomPhase::ended;
    const auto& question = snapshot.question;
    if (!question || question->phase != QuestionPhase::open || !snapshot.index) {
        open_.reset();
        return;
    }
    open_ = {question->id, question->round};
    announcement_ = question->announcement;
    joined_ = question->joined;
    if (std::exchange(repeat_, false)) repeat_unacked(intents);
    const auto& slide = snapshot.deck->slides.at(*snapshot.index);
    if (planned_ == open_) {
        if (slide.question() != nullptr)
            consider_company(group_size(slide.question()->level), intents);
        return;
    }
    planned_ = open_;
    answered_.reset();
    last_.reset();
    if (slide.question() != nullptr && !dice_.chance(stays_silent))
        plan_answer(question->id, question->round, *slide.question(), intents);
}

void Person::hear(const Ack& ack, std::vector<Intent>&) {
    const auto found = std::ranges::find(unacked_, ack.id, &Submit::id);
    if (found == unacked_.end()) return;
    if (open_ && open_->first == found->question) answered_ = found->question;
    unacked_.erase(found);
    ++acked_;
}

void Person::hear(const Refusal& refusal, std::vector<Intent>& intents) {
    if (refusal.id) std::erase_if(unacked_, [&](const Submit& s) { return s.id == *refusal.id; });
    if (welcomed_) return;
    if (refusal.code == RefusalCode::bad_ticket) {
        ticket_.reset();
        intents.push_back({0ms, hello()});
    } else if (is_final(refusal.code)) {
        turned_away_ = refusal.message;
    } else if (refusal.retry_after) {
        intents.push_back({*refusal.retry_after + dice_.pause(1s), hello()});
    }
}

void Person::plan_answer(const SlideId& id,
                         Round round,
                         const Question& question,
                         std::vector<Intent>& intents) {
    const auto say = [&](std::chrono::milliseconds after) {
        Submit submit{MessageId(dice_.message_id()), id, round,
                      made_up_response(question, mood_, dice_)};
        intents.push_back({after, std::move(submit)});
    };
    const auto first = thought(thinking_time(question));
    say(first);
    if (dice_.chance(changes_mind)) say(first + thought(6s));
}

void Person::consider_company(std::size_t k, std::vector<Intent>& intents) {
    if (!last_ || last_joined_ >= k || joined_ < k) return;
    last_joined_ = joined_;  // offered once
    if (!dice_.chance(takes_the_offer)) return;
    Submit again = *last_;
    again.id = MessageId(dice_.message_id());
    intents.push_back({thought(3s), std::move(again)});
}

void Person::repeat_unacked(std::vector<Intent>& intents) const {
    for (const auto& submit : unacked_)
        if (still_means(submit)) intents.push_back({0ms, submit});
}

std::chrono::milliseconds Person::thought(std::chrono::milliseconds human) {
    return dice_.pause(pace_ == Pace::human ? human : human / 40);
}

}  // namespace candour::people
