// Small decks and answers, so that a test says what it is about and nothing else.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/response.hpp"
#include "tests/seeds.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candour::domain_test {

using seeds::Dice;
using seeds::from_environment;
using seeds::how_many;
using seeds::mixed;
using seeds::seed_bytes;

/// What a question has whatever its kind. Open, as most stories are not about protection.
struct Ask {
    Level level = Level::open;
    ResultsMode results = ResultsMode::live;
};

inline Slide question(std::string id, QuestionKind kind, Ask ask) {
    return {.id = SlideId{std::move(id)},
            .warning = {},
            .body = Question{.prompt = "How was it?",
                             .level = ask.level,
                             .results = ask.results,
                             .kind = std::move(kind)}};
}

inline Slide word_cloud(std::string id, Ask ask = {}) {
    return question(std::move(id), WordCloudQuestion{}, ask);
}

/// From 1 to 5, so that a value is not its own place in the distribution.
inline Slide scale(std::string id, std::size_t statements, Ask ask = {}) {
    ScaleQuestion kind;
    kind.min = 1;
    kind.max = 5;
    for (std::size_t i = 0; i < statements; ++i)
        kind.statements.push_back({"s" + std::to_string(i), "I feel heard"});
    return question(std::move(id), std::move(kind), ask);
}

inline Slide free_text(std::string id, Ask ask = {}) {
    return question(std::move(id), FreeTextQuestion{.answers = 3, .max_length = 100}, ask);
}

inline Slide choice(std::string id, std::size_t options, Ask ask = {}) {
    ChoiceQuestion kind{{}, true};
    for (std::size_t i = 0; i < options; ++i)
        kind.options.push_back({"o" + std::to_string(i), "On a ward"});
    return question(std::move(id), std::move(kind), ask);
}

inline Slide content(std::string id) {
    return {.id = SlideId{std::move(id)},
            .warning = {},
            .body = Content{.title = "Welcome", .markdown = {}, .picture = {}, .video = {}}};
}

inline std::shared_ptr<const Deck> deck(std::vector<Slide> slides) {
    return std::make_shared<const Deck>(Deck{"A test", "en", std::move(slides)});
}

/// As server/text folds words, in small: case and hyphens.
inline std::string folded(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = ' ';
    }
    return text;
}

inline Response words(std::initializer_list<std::string> texts) {
    WordCloudResponse response;
    for (const std::string& text : texts) response.words.push_back({text, folded(text)});
    return response;
}

inline constexpr std::uint8_t n_a = ScaleResponse::not_applicable;

inline Response values(std::initializer_list<std::uint8_t> given) {
    return ScaleResponse{given};
}

inline Response texts(std::initializer_list<std::string> given) {
    return FreeTextResponse{given};
}

/// Two options, under protection at k = 5.
inline Slide protected_choice() {
    return choice("where", 2, {.level = Level::protected_});
}

/// As on the wire: "010" picks the middle one of three.
inline Response picks(std::string_view given) {
    ChoiceResponse response;
    for (const char c : given) response.picks.push_back(c == '1');
    return response;
}

}  // namespace candour::domain_test
