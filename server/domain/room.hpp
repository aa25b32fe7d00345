// Room: one live run of a deck, as the fold of its log. Pure: no clock, no randomness but the keyed
// generator's, no I/O. The same batches make the same room on every machine.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/domain/event.hpp"
#include "server/domain/question_fold.hpp"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace candour::domain {

/// How much a room keeps, and how much of it a message shows. The values are the app's
/// (app/limits.hpp); without values nothing is bounded.
struct RoomLimits {
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    std::size_t words = none;  // different released words, in all questions together
    std::size_t texts_per_question = none;
    /// Of a protected question, while they wait to be released.
    std::size_t waiting_texts_per_question = none;
    ViewLimits audience{};  // projector and participants
    ViewLimits facilitator{};
};

/// Owner: the room's home (app). Thread: its home shard. Lifetime: until the room is sealed.
class Room {
public:
    /// `lot_seed` keys the choice of what is shown of long lists, the same at each replay.
    Room(RoomBegan began, RoomLimits limits, const Bytes32& lot_seed);

    /// Folds one batch. `release_seed` keys the choice of release groups, the same at each replay.
    /// Batches come in order, without gaps, from number 2 (1 is RoomBegan).
    void apply(const Batch& batch, const Bytes32& release_seed);

    [[nodiscard]] const RoomCode& code() const noexcept { return began_.code; }
    [[nodiscard]] const std::shared_ptr<const Deck>& deck() const noexcept { return began_.deck; }
    [[nodiscard]] const Bytes32& facilitator_hash() const noexcept {
        return began_.facilitator_hash;
    }
    [[nodiscard]] const Bytes32& projector_hash() const noexcept { return began_.projector_hash; }
    [[nodiscard]] const std::optional<Bytes32>& results_key() const noexcept {
        return began_.results_key;
    }
    [[nodiscard]] RoomPhase phase() const noexcept { return phase_; }
    [[nodiscard]] Revision revision() const noexcept { return revision_; }
    [[nodiscard]] BatchNumber last_batch() const noexcept { return last_batch_; }
    /// Who has joined until the last batch. People are told of it by the tick: looked_at_.
    [[nodiscard]] const Joined& joined() const noexcept { return joined_; }
    /// Whether a look at the room with so many people in it would tell anybody anything.
    [[nodiscard]] bool look_would_tell(const Joined& joined) const;
    /// Whether nobody new is let in.
    [[nodiscard]] bool locked() const noexcept { return locked_; }
    [[nodiscard]] const std::optional<SlideId>& slide() const noexcept { return slide_; }
    [[nodiscard]] bool past_warning() const noexcept { return past_warning_; }
    [[nodiscard]] const Wall& wall() const noexcept { return wall_; }
    /// The text that this wall shows, of the current question; null when it shows none, or one that
    /// the room may not see.
    [[nodiscard]] const std::string* wall_text(const Wall& wall) const;
    [[nodiscard]] const RoomLimits& limits() const noexcept { return limits_; }
    /// Different released words in all questions together.
    [[nodiscard]] std::size_t distinct_words() const noexcept;
    [[nodiscard]] bool words_full() const noexcept { return distinct_words() >= limits_.words; }

    /// Null when the deck has no such question.
    [[nodiscard]] const QuestionFold* find(const SlideId& question) const;
    [[nodiscard]] const std::vector<QuestionFold>& questions() const noexcept { return questions_; }

    /// The whole state as this role may see it; `present` is already rounded.
    [[nodiscard]] Snapshot snapshot(Role role, std::uint32_t present) const;
    /// The current question's tally as this role may see it; none on other slides.
    [[nodiscard]] std::optional<TallyUpdate> tally(Role role) const;
    /// All questions, for after the end.
    [[nodiscard]] std::vector<Report::Entry> report() const;

private:
    void apply(const RoomBegan&) {}
    void apply(const SlideShown& event);
    template <class MakeGenerator>
    void apply(const QuestionOpened& event, MakeGenerator&& generator);
    void apply(const QuestionClosed& event);
    void apply(const ResultsRevealed& event);
    void apply(const QuestionReset& event);
    void apply(const ItemHidden& event);
    void apply(const RoomEnded& event);
    void apply(const Responded& event);
    void apply(const Withdrew& event);
    void apply(const Looked& event);
    void apply(const DoorLocked& event);
    void apply(const CompanyOffered& event);
    void apply(const WallSet& event);

    /// A text that was hidden, concealed, reset or taken back leaves the wall.
    void clear_stale_wall();

    /// Words that waited are counted at their release only, and may then be more than there is room
    /// for: the least frequent are let go.
    void trim_words(QuestionFold& question);
    [[nodiscard]] QuestionFold* question(const SlideId& id);
    [[nodiscard]] Results results(const QuestionFold& question, Role role) const;

    RoomBegan began_;
    RoomLimits limits_;
    RoomPhase phase_ = RoomPhase::live;
    Revision revision_{1};
    BatchNumber last_batch_{1};
    Joined joined_;
    Joined looked_at_;  // joined_ as of the last look: all that anybody is told
    bool locked_ = false;
    Wall wall_;
    std::optional<SlideId> slide_;
    /// A facilitator has stepped past the current slide's content warning. It stands again when the
    /// slide comes back, so that nobody returns to distressing material unawares.
    bool past_warning_ = false;
    std::vector<QuestionFold> questions_;  // in the deck's order
};

}  // namespace candour::domain
