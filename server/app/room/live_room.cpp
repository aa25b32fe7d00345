#include "server/app/room/live_room.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/batch_codec.hpp"
#include "server/domain/generator.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace candour::app {

namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

Frame refusal_frame(Refusal refusal, const MessageId& id) {
    refusal.id = id;
    return make_frame(encode(refusal));
}

}  // namespace

LiveRoom::LiveRoom(
    RoomId id, RoomKey key, domain::Room room, Random& random, FaultInjection fault_injection)
    : id_(id),
      key_(std::move(key)),
      room_(std::move(room)),
      random_(random),
      fault_injection_(fault_injection),
      tick_slot_(key_.tick_slot(limits::tick_slots)),
      draft_(room_),
      joined_(room_.joined()) {}

Pseudonym LiveRoom::pseudonym(const SlideId& question, const Bytes16& ticket) {
    auto found = question_keys_.find(question);
    if (found == question_keys_.end())
        found = question_keys_.emplace(question, key_.question_key(question)).first;
    return RoomKey::pseudonym(found->second, ticket);
}

void LiveRoom::request(const SeatAddress& from, MessageId id, Request request, Replies& replies) {
    Sender sender{from, std::move(id)};
    if (!in_flight_) return decide(std::move(sender), std::move(request), replies);
    if (in_flight_->failed || waiting_.size() >= limits::max_waiting_commands) {
        replies.push_back({.to = from,
                           .frame = refusal_frame(refuse_as_not_written(), sender.id),
                           .put_off = true});
        return;
    }
    waiting_.push_back({std::move(sender), std::move(request)});
}

void LiveRoom::decide(Sender sender, Request&& request, Replies& replies) {
    domain::Decision decision = std::visit(
        overloaded{
            [&](SubmitRequest& submit) {
                // Only questions of the deck get a key, so that strangers cannot fill the table.
                if (room_.find(submit.question) == nullptr)
                    return domain::Decision{refuse(RefusalCode::unknown_question)};
                if (log_is_full()) return domain::Decision{refuse(RefusalCode::log_full)};
                const Pseudonym who = pseudonym(submit.question, submit.ticket);
                return draft(sender.id,
                             domain::Respond{.question = submit.question,
                                             .round = submit.round,
                                             .who = who,
                                             .response = std::move(submit.response),
                                             .announcement = submit.announcement,
                                             .ticket = RoomKey::ordinal_of(submit.ticket)});
            },
            [&](const WithdrawRequest& withdraw) {
                if (room_.find(withdraw.question) == nullptr)
                    return domain::Decision{refuse(RefusalCode::unknown_question)};
                const Pseudonym who = pseudonym(withdraw.question, withdraw.ticket);
                return draft(sender.id,
                             domain::WithdrawResponse{withdraw.question, withdraw.round, who});
            },
            [&](const Control& control) { return draft_.add(control); },
        },
        request);
    if (auto* refusal = std::get_if<Refusal>(&decision))
        replies.push_back({sender.seat, refusal_frame(std::move(*refusal), sender.id), true});
    else if (std::holds_alternative<domain::AlreadySo>(decision))
        replies.push_back({sender.seat, make_frame(encode(Ack{sender.id}))});
    else
        drafted_.push_back(std::move(sender));
}

template <class Said>
domain::Decision LiveRoom::draft(const MessageId& id, Said said) {
    const domain::QuestionFold* question = room_.find(said.question);
    if (question->phase() != QuestionPhase::open) return draft_.add(said);
    Repeats& known = repeats(*question);
    const Pseudonym who = said.who;
    // What overtook it may be in the draft still, and is acked no sooner.
    if (said.round == known.round() && known.is_overtaken(who, id))
        return draft_.empty() ? domain::Decision{domain::AlreadySo{}} : domain::Accepted{};
    // Taking back is always possible: it ends the writing that the bound is for.
    if constexpr (std::is_same_v<Said, domain::Respond>)
        if (said.round == known.round() && !known.may_change(who))
            return refuse(RefusalCode::too_many_changes);
    domain::Decision decision = draft_.add(said);
    if (!std::holds_alternative<Refusal>(decision)) known.taken(who, id);
    return decision;
}

Repeats& LiveRoom::repeats(const domain::QuestionFold& question) {
    auto found = repeats_.try_emplace(question.id(), question.round()).first;
    if (found->second.round() != question.round()) found->second = Repeats(question.round());
    return found->second;
}

std::optional<log::Record> LiveRoom::next_record() {
    if (in_flight_) {
        if (!std::exchange(in_flight_->to_write, false)) return std::nullopt;
        return in_flight_->record;
    }
    if (!has_news()) return std::nullopt;
    Bytes32 seed{};
    random_.fill(seed);
    domain::Generator shuffle(seed);
    domain::Batch batch = std::exchange(draft_, domain::Draft{room_}).finish(shuffle, joined_);
    const std::string plain = encode_batch(batch);
    log::Record record{id_, batch.number, key_.seal_batch(id_, batch.number, plain, random_)};
    in_flight_ = InFlight{std::move(batch), record, std::exchange(drafted_, {})};
    return record;
}

std::size_t LiveRoom::durable(Replies& replies) {
    const InFlight done = *std::exchange(in_flight_, std::nullopt);
    wrote(done.record.bytes.size());
    Bytes32 seed = key_.release_seed(done.batch.number);
    if (fault_injection_.breaks(Rule::a2))
        for (const domain::Event& event : done.batch.events)
            if (const auto* one = std::get_if<domain::Responded>(&event))
                std::ranges::copy(one->who.bytes, seed.begin());
    room_.apply(done.batch, seed);
    if (!done.batch.events.empty()) ++version_;
    std::erase_if(repeats_, [this](const auto& each) {
        return room_.find(each.first)->phase() != QuestionPhase::open;
    });
    for (const Sender& sender : done.senders)
        replies.push_back({sender.seat, make_frame(encode(Ack{sender.id}))});
    for (Waiting& waiting : std::exchange(waiting_, {}))
        decide(std::move(waiting.sender), std::move(waiting.request), replies);
    if (std::exchange(look_next_, false)) look();
    return static_cast<std::size_t>(std::count_if(
        done.batch.events.begin(), done.batch.events.end(),
        [](const auto& event) { return std::holds_alternative<domain::Responded>(event); }));
}

void LiveRoom::look() {
    look_next_ = in_flight_.has_value();
    if (!look_next_) draft_.look(joined_);
}

bool LiveRoom::log_is_full() const noexcept {
    const std::size_t for_people = std::size_t{joined()} * limits::room_log_bytes_per_person;
    return log_bytes_ >= std::min(limits::room_log_bytes + for_people, limits::max_room_log_bytes);
}

void LiveRoom::not_written() {
    if (in_flight_) in_flight_->failed = in_flight_->to_write = true;
}

const Broadcast& LiveRoom::current(Role role) {
    Encoded& encoded = encoded_[index_of(role)];
    if (encoded.version != version_) {
        encoded.version = version_;
        encoded.broadcast.revision = room_.revision();
        encoded.broadcast.snapshot = make_frame(encode(room_.snapshot(role, presence_)));
        const std::optional<TallyUpdate> tally = room_.tally(role);
        encoded.broadcast.tally = tally ? make_frame(encode(*tally)) : Frame{};
    }
    return encoded.broadcast;
}

Frame LiveRoom::report(std::string date) const {
    return make_frame(encode(Report{room_.deck()->title, std::move(date), room_.report()}));
}

}  // namespace candour::app
