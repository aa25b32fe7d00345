// A deck: what was prepared. Field rules (lengths, ranges, defaults) stand in protocol/README.md,
// "Decks"; a Deck that came out of parse_deck keeps them all.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candour {

/// How answers to one question are protected (rule A3).
enum class Level : std::uint8_t { open, protected_, strict };

/// The smallest group in which answers are released at a level; 1 means at every tick.
[[nodiscard]] constexpr std::size_t group_size(Level level) noexcept {
    switch (level) {
        case Level::open: return 1;
        case Level::protected_: return 5;
        case Level::strict: return 10;
    }
    return 10;
}

/// Whether projector and phones see a tally as it is released, or when a facilitator reveals it.
enum class ResultsMode : std::uint8_t { live, on_reveal };

struct Picture {
    std::string content_type;  // "image/png", "image/jpeg", "image/webp" or "image/gif"
    /// Shared because a deck is copied to every shard and a picture can be large.
    std::shared_ptr<const std::string> bytes;
    std::string alt;

    friend bool operator==(const Picture& a, const Picture& b) {
        const bool same_bytes = a.bytes == b.bytes || (a.bytes && b.bytes && *a.bytes == *b.bytes);
        return same_bytes && a.content_type == b.content_type && a.alt == b.alt;
    }
};

struct Video {
    std::string url;  // https, shown as a link, never embedded
    std::string title;
    friend bool operator==(const Video&, const Video&) = default;
};

/// Something that a statement or an option is known by across runs, and what it says.
struct Labelled {
    std::string id;
    std::string text;
    friend bool operator==(const Labelled&, const Labelled&) = default;
};

struct Content {
    std::string title;
    std::string markdown;
    std::optional<Picture> picture;
    std::optional<Video> video;
    friend bool operator==(const Content&, const Content&) = default;
};

struct WordCloudQuestion {
    std::uint8_t entries = 3;  // words or phrases per person, 1..10
    friend bool operator==(const WordCloudQuestion&, const WordCloudQuestion&) = default;
};

struct ScaleQuestion {
    std::vector<Labelled> statements;  // 1..10
    std::uint8_t min = 0;              // min < max <= 100
    std::uint8_t max = 10;
    std::string min_label;
    std::string max_label;
    bool not_applicable = true;
    friend bool operator==(const ScaleQuestion&, const ScaleQuestion&) = default;
};

struct FreeTextQuestion {
    std::uint8_t answers = 1;         // texts per person, 1..10
    std::uint16_t max_length = 1000;  // grapheme clusters, 1..1000
    friend bool operator==(const FreeTextQuestion&, const FreeTextQuestion&) = default;
};

struct ChoiceQuestion {
    std::vector<Labelled> options;  // 2..20
    bool several = false;
    friend bool operator==(const ChoiceQuestion&, const ChoiceQuestion&) = default;
};

using QuestionKind =
    std::variant<WordCloudQuestion, ScaleQuestion, FreeTextQuestion, ChoiceQuestion>;

/// What every question has, whatever its kind.
struct Question {
    std::string prompt;
    Level level = Level::protected_;
    ResultsMode results = ResultsMode::live;
    QuestionKind kind;
    friend bool operator==(const Question&, const Question&) = default;
};

struct Slide {
    SlideId id;
    std::optional<std::string> warning;  // a content warning, shown before the slide
    std::variant<Content, Question> body;
    /// For whoever leads: the facilitators' desk gets them with the deck, no snapshot has them.
    std::optional<std::string> notes = {};

    [[nodiscard]] const Question* question() const { return std::get_if<Question>(&body); }
    [[nodiscard]] const Content* content() const { return std::get_if<Content>(&body); }
    friend bool operator==(const Slide&, const Slide&) = default;
};

struct Deck {
    std::string title;
    std::string language = "en";  // BCP 47
    std::vector<Slide> slides;    // 1..200, ids unique

    /// Null when the deck has no such slide.
    [[nodiscard]] const Slide* find(const SlideId& id) const {
        for (const Slide& slide : slides)
            if (slide.id == id) return &slide;
        return nullptr;
    }
    friend bool operator==(const Deck&, const Deck&) = default;
};

/// One fault of a deck: where (a JSON path such as "$.slides[2].range.max"), what, what is allowed.
struct DeckError {
    std::string at;
    std::string message;
    std::string allowed;
    friend bool operator==(const DeckError&, const DeckError&) = default;
};

}  // namespace candour
