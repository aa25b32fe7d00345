// QuestionFold: everything that happened to one question: its phase, who answered what, and what of
// that has been released (rule A3).
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/messages.hpp"
#include "server/domain/company.hpp"
#include "server/domain/lot.hpp"
#include "server/domain/number_aggregates.hpp"
#include "server/domain/progress_words.hpp"
#include "server/domain/text_aggregate.hpp"
#include "server/domain/waiting_pool.hpp"
#include "server/domain/word_aggregate.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace candour::domain {

/// How much of a long tally one message shows; the rest is counted as "more". All of it, unless
/// somebody says less.
struct ViewLimits {
    std::size_t words = std::numeric_limits<std::size_t>::max();
    std::size_t texts = std::numeric_limits<std::size_t>::max();
};

/// Owner: a Room. Thread: the room's home shard. Lifetime: the room's.
class QuestionFold {
public:
    QuestionFold(SlideId id, const Question& question, const Lot& lot);
    QuestionFold(QuestionFold&&) = default;  // and no copy: the pool points at what is kept
    QuestionFold& operator=(QuestionFold&&) = default;

    /// Nothing happens unless can_open(). `joined` is what people are told, and `generator` draws
    /// after how many answers the words about progress change in this round.
    template <class MakeGenerator>
    void open(const Joined& joined, MakeGenerator&& generator) {
        if (!can_open()) return;
        if (announced_.empty()) progress_.begin(joined.people, generator());
        if (announced_.empty() || announced_.back() != joined) announced_.push_back(joined);
        phase_ = Open{};
    }
    void close();
    /// The tick has come: announces how many have joined, if that has moved, and lets the word
    /// about progress go on. True when there is a new announcement.
    bool look(const Joined& joined);
    /// Whether anybody would be told something new by look().
    [[nodiscard]] bool look_would_tell(const Joined& joined) const;
    /// Asks those whose answer has too little company once more.
    void offer_company() { ++offers_; }
    void set_revealed(bool revealed) { revealed_ = revealed; }
    void reset();
    void set_hidden(const ItemId& item, bool hidden);

    /// Keeps a response in the place of the person's earlier one; it waits for a release. Ignored
    /// while the question is not open or when the earlier one is final.
    void respond(const Pseudonym& who, const Response& response, const Standing& standing);
    void withdraw(const Pseudonym& who);

    /// At the end of each batch: releases what the level allows in a room that so many people have
    /// joined; at the close what has its company, and the rest never. The choice of a group depends
    /// on what the waiting answers say and on the generator, not on who gave them or in what order.
    /// `generator` is called only when there is something to choose. True when anything was
    /// released.
    template <class MakeGenerator>
    bool release(const Joined& joined, MakeGenerator&& generator) {
        if (question_->level == Level::open) return release_all(waiting_.take_all());
        if (auto* closed = std::get_if<Closed>(&phase_)) {
            if (std::exchange(closed->is_settled, true)) return false;
            return release_all(waiting_.take_company(group_size(question_->level)));
        }
        if (question_->level == Level::protected_) waiting_.sort();
        if (!may_show_early(joined)) return false;
        const std::size_t stay = group_size(question_->level);
        return release_all(waiting_.take(waiting_.size() - stay, generator()));
    }
    /// Keeps the `most` most frequent of the released words.
    void trim_words(std::size_t most);

    /// The person's response, or null.
    [[nodiscard]] const KeptResponse* find(const Pseudonym& who) const;
    /// Whether the response can no longer be changed: it is part of a group that was released.
    [[nodiscard]] bool is_final(const KeptResponse& kept) const noexcept;
    /// Whether hide and restore have something to name.
    [[nodiscard]] bool shows(const ItemId& item) const;
    /// The text if everybody may see it, else null.
    [[nodiscard]] const std::string* text_for_all(const ItemId& item) const;
    [[nodiscard]] const std::set<ItemId>& hidden() const noexcept { return hidden_; }
    /// Words of this response that the released tally does not have yet. Those that wait count as
    /// new: else a refusal in a full room would tell that somebody said the word (rule A3).
    [[nodiscard]] std::size_t new_words(const Response& response) const;
    /// Different words that are released.
    [[nodiscard]] std::size_t distinct_words() const;
    [[nodiscard]] std::size_t texts() const noexcept { return texts_; }
    [[nodiscard]] std::size_t released_texts() const noexcept;
    /// A protected or strict question opens once in a round: each time it closed again, whoever had
    /// answered since would be shown apart, or tell something of those who answered before.
    [[nodiscard]] bool can_open() const noexcept;
    /// The announcements of this round that were made until now, the one of the opening first.
    [[nodiscard]] const std::vector<Joined>& announced() const noexcept { return announced_; }
    /// By the newest of them; none before the opening.
    [[nodiscard]] std::optional<std::uint32_t> joined() const {
        if (announced_.empty()) return std::nullopt;
        return announced_.back().people;
    }
    /// How many people had joined by one of them.
    [[nodiscard]] std::uint32_t announced_at(Announcement at) const {
        return announced_.at(at.value()).people;
    }
    /// The first announcement of which whoever has this ticket was part, or will be.
    [[nodiscard]] Announcement counted(std::uint32_t ticket) const;

    [[nodiscard]] const SlideId& id() const noexcept { return id_; }
    [[nodiscard]] const Question& question() const noexcept { return *question_; }
    [[nodiscard]] QuestionPhase phase() const noexcept;
    [[nodiscard]] Round round() const noexcept { return round_; }
    [[nodiscard]] bool revealed() const noexcept { return revealed_; }
    /// Before the opening it says how many had joined when the room was last looked at.
    [[nodiscard]] QuestionState state(const Joined& looked_at) const;
    /// What a role sees of the answers; `words_full` is the room's.
    [[nodiscard]] Results results(bool facilitator,
                                  bool words_full,
                                  const ViewLimits& limits) const;
    /// The texts that a facilitator may see now, without the first `from`. Of a free-text question.
    [[nodiscard]] FreeTextTally texts_from(std::size_t from, const PageLimits& limits) const;
    /// None while the question is not open. Of those who had joined at its opening, as of the last
    /// tick.
    [[nodiscard]] std::optional<Progress> progress() const;

private:
    struct Waiting {};
    struct Open {};
    struct Closed {
        bool is_settled = false;  // what is shown and what never is
    };

    /// A protected question that is open shows once it has everybody's answer, 2k at the least: all
    /// but k, who wait for the close with whoever comes later (docs/decisions/0006). Nobody may
    /// have come since it opened: in a room that fills while a question is open the last to come is
    /// always the last to answer.
    [[nodiscard]] bool may_show_early(const Joined& joined) const noexcept;
    /// True when there were any.
    bool release_all(const std::vector<KeptResponse*>& group);
    /// Counts an answer in or out that is kept.
    void count(const KeptResponse& kept, int step);
    void retract(const KeptResponse& kept);
    [[nodiscard]] std::uint32_t released_people() const;
    [[nodiscard]] Tally tally(bool with_hidden, bool words_full, const ViewLimits& limits) const;

    SlideId id_;
    const Question* question_;  // in the room's deck, which outlives the fold
    Lot lot_;                   // which of many words and texts are shown
    std::variant<Waiting, Open, Closed> phase_;
    Round round_{1};
    bool revealed_;
    std::set<ItemId> hidden_;
    std::unordered_map<Pseudonym, KeptResponse> kept_;
    WaitingPool waiting_;            // of the kept
    std::size_t texts_ = 0;          // free texts kept
    std::vector<Joined> announced_;  // in this round
    std::size_t from_opening_ = 0;   // kept answers of people who had joined at the opening
    ProgressWords progress_;         // of those
    std::uint32_t offers_ = 0;
    std::variant<WordAggregate, ScaleAggregate, TextAggregate, ChoiceAggregate> aggregate_;
};

}  // namespace candour::domain
