// A tally: the aggregate of one question, as one role may see it now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour {

struct WordCloudTally {
    struct Entry {
        std::string key;
        std::string text;  // the spelling most used
        std::uint32_t people = 0;
        bool hidden = false;  // true only in a facilitator's tally
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    std::uint32_t people = 0;
    std::vector<Entry> words;  // most people first, then by lot
    std::uint32_t more = 0;    // how many further words there are
    bool full = false;         // the room keeps no further new words
    friend bool operator==(const WordCloudTally&, const WordCloudTally&) = default;
};

struct ScaleTally {
    struct Statement {
        std::uint32_t n = 0;  // numbers given; "not applicable" is apart
        std::uint32_t not_applicable = 0;
        std::uint64_t sum = 0;                    // of the n numbers; the wire shows sum / n
        std::vector<std::uint32_t> distribution;  // [i] counts the value min + i
        friend bool operator==(const Statement&, const Statement&) = default;
    };
    std::uint32_t people = 0;
    std::vector<Statement> statements;  // the deck's order
    friend bool operator==(const ScaleTally&, const ScaleTally&) = default;
};

struct FreeTextTally {
    struct Entry {
        std::string id;
        std::string text;
        bool hidden = false;  // true only in a facilitator's tally
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    std::uint32_t people = 0;
    std::vector<Entry> texts;  // newest release first, inside a release by lot
    std::uint32_t more = 0;    // how many further ones there are
    friend bool operator==(const FreeTextTally&, const FreeTextTally&) = default;
};

struct ChoiceTally {
    std::uint32_t people = 0;
    std::vector<std::uint32_t> options;  // the deck's order
    friend bool operator==(const ChoiceTally&, const ChoiceTally&) = default;
};

using Tally = std::variant<WordCloudTally, ScaleTally, FreeTextTally, ChoiceTally>;

/// How many people's answers are in it, of whatever kind it is.
[[nodiscard]] inline std::uint32_t people_in(const Tally& tally) {
    return std::visit([](const auto& kind) { return kind.people; }, tally);
}

/// Why a question that was opened shows no tally (protocol/README.md, "snapshot").
enum class Withheld : std::uint8_t { not_revealed, until_enough, until_close, too_few };

/// How many of the people who joined have answered, in words: all that a facilitator learns of a
/// protected question before a release (rule A3).
enum class Progress : std::uint8_t { few, about_half, most };

/// A tally or the reason why there is none; both empty on a question that was never opened.
struct Results {
    std::optional<Tally> tally;
    std::optional<Withheld> withheld;
    friend bool operator==(const Results&, const Results&) = default;
};

[[nodiscard]] inline std::uint32_t people_in(const Results& results) {
    return results.tally ? people_in(*results.tally) : 0;
}

}  // namespace candour
