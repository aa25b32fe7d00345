// Person: a participant's device that answers, is cut off, comes back, and remembers what it was
// promised.
#pragma once

#include "tests/crash/known.hpp"
#include "tests/crash/wire.hpp"
#include "tests/seeds.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::crash {

using seeds::Dice;

/// What there is to pick from. In a word cloud these are the words, so that one account of what
/// counts does for both kinds.
inline constexpr std::array<const char*, 3> options{"blue", "green", "red"};
[[nodiscard]] std::size_t place_of(const std::string& option);

/// What everybody in a room can know of a question.
struct Asked {
    SlideId id;
    Level level = Level::open;
    bool is_cloud = false;
    Known<QuestionPhase> phase{QuestionPhase::waiting, {}};
    Known<bool> revealed{true, {}};
    std::array<Known<bool>, options.size()> hidden{};  // words
};

/// How often what happened, so that a trial in which nothing happens is noticed.
struct Tally {
    std::uint64_t acked = 0;         // answers and withdrawals that the server promised
    std::uint64_t cut_off = 0;       // that were on their way when it was killed
    std::uint64_t cut_off_kept = 0;  // of those, how many it had kept all the same
    std::uint64_t repeated = 0;      // of the cut off, sent once more with the same id
    std::uint64_t too_late = 0;      // sent after the close was acked
    std::uint64_t hidden = 0;        // words that a restart found hidden
    std::uint64_t controls = 0;      // of facilitators, acked
    std::uint64_t rooms_opened = 0, rooms_ended = 0;
};

/// Says what the server has done wrong.
using Accuse = std::function<void(const std::string&)>;

/// Owner: a Room. Thread: the context's one. Lifetime: the trial's.
class Person {
public:
    Person(asio::io_context& context,
           const RoomCode& code,
           const std::vector<Asked>& questions,
           std::uint64_t seed,
           Tally& tally,
           Accuse accuse);

    // ---- one life of the server --------------------------------------------------------------

    void come(std::uint16_t port);
    /// Sends what was cut off once more, as a phone does that lost its ack. Once welcomed.
    void repeat();
    [[nodiscard]] bool is_repeating() const { return repeating_; }
    /// Asks for what is stored.
    void ask_mine();
    /// Answers questions up to `last`, one message after another, until cut off.
    void answer(std::size_t last, int messages);
    void cut_off();

    [[nodiscard]] bool is_in() const noexcept { return in_; }
    [[nodiscard]] const std::string& turned_away() const noexcept { return turned_away_; }
    [[nodiscard]] bool has_mine() const noexcept { return mine_.has_value(); }
    [[nodiscard]] bool is_gone() const { return !wire_ || wire_->has_ended(); }

    // ---- what it knows -----------------------------------------------------------------------

    /// Holds what is stored against what was promised, and believes what is stored from then on.
    void audit();
    /// What counts as its answer; empty when none does.
    [[nodiscard]] const std::string& counts(std::size_t question) const {
        return answers_[question].sure;
    }
    [[nodiscard]] bool released(std::size_t question) const { return released_[question]; }

private:
    struct OnItsWay {
        MessageId id;
        std::size_t question = 0;
        std::string picks;                             // empty: a withdrawal
        QuestionPhase phase = QuestionPhase::waiting;  // as acked when it was sent

        [[nodiscard]] bool too_late() const { return phase == QuestionPhase::closed; }
    };

    void hear(const ServerMessage& message);
    void acked();
    void refused(const Refusal& refusal);
    [[nodiscard]] bool may_be_refused(RefusalCode code) const;
    void say_next();
    void send(const OnItsWay& message);

    asio::io_context& context_;
    Hello hello_;
    const std::vector<Asked>& questions_;
    Dice dice_;
    Tally& tally_;
    Accuse accuse_;
    std::shared_ptr<Line> wire_;
    std::vector<Known<std::string>> answers_;
    std::vector<bool> released_;
    std::optional<OnItsWay> on_its_way_;
    std::optional<Mine> mine_;
    std::string turned_away_;
    std::uint64_t said_ = 0;
    std::size_t last_ = 0;
    int budget_ = 0;
    bool in_ = false;
    bool repeating_ = false;
};

}  // namespace candour::crash
