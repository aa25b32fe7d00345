// Draft: the next batch while it is being gathered. Here it is decided whether a command may become
// an event; a refusal is an ordinary value with a reason.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/domain/event.hpp"
#include "server/domain/room.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace candour::domain {

class Generator;

/// The command became an event of the draft. Its sender gets the ack when the log has the batch.
struct Accepted {};
/// The room is as the command wants it already, and the log has that: its sender gets the ack at
/// once, and no event is made.
struct AlreadySo {};
/// What came of a command; a Refusal says why it may not become an event.
using Decision = std::variant<Accepted, AlreadySo, Refusal>;

/// A participant's answer as it reaches the room's home: clean, keyed and under its pseudonym.
struct Respond {
    SlideId question;
    Round round;
    Pseudonym who;
    Response response;
    Announcement announcement{};  // the newest that the page had
    std::uint32_t ticket = 0;     // the ordinal of the author's joining
};

struct WithdrawResponse {
    SlideId question;
    Round round;
    Pseudonym who;
};

/// Decides against the room as it stands: no batch may be in flight between draft and fold.
/// In the batch responses come before what facilitators did, so an answer that was taken while the
/// question was open counts even if the close is in the same batch.
/// Owner: the room's home (app). Thread: its home shard. Lifetime: one batch.
class Draft {
public:
    explicit Draft(const Room& room) : room_(&room) {}

    [[nodiscard]] Decision add(const Respond& respond);
    [[nodiscard]] Decision add(const WithdrawResponse& withdraw);
    [[nodiscard]] Decision add(const Control& control);
    /// The room's tick has come: looks at who has joined and how far the answers have come, if that
    /// would tell anybody anything.
    void look(const Joined& joined);

    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t size() const noexcept {
        return responses_.size() + controls_.size() + (looks_ ? 1 : 0);
    }

    /// The batch, its responses shuffled so that the log keeps no order of arrival (rule A6).
    /// `joined`: who has joined the room by now.
    [[nodiscard]] Batch finish(Generator& shuffle, const Joined& joined) &&;

private:
    [[nodiscard]] std::optional<Refusal> check(const QuestionFold* question, Round round) const;
    /// Whether what the person says is what is kept, and nothing else is staged.
    [[nodiscard]] bool counts_already(const QuestionFold& question, const Respond& respond) const;
    /// Words that a staged event, or none, adds to the room's as soon as the batch is folded.
    [[nodiscard]] static std::size_t words_added(const QuestionFold& question, const Event* event);
    [[nodiscard]] bool has_room_for_texts(const QuestionFold& question,
                                          const KeptResponse* kept,
                                          const Response& response) const;
    [[nodiscard]] Decision decide_slide(const Control& control);
    /// A content slide is opened when it is shown and its warning is to be stepped past.
    [[nodiscard]] Decision decide_warning(const SlideId& slide);
    [[nodiscard]] Decision decide_phase(const QuestionFold& question, Action action);
    [[nodiscard]] Decision decide_opening(const QuestionFold& question);
    [[nodiscard]] Decision decide_offer(const QuestionFold& question);
    [[nodiscard]] Decision decide_door(bool lock);
    [[nodiscard]] Decision decide_wall(const Wall& wall);
    /// Why this text cannot stand on the projector.
    [[nodiscard]] Refusal refuse_text(const ItemId& item) const;
    [[nodiscard]] Decision decide_item(const QuestionFold& question, const Control& control);
    /// The place of this person's event in the draft, if there is one already.
    [[nodiscard]] const Event* staged(const Pseudonym& who) const;
    void stage(const Pseudonym& who, Event event);

    const Room* room_;  // a pointer, so that a finished draft can be replaced by a new one
    std::vector<Event> responses_;
    std::vector<Event> controls_;
    /// One event per person and question: a pseudonym belongs to one question alone.
    std::unordered_map<Pseudonym, std::size_t> places_;
    std::size_t new_words_ = 0;  // of all responses_
    bool ending_ = false;
    bool looks_ = false;  // last of all; what facilitators did is decided as if it were not there
};

}  // namespace candour::domain
