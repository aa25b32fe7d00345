// Who may come in: the half of LiveRoom that deals with credentials, presence and a person's own
// stored answers.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/hex.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/live_room.hpp"

namespace candour::app {

namespace {

/// The record of one answer as the running server holds it, in words that a person can read.
std::string stored_text(const SlideId& question,
                        const Pseudonym& who,
                        const domain::KeptResponse& kept) {
    return R"({"question":")" + question.str() + R"(","pseudonym":")" + to_hex(who.bytes) +
           R"(","announcement":)" + std::to_string(kept.standing.given.value()) +
           R"(,"counted_from":)" + std::to_string(kept.standing.counted.value()) +
           R"(,"response":)" + encode_response(kept.response) + "}";
}

}  // namespace

Welcome LiveRoom::welcome(Role role) const {
    Welcome welcome;
    welcome.role = role;
    welcome.code = room_.code();
    welcome.title = room_.deck()->title;
    welcome.language = room_.deck()->language;
    if (role == Role::facilitator) welcome.deck = room_.deck();
    if (role != Role::participant) welcome.join_path = join_path();
    return welcome;
}

bool LiveRoom::is_join_secret(const std::string& said) const {
    return same_hash(capability_hash(said), capability_hash(key_.join_secret()));
}

bool LiveRoom::fits(const Hello& hello) const {
    if (!hello.capability || hello.role == Role::participant) return false;
    const Bytes32& expected =
        hello.role == Role::facilitator ? room_.facilitator_hash() : room_.projector_hash();
    return same_hash(capability_hash(*hello.capability), expected);
}

bool LiveRoom::knows(const Hello& hello) const {
    if (fits(hello)) return true;
    if (hello.secret && is_join_secret(*hello.secret)) return true;
    return hello.ticket && key_.read_ticket(*hello.ticket).has_value();
}

std::variant<Admission, Refusal> LiveRoom::admit(const Hello& hello, const EndsAfter& ends_after) {
    if (hello.role == Role::participant) return admit_participant(hello);
    if (!hello.capability) return refuse(RefusalCode::missing_capability);
    if (!fits(hello)) return refuse(RefusalCode::wrong_capability);
    Welcome greeting = welcome(hello.role);
    if (hello.role == Role::facilitator) {
        if (room_.phase() == RoomPhase::live) greeting.ends_after = ends_after;
        const std::string projector = projector_capability(*hello.capability);
        // A room of an older log has an unrelated one, which nobody can tell any more.
        if (same_hash(capability_hash(projector), room_.projector_hash()))
            greeting.projector_path = "/p/" + room_.code().str() + "#" + projector;
    }
    return Admission{.welcome = make_frame(encode(greeting))};
}

std::variant<Admission, Refusal> LiveRoom::admit_participant(const Hello& hello) {
    if (room_.phase() == RoomPhase::ended) return refuse(RefusalCode::room_ended);
    if (hello.secret && !is_join_secret(*hello.secret)) return refuse(RefusalCode::wrong_secret);
    Admission admission;
    if (hello.ticket) {
        const std::optional<Bytes16> ticket = key_.read_ticket(*hello.ticket);
        if (!ticket) return refuse(RefusalCode::bad_ticket);
        admission.ticket = *ticket;
    } else {
        if (room_.locked()) return refuse(RefusalCode::room_locked);
        admission.ticket = RoomKey::fresh_ticket(joined_.tickets + 1, random_);
        admission.fresh = true;
    }
    Welcome greeting = welcome(Role::participant);
    greeting.ticket = key_.ticket_text(admission.ticket);
    admission.welcome = make_frame(encode(greeting));
    return admission;
}

bool LiveRoom::update_presence() {
    const std::uint32_t step = limits::presence_step_people;
    const std::uint32_t rounded = (here(Role::participant) + step / 2) / step * step;
    if (rounded == presence_) return false;
    presence_ = rounded;
    ++version_;  // the snapshot says it too
    return true;
}

std::variant<Texts, Refusal> LiveRoom::texts(const TextsRequest& request) const {
    const domain::QuestionFold* question = room_.find(request.question);
    if (room_.phase() == RoomPhase::ended) return refuse(RefusalCode::room_ended);
    if (question == nullptr) return refuse(RefusalCode::unknown_question);
    if (!std::holds_alternative<FreeTextQuestion>(question->question().kind)) {
        Refusal refusal = refuse(RefusalCode::wrong_kind, "A free-text question.", "$.question");
        refusal.message = "This question has no texts.";
        return refusal;
    }
    constexpr domain::PageLimits page{limits::page_texts, limits::page_text_bytes};
    return Texts{request.id, question->id(), question->round(), request.from,
                 question->texts_from(request.from, page)};
}

Mine LiveRoom::mine(const MineRequest& request, const Bytes16& ticket) {
    Mine mine{request.id, {}};
    for (const domain::QuestionFold& question : room_.questions()) {
        if (request.question && *request.question != question.id()) continue;
        const Pseudonym who = pseudonym(question.id(), ticket);
        const domain::KeptResponse* kept = question.find(who);
        if (kept == nullptr) continue;
        mine.records.push_back({.question = question.id(),
                                .round = question.round(),
                                .response = kept->response,
                                .announcement = kept->standing.given,
                                .joined = question.announced_at(kept->standing.given),
                                .released = kept->released,
                                .stored = stored_text(question.id(), who, *kept)});
    }
    return mine;
}

}  // namespace candour::app
