// QuestionFold: everything that happened to one question: its phase, who answered what, and what of
// that has been released (rule A3).
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/messages.hpp"
#include "server/domain/number_aggregates.hpp"
#include "server/domain/text_aggregate.hpp"
#include "server/domain/waiting_pool.hpp"
#include "server/domain/word_aggregate.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

namespace candour::domain {

/// How much of a long tally one message shows; the rest is counted as "more".
struct ViewLimits {
    std::size_t words = 150;
    std::size_t texts = 100;
};

/// Owner: a Room. Thread: the room's home shard. Lifetime: the room's.
class QuestionFold {
public:
    QuestionFold(SlideId id, const Question& question);
    QuestionFold(QuestionFold&&) = default;  // and no copy: the pool points at what is kept
    QuestionFold& operator=(QuestionFold&&) = default;

    /// Nothing happens unless can_open(). `joined` is what people are told.
    void open(std::uint32_t joined);
    void close();
    void set_revealed(bool revealed) { revealed_ = revealed; }
    void reset();
    void set_hidden(const ItemId& item, bool hidden);

    /// Keeps a response in the place of the person's earlier one; it waits for a release. Ignored
    /// while the question is not open or when the earlier one is final.
    void respond(const Pseudonym& who, const Response& response);
    void withdraw(const Pseudonym& who);

    /// At the end of each batch: releases what the level allows in a room that so many people have
    /// joined. The choice of a group depends on what the waiting answers say and on the generator,
    /// not on who gave them or in what order. `generator` is called only when there is something to
    /// choose. True when anything was released.
    template <class MakeGenerator>
    bool release(std::uint32_t joined, MakeGenerator&& generator) {
        if (question_->level == Level::protected_) waiting_.sort();
        const std::size_t count = releasable(joined);
        if (count == 0) return false;
        release_all(count < waiting_.size() ? waiting_.take(count, generator())
                                            : waiting_.take_all());
        return true;
    }
    /// Keeps the `most` most frequent of the released words.
    void trim_words(std::size_t most);

    /// The person's response, or null.
    [[nodiscard]] const KeptResponse* find(const Pseudonym& who) const;
    /// Whether the response can no longer be changed: it is part of a group that was released.
    [[nodiscard]] bool is_final(const KeptResponse& kept) const noexcept;
    /// Whether hide and restore have something to name.
    [[nodiscard]] bool shows(const ItemId& item) const;
    [[nodiscard]] const std::set<ItemId>& hidden() const noexcept { return hidden_; }
    /// Words of this response that the released tally does not have yet. Those that wait count as
    /// new: else a refusal in a full room would tell that somebody said the word (rule A3).
    [[nodiscard]] std::size_t new_words(const Response& response) const;
    /// Different words that are released.
    [[nodiscard]] std::size_t distinct_words() const;
    [[nodiscard]] std::size_t texts() const noexcept { return texts_; }
    [[nodiscard]] std::size_t released_texts() const noexcept;
    /// A protected or strict question of which anything was shown opens no more: each time it
    /// closed again, whoever had answered since would be shown apart.
    [[nodiscard]] bool can_open() const noexcept;

    [[nodiscard]] const SlideId& id() const noexcept { return id_; }
    [[nodiscard]] const Question& question() const noexcept { return *question_; }
    [[nodiscard]] QuestionPhase phase() const noexcept;
    [[nodiscard]] Round round() const noexcept { return round_; }
    [[nodiscard]] bool revealed() const noexcept { return revealed_; }
    [[nodiscard]] QuestionState state() const;
    /// What a role sees of the answers; `words_full` is the room's.
    [[nodiscard]] Results results(bool facilitator,
                                  bool words_full,
                                  const ViewLimits& limits) const;
    /// None while the question is not open. Of those who have joined the room.
    [[nodiscard]] std::optional<Progress> progress(std::uint32_t joined) const;

private:
    struct Waiting {};
    struct Open {
        std::uint32_t joined = 0;
    };
    struct Closed {
        std::uint32_t joined = 0;
    };

    /// How many the level lets go now. A protected question that is open lets go only once it has
    /// everybody's answer, 2k at the least: all but k, who wait for the close with whoever
    /// comes later (docs/decisions/0006).
    [[nodiscard]] std::size_t releasable(std::uint32_t joined) const noexcept;
    /// Whether all who have joined have answered, and nobody has come since it opened: in a room
    /// that fills while a question is open the last to come is always the last to answer.
    [[nodiscard]] bool has_everybody(std::uint32_t joined) const noexcept;
    void release_all(const std::vector<KeptResponse*>& group);
    void retract(const KeptResponse& kept);
    [[nodiscard]] std::uint32_t released_people() const;
    [[nodiscard]] Tally tally(bool with_hidden, bool words_full, const ViewLimits& limits) const;

    SlideId id_;
    const Question* question_;  // in the room's deck, which outlives the fold
    std::variant<Waiting, Open, Closed> phase_;
    Round round_{1};
    bool revealed_;
    std::set<ItemId> hidden_;
    std::unordered_map<Pseudonym, KeptResponse> kept_;
    WaitingPool waiting_;    // of the kept
    std::size_t texts_ = 0;  // free texts kept
    std::variant<WordAggregate, ScaleAggregate, TextAggregate, ChoiceAggregate> aggregate_;
};

}  // namespace candour::domain
