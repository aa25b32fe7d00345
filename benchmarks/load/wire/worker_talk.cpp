// What is said in the room: the other half of Worker.
#include "benchmarks/load/wire/worker.hpp"
#include "protocol/cpp/codec.hpp"

#include <algorithm>
#include <type_traits>
#include <variant>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

/// A server that asks people to come back later than this has turned them away, for a rehearsal.
constexpr Micros longest_wait = 10s;

}  // namespace

void Worker::on_frame(std::uint32_t index, const Frame& frame) {
    switch (frame.opcode) {
        case Opcode::text: return on_text(index, frame.payload);
        case Opcode::ping: return say(index, Opcode::pong, frame.payload);
        case Opcode::close: return on_lost(index);
        default: return;
    }
}

void Worker::on_text(std::uint32_t index, std::string_view text) {
    const Time at = now();
    Guest& guest = guests_[index];
    switch (kind_of(text)) {
        case Heard::welcome: guest.ticket = text_of(text, "ticket"); return;
        case Heard::snapshot: return on_snapshot(index, text, at);
        case Heard::tally: return on_tally(index, text, at);
        case Heard::ack: return on_ack(index, text, at);
        case Heard::refusal: return on_refusal(index, text);
        case Heard::presence:
        case Heard::pong: return;
        case Heard::something_else: ++figures_.lines.not_understood; return;
    }
}

void Worker::on_snapshot(std::uint32_t index, std::string_view text, Time at) {
    Guest& guest = guests_[index];
    const auto revision = number_of(text, "revision").value_or(0);
    guest.announcement = static_cast<std::uint32_t>(number_of(text, "announcement").value_or(0));
    if (guest.state == State::greeting) {
        guest.seen_revision = revision;
        on_inside(index, at);
    }
    const Board& board = setup_.boards[room(index)];
    const auto wanted = board.revision.load(std::memory_order_acquire);
    if (revision >= wanted && guest.seen_revision < wanted)
        figures_.opening.add(at - Time(Micros(board.since.load(std::memory_order_relaxed))));
    guest.seen_revision = std::max(guest.seen_revision, revision);
    if (guest.sampled && !parse_server_message(text)) ++figures_.lines.not_understood;
}

void Worker::on_tally(std::uint32_t index, std::string_view text, Time at) {
    Guest& guest = guests_[index];
    if (text_of(text, "question") == setup_.questions[question_].id.str()) {
        guest.tally = {static_cast<std::uint32_t>(number_of(text, "people").value_or(0)), at};
        if (guest.awaits_last_tally) see_last_tally(guest, setup_.boards[room(index)]);
    }
    if (!guest.sampled) return;
    const auto message = parse_server_message(text);
    const auto* update = message ? std::get_if<TallyUpdate>(&*message) : nullptr;
    if (update == nullptr) {
        ++figures_.lines.not_understood;
        return;
    }
    if (!update->results.tally || update->question != setup_.questions[question_].id) return;
    auto& phones = figures_.seen[{question_, room(index)}];
    const auto phone = person(index) / setup_.sample_every;
    if (phones.size() <= phone) phones.resize(phone + 1);
    phones[phone].push_back({at, people_in(*update->results.tally)});
}

void Worker::see_last_tally(Guest& guest, const Board& board) {
    if (guest.tally.people < board.answered.load(std::memory_order_relaxed)) return;
    const Time complete(Micros(board.last_answered.load(std::memory_order_relaxed)));
    figures_.last_tally.add(guest.tally.at - complete);
    guest.awaits_last_tally = false;
    live_.without_last_tally -= 1;
}

void Worker::on_ack(std::uint32_t index, std::string_view text, Time at) {
    const auto number = message_number(text_of(text, "id"));
    for (auto& owed : guests_[index].owed) {
        if (!number || owed.message != *number) continue;
        figures_.answer.add(at - owed.due);
        ++figures_.answers_kept;
        live_.kept += 1;
        if (owed.first && owed.question == question_) {
            const Board& board = setup_.boards[room(index)];
            board.answered.fetch_add(1, std::memory_order_relaxed);
            board.last_answered.store(at.time_since_epoch().count(), std::memory_order_relaxed);
        }
        settle(owed);
        const auto second = static_cast<std::size_t>(in_seconds(at - setup_.begin));
        if (figures_.answers_in_second.size() <= second)
            figures_.answers_in_second.resize(second + 1);
        ++figures_.answers_in_second[second];
    }
}

void Worker::on_refusal(std::uint32_t index, std::string_view text) {
    Guest& guest = guests_[index];
    const auto message = parse_server_message(text);
    const auto* refusal = message ? std::get_if<Refusal>(&*message) : nullptr;
    if (refusal == nullptr) {
        ++figures_.lines.not_understood;
        return;
    }
    ++figures_.refusals[static_cast<std::size_t>(refusal->code)];
    live_.troubles += 1;
    if (guest.state == State::greeting) {
        const Micros wait = refusal->retry_after.value_or(std::chrono::hours(1));
        // Whoever was in before comes back when asked to; a newcomer is counted as turned away.
        if (wait > longest_wait || !guest.was_inside || ++guest.failures > 3)
            return give_up_for_good(index);
        break_line(index);
        return come_again(index, wait + back_off(1, dice_));
    }
    if (!refusal->id) return;
    const auto number = message_number(refusal->id->str());
    for (auto& owed : guest.owed)
        if (number && owed.message == *number) settle(owed);
}

void Worker::plan(std::uint32_t index, std::uint32_t question, Time from, Micros over) {
    Plan plan = plan_answer(over, dice_);
    // Under protection an answer that was released cannot be changed any more, which is no failure.
    if (setup_.questions[question].level != Level::open) plan.change.reset();
    const Time first = from + plan.answer;
    const auto add = [&](Act act, Time due) {
        timers_.push({.due = due, .guest = index, .line = 0, .question = question, .act = act});
    };
    add(Act::answer, first);
    figures_.due[{question, room(index)}].push_back(first);
    if (plan.change) add(Act::answer, from + *plan.change);
    if (plan.lock) {
        add(Act::lock, from + *plan.lock);
        add(Act::unlock, from + plan.unlock);
    }
    const std::uint32_t planned = plan.change ? 2 : 1;
    figures_.answers_due += planned;
    live_.outstanding += planned;
}

void Worker::answer(std::uint32_t index, std::uint32_t question, Time due) {
    Guest& guest = guests_[index];
    const auto free = std::ranges::find(guest.owed, 0U, &Guest::Owed::message);
    if (!asking_ || question != question_ || guest.state == State::gone ||
        free == guest.owed.end()) {
        live_.outstanding -= 1;
        return;
    }
    const bool first = guest.answered != question + 1;
    guest.answered = question + 1;
    *free = {.message = ++guest.messages, .question = question, .first = first, .due = due};
    if (guest.state == State::inside) say_owed(index, *free);
}

/// The same words for the same message, as it may be said again on the next line.
void Worker::say_owed(std::uint32_t index, const Guest::Owed& owed) {
    const Asked& asked = setup_.questions[owed.question];
    people::Dice words(setup_.seed ^ (std::uint64_t{person(index)} << 32U | owed.message));
    const auto& response = asked.responses[words.below(asked.responses.size())];
    say(index, Opcode::text,
        submit_text(message_id(person(index), owed.message), asked.id, response,
                    guests_[index].announcement));
}

void Worker::settle(Guest::Owed& owed) {
    owed.message = 0;
    live_.outstanding -= 1;
}

void Worker::say(std::uint32_t index, Opcode opcode, std::string_view text) {
    out_.clear();
    append_frame(out_, opcode, text, static_cast<std::uint32_t>(dice_.number()));
    if (!guests_[index].wire.say(out_)) on_lost(index);
}

}  // namespace candour::load
