// A response: one participant's current answer to one question. A new one replaces the old whole.
// As parsed from the wire its texts are raw; server/text cleans them and fills the keys before the
// domain sees them.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace candour {

/// `key` is the folded form under which words are merged; empty until server/text has filled it.
struct Word {
    std::string text;
    std::string key;
    friend auto operator<=>(const Word&, const Word&) = default;
};

struct WordCloudResponse {
    std::vector<Word> words;
    friend auto operator<=>(const WordCloudResponse&, const WordCloudResponse&) = default;
};

struct ScaleResponse {
    /// Stands for "not applicable" among the values; no scale reaches it (0..100).
    static constexpr std::uint8_t not_applicable = 255;
    std::vector<std::uint8_t> values;  // one per statement, in the deck's order
    friend auto operator<=>(const ScaleResponse&, const ScaleResponse&) = default;
};

struct FreeTextResponse {
    std::vector<std::string> texts;
    friend auto operator<=>(const FreeTextResponse&, const FreeTextResponse&) = default;
};

struct ChoiceResponse {
    std::vector<bool> picks;  // one per option, in the deck's order
    friend auto operator<=>(const ChoiceResponse&, const ChoiceResponse&) = default;
};

/// The alternatives stand in the order of QuestionKind's, so that index() tells a wrong kind.
using Response = std::variant<WordCloudResponse, ScaleResponse, FreeTextResponse, ChoiceResponse>;

}  // namespace candour
