// Person: one made-up participant, without a socket or a clock. Messages go in; what the person
// wants to say, and how long they think first, comes out. `candour people` and the load tool both
// play it.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/commands/people/dice.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace candour::people {

/// How long a thought takes. People read, think and type; machines under test need not.
enum class Pace { human, fast };

/// What a person will say after having thought for so long.
struct Intent {
    std::chrono::milliseconds after{};
    ClientMessage message;
};

/// Owner: whoever plays it. Thread: one. Lifetime: a person's stay, over any number of connections.
class Person {
public:
    Person(RoomCode code, std::optional<std::string> secret, std::uint64_t seed, Pace pace);

    /// What to say first on a new connection: the ticket as well, once there is one.
    [[nodiscard]] Hello hello() const;
    /// Everything that the person wants to say because of this message.
    [[nodiscard]] std::vector<Intent> hear(const ServerMessage& message);
    /// It is being said, under the newest announcement if it is an answer: until it is acked it
    /// will be said again, as it was, on the next line.
    void say(ClientMessage& message);
    /// Whether it should still be said: the question may have closed while the person was thinking.
    [[nodiscard]] bool still_means(const ClientMessage& message) const;

    [[nodiscard]] bool is_in_room() const noexcept { return welcomed_; }
    [[nodiscard]] bool has_ended() const noexcept { return ended_; }
    /// Why the room will never let this person in; empty while it may.
    [[nodiscard]] const std::string& turned_away() const noexcept { return turned_away_; }
    /// Answers that were acked, changes included.
    [[nodiscard]] std::size_t acked() const noexcept { return acked_; }
    /// The current question, when this person has an acked answer to it.
    [[nodiscard]] const std::optional<SlideId>& answered() const noexcept { return answered_; }
    /// The line is gone; what was not acked will be said again on the next one.
    void on_line_lost() noexcept { welcomed_ = false; }

private:
    void hear(const Welcome& welcome, std::vector<Intent>& intents);
    void hear(const Snapshot& snapshot, std::vector<Intent>& intents);
    void hear(const Ack& ack, std::vector<Intent>& intents);
    void hear(const Refusal& refusal, std::vector<Intent>& intents);
    template <class Other>
    void hear(const Other&, std::vector<Intent>&) {}

    void plan_answer(const SlideId& id,
                     Round round,
                     const Question& question,
                     std::vector<Intent>& intents);
    void repeat_unacked(std::vector<Intent>& intents) const;
    [[nodiscard]] std::chrono::milliseconds thought(std::chrono::milliseconds human);

    RoomCode code_;
    std::optional<std::string> secret_;
    std::optional<std::string> ticket_;
    Dice dice_;
    Pace pace_;
    double mood_;

    /// The phone's offer (rule A3): an answer that too few had joined for may stand among those who
    /// are here now. Most people take it.
    void consider_company(std::size_t k, std::vector<Intent>& intents);

    /// The question on the screen, while it takes answers.
    std::optional<std::pair<SlideId, Round>> open_;
    Announcement announcement_;  // the newest of it
    std::uint32_t joined_ = 0;   // by that
    /// What this person has said last to it, and how many people had joined by its announcement.
    std::optional<Submit> last_;
    std::uint32_t last_joined_ = 0;
    /// The last question that was thought about, so that each is once in a round.
    std::optional<std::pair<SlideId, Round>> planned_;
    std::vector<Submit> unacked_;
    std::optional<SlideId> answered_;
    std::size_t acked_ = 0;
    bool welcomed_ = false;
    bool ended_ = false;
    bool repeat_ = false;  // at the first snapshot of a new connection
    std::string turned_away_;
};

}  // namespace candour::people
