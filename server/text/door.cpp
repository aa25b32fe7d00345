#include "server/text/door.hpp"

#include "protocol/cpp/scale_value.hpp"
#include "server/text/limits.hpp"
#include "server/text/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace candour::text {
namespace {

constexpr std::array kinds{"word_cloud", "scale", "free_text", "choice"};

std::string number(std::size_t value) {
    return std::to_string(value);
}

/// "1 to 3 words", "exactly 1 text"
std::string from_one_to(std::size_t most, const std::string& one, const std::string& several) {
    return most == 1 ? "Exactly 1 " + one + "." : "1 to " + number(most) + " " + several + ".";
}

std::size_t code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_too_long(std::string_view text, std::size_t most) {
    if (text.size() <= most) return false;  // a cluster has at least one byte
    return code_points(text) > most * limits::max_code_points_per_grapheme ||
           graphemes(text) > most;
}

/// One question kind after the other; each leaves at the first fault.
class Door {
public:
    explicit Door(std::string_view at) : at_(at) {}

    std::optional<Refusal> pass(WordCloudResponse& response, const WordCloudQuestion& question) {
        auto& words = response.words;
        if (words.empty() || words.size() > question.entries)
            return fault(RefusalCode::wrong_count, ".words",
                         from_one_to(question.entries, "word or phrase", "words or phrases"));
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (auto refusal =
                    pass(words[i].text, ".words", i, Lines::one, limits::max_word_graphemes))
                return refusal;
            words[i].key = fold_word(words[i].text);
        }
        drop_repeated(words);
        return std::nullopt;
    }

    std::optional<Refusal> pass(const ScaleResponse& response, const ScaleQuestion& question) {
        const auto& values = response.values;
        const std::size_t count = question.statements.size();
        if (values.size() != count)
            return fault(RefusalCode::wrong_count, ".values",
                         count == 1 ? "Exactly 1 value."
                                    : "Exactly " + number(count) +
                                          " values, one for each statement, in their order.");
        const std::string range =
            "A whole number from " + number(question.min) + " to " + number(question.max);
        const std::string allowed = range + (question.not_applicable ? ", or \"n/a\"." : ".");
        if (std::ranges::count(values, left_out_value) == std::ssize(values))
            return fault(RefusalCode::wrong_count, ".values",
                         "A value for at least one statement; the others may be left out.");
        for (std::size_t i = 0; i < count; ++i) {
            if (values[i] == left_out_value) continue;
            if (values[i] == ScaleResponse::not_applicable) {
                if (!question.not_applicable)
                    return fault(RefusalCode::not_applicable_not_allowed, item(".values", i),
                                 allowed);
            } else if (values[i] < question.min || values[i] > question.max) {
                return fault(RefusalCode::value_out_of_range, item(".values", i), allowed);
            }
        }
        return std::nullopt;
    }

    std::optional<Refusal> pass(FreeTextResponse& response, const FreeTextQuestion& question) {
        auto& texts = response.texts;
        if (texts.empty() || texts.size() > question.answers)
            return fault(RefusalCode::wrong_count, ".texts",
                         from_one_to(question.answers, "text", "texts"));
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (auto refusal = pass(texts[i], ".texts", i, Lines::several, question.max_length))
                return refusal;
        return std::nullopt;
    }

    std::optional<Refusal> pass(const ChoiceResponse& response, const ChoiceQuestion& question) {
        const auto& picks = response.picks;
        const std::size_t count = question.options.size();
        if (picks.size() != count)
            return fault(
                RefusalCode::wrong_count, ".picks",
                "Exactly " + number(count) + " characters, one for each option: 1 picked, 0 not.");
        const auto picked = std::ranges::count(picks, true);
        if (question.several ? picked >= 1 : picked == 1) return std::nullopt;
        return fault(
            RefusalCode::wrong_count, ".picks",
            question.several ? "At least one option picked." : "Exactly one option picked.");
    }

    [[nodiscard]] Refusal fault(RefusalCode code,
                                std::string_view where,
                                std::string allowed) const {
        std::string path{at_};
        path += where;
        return refuse(code, std::move(allowed), std::move(path));
    }

private:
    std::optional<Refusal> pass(std::string& text,
                                std::string_view list,
                                std::size_t index,
                                Lines lines,
                                std::size_t most) const {
        std::string cleaned = clean(text, lines, Telltales::go);
        if (cleaned.empty())
            return fault(RefusalCode::text_empty, item(list, index),
                         "A text of 1 to " + number(most) +
                             " characters, at least one of which can be seen. Skin tones of emoji "
                             "are left out.");
        if (is_too_long(cleaned, most))
            return fault(RefusalCode::text_too_long, item(list, index),
                         "A text of 1 to " + number(most) + " characters.");
        text = std::move(cleaned);
        return std::nullopt;
    }

    static std::string item(std::string_view list, std::size_t index) {
        std::string path{list};
        path += '[';
        path += number(index);
        path += ']';
        return path;
    }

    /// Keeps the first of each key: a person counts once for a word.
    static void drop_repeated(std::vector<Word>& words) {
        for (auto word = words.begin(); word != words.end();) {
            const bool repeated = std::any_of(words.begin(), word, [word](const Word& earlier) {
                return earlier.key == word->key;
            });
            word = repeated ? words.erase(word) : word + 1;
        }
    }

    std::string_view at_;
};

}  // namespace

std::optional<Refusal> clean_response(Response& response,
                                      const Question& question,
                                      std::string_view at) {
    Door door{at};
    if (response.index() != question.kind.index())
        return door.fault(
            RefusalCode::wrong_kind, ".kind",
            std::string{"A response of the kind \""} + kinds.at(question.kind.index()) + "\".");
    const QuestionKind& kind = question.kind;
    if (auto* words = std::get_if<WordCloudResponse>(&response))
        return door.pass(*words, std::get<WordCloudQuestion>(kind));
    if (const auto* scale = std::get_if<ScaleResponse>(&response))
        return door.pass(*scale, std::get<ScaleQuestion>(kind));
    if (auto* texts = std::get_if<FreeTextResponse>(&response))
        return door.pass(*texts, std::get<FreeTextQuestion>(kind));
    return door.pass(std::get<ChoiceResponse>(response), std::get<ChoiceQuestion>(kind));
}

}  // namespace candour::text
