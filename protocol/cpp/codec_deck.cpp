#include "protocol/cpp/codec_deck.hpp"

#include "protocol/cpp/codec_json_cause.hpp"
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/codec_picture_read.hpp"
#include "protocol/cpp/codec_room_locks.hpp"
#include "protocol/cpp/codec_writer.hpp"
#include "protocol/cpp/limits.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace candour {
namespace {

using codec::Faults;
using codec::Object;
using codec::Place;
using codec::Value;

constexpr codec::JsonLimits deck_limits{.depth = limits::max_deck_depth,
                                        .values = limits::max_deck_values};

constexpr std::string_view deck_allowed = "A JSON object with format, title, language and slides.";

class DeckReader {
public:
    DeckReader(const TextRules& rules, const PictureFiles& files, Faults& faults)
        : rules_(rules), files_(files), faults_(faults) {
        slide_rules_.defaults = true;
        slide_rules_.text = [this](const Object& object, std::string_view field, std::size_t min,
                                   std::size_t max) { return text(object, field, min, max); };
        slide_rules_.lines = [this](const Object& object, std::string_view field, std::size_t min,
                                    std::size_t max) { return lines(object, field, min, max); };
        slide_rules_.picture = [this](const Value& value, const Place& place, Faults&) {
            return picture(value, place);
        };
    }
    DeckReader(const DeckReader&) = delete;
    DeckReader& operator=(const DeckReader&) = delete;

    Deck read(const Value& value, const Place& place) const {
        static constexpr std::array<std::string_view, 4> fields{"format", "title", "language",
                                                                "slides"};
        static constexpr std::array<std::string_view, 1> formats{"candour.deck/1"};
        const Object object(value, place, faults_, fields);
        Deck deck;
        if (!object) return deck;
        static_cast<void>(object.one_of("format", formats));
        deck.title = text(object, "title", 1, limits::max_title_graphemes);
        if (object.has("language")) deck.language = language(object);
        read_slides(object, deck);
        return deck;
    }

private:
    static std::string slides_allowed() {
        return "1 to " + std::to_string(limits::max_slides) + " slides.";
    }

    void read_slides(const Object& object, Deck& deck) const {
        const Place place = object.place("slides");
        const codec::Array& slides = object.list("slides", slides_allowed());
        if (const Value* value = object.get("slides"); value && value->as<codec::Array>())
            if (slides.empty() || slides.size() > limits::max_slides)
                faults_.add(place,
                            "This deck has " +
                                (slides.empty() ? "no" : std::to_string(slides.size())) +
                                " slides.",
                            slides_allowed());
        // What comes after the last slide that there may be is not read.
        const std::size_t count = std::min(slides.size(), limits::max_slides);
        std::unordered_map<std::string, std::size_t> first_with;
        for (std::size_t i = 0; i < count && !faults_.full(); ++i) {
            const Place at(&place, i);
            Slide slide = codec::read_slide(slides[i], at, faults_, slide_rules_);
            const auto [same, is_new] = first_with.try_emplace(slide.id.str(), i);
            if (!is_new && !slide.id.empty())
                faults_.add(Place(&at, "id"),
                            "\"" + codec::shown(slide.id.str()) + "\" is the id of slide " +
                                std::to_string(same->second + 1) + " already.",
                            "An id of its own for each slide.");
            deck.slides.push_back(std::move(slide));
        }
    }

    std::string text(const Object& object,
                     std::string_view field,
                     std::size_t min,
                     std::size_t max) const {
        const auto raw = raw_text(object, field, min, max);
        if (!raw) return {};
        std::string text = rules_.clean(*raw);
        check_length(text, object.place(field), min, max);
        return text;
    }

    /// The text as it was sent, bounded in bytes; nothing after a fault. Nothing is cleaned that
    /// has not been through here.
    std::optional<std::string_view> raw_text(const Object& object,
                                             std::string_view field,
                                             std::size_t min,
                                             std::size_t max) const {
        const std::string allowed = characters(min, max);
        const Value* value = object.need(field, allowed);
        const std::string* raw =
            value != nullptr ? codec::read_text(*value, object.place(field), faults_) : nullptr;
        if (raw == nullptr) return std::nullopt;
        if (raw->size() > max * limits::max_bytes_per_grapheme) {
            faults_.add(object.place(field),
                        "This text has " + std::to_string(raw->size()) + " bytes.",
                        allowed + " In all at most " +
                            std::to_string(max * limits::max_bytes_per_grapheme) + " bytes.");
            return std::nullopt;
        }
        if (!count_bytes(raw->size())) return std::nullopt;
        return *raw;
    }

    /// False once the deck's texts together are too long; it is said once.
    bool count_bytes(std::size_t bytes) const {
        if (text_bytes_ > limits::max_deck_text_bytes) return false;
        text_bytes_ += bytes;
        if (text_bytes_ <= limits::max_deck_text_bytes) return true;
        faults_.add(Place(), "The texts of this deck are too long together.",
                    "At most " + std::to_string(limits::max_deck_text_bytes) +
                        " bytes of text in a deck; pictures are not counted.");
        return false;
    }

    static std::string characters(std::size_t min, std::size_t max) {
        return (min == 0 ? "Up to " : std::to_string(min) + " to ") + std::to_string(max) +
               " characters.";
    }

    void check_length(const std::string& text,
                      const Place& place,
                      std::size_t min,
                      std::size_t max) const {
        const std::size_t points = code_points(text);
        if (points >= min && points <= max) return;  // a character has at least one code point
        const std::size_t length = rules_.graphemes(text);
        const std::size_t most_points = max * limits::max_code_points_per_grapheme;
        if (length < min)
            faults_.add(place, "There is no text here.", characters(min, max));
        else if (length > max)
            faults_.add(place, "This text has " + std::to_string(length) + " characters.",
                        characters(min, max));
        else if (points > most_points)
            faults_.add(place,
                        "This text has " + std::to_string(points) +
                            " code points; several of them make up one character.",
                        characters(min, max) + " In all at most " + std::to_string(most_points) +
                            " code points.");
    }

    static std::size_t code_points(std::string_view utf8) {
        return static_cast<std::size_t>(std::ranges::count_if(
            utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    }

    /// Cleaned line by line, as lines and their indentation mean something in Markdown.
    std::string lines(const Object& object,
                      std::string_view field,
                      std::size_t min,
                      std::size_t max) const {
        const auto raw = raw_text(object, field, min, max);
        if (!raw) return {};
        std::string result;
        result.reserve(raw->size());
        std::string_view rest = *raw;
        while (true) {
            const std::size_t end = rest.find('\n');
            const std::string_view line = rest.substr(0, end);
            const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
            result.append(indent, ' ');
            if (indent < line.size()) result += rules_.clean(line.substr(indent));
            if (end == rest.npos) break;
            result += '\n';
            rest.remove_prefix(end + 1);
        }
        check_length(result, object.place(field), min, max);
        return result;
    }

    std::string language(const Object& object) const {
        constexpr std::string_view allowed =
            "A language tag, such as \"en\", \"fr-CA\" or \"zh-Hans\".";
        const std::size_t before = faults_.list().size();
        std::string tag = object.text("language", allowed);
        if (faults_.list().size() == before && !is_language_tag(tag))
            faults_.add(object.place("language"), "This is no language tag.", std::string(allowed));
        return tag;
    }

    /// The shape of a BCP 47 tag; whether the language exists is not checked.
    static bool is_language_tag(std::string_view tag) {
        if (tag.size() > limits::max_language_tag_bytes) return false;
        for (bool first = true;; first = false) {
            const std::string_view part = tag.substr(0, tag.find('-'));
            const bool fits = std::ranges::all_of(part, [first](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (!first && c >= '0' && c <= '9');
            });
            if (!fits || part.size() < (first ? 2U : 1U) ||
                part.size() > limits::max_language_part_bytes)
                return false;
            if (part.size() == tag.size()) return true;
            tag.remove_prefix(part.size() + 1);
        }
    }

    std::optional<Picture> picture(const Value& value, const Place& place) const {
        static constexpr std::array<std::string_view, 2> fields{"src", "alt"};
        const Object object(value, place, faults_, fields);
        if (!object) return std::nullopt;
        Picture picture;
        picture.alt = text(object, "alt", 1, limits::max_alt_graphemes);
        codec::PictureSource(object, files_).read_into(picture);
        return picture;
    }

    const TextRules& rules_;
    const PictureFiles& files_;
    Faults& faults_;
    codec::SlideRules slide_rules_;
    mutable std::size_t text_bytes_ = 0;  // of the texts read so far
};

/// "line 3, column 7", counted in bytes from 1.
std::string line_and_column(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t last = before.rfind('\n');
    const std::size_t column = before.size() - (last == before.npos ? 0 : last + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

DeckError json_error(std::string_view text, codec::JsonFault fault) {
    using Kind = codec::JsonFault::Kind;
    switch (fault.kind) {
        case Kind::too_deep:
            return {"$", "This is nested too deeply for a deck.", std::string(deck_allowed)};
        case Kind::too_many:
            return {"$", "This has too many parts for a deck.", std::string(deck_allowed)};
        case Kind::malformed: break;
    }
    std::string cause = codec::JsonCause(text).find();
    if (cause.empty()) cause = "it cannot be read at " + line_and_column(text, fault.position);
    return {"$", "This is not JSON: " + cause + '.', std::string(deck_allowed)};
}

std::vector<DeckError> errors_of(const Faults& faults) {
    std::vector<DeckError> errors;
    for (const codec::Fault& fault : faults.list())
        errors.push_back({fault.at, fault.message, fault.allowed});
    return errors;
}

RoomRequest read_room_request(const Value& value, const TextRules& rules, Faults& faults) {
    static constexpr std::array<std::string_view, 2> fields{"deck", "locks"};
    const PictureFiles no_files;
    const DeckReader reader(rules, no_files, faults);
    const Value* deck = codec::find(value, "deck");
    if (deck == nullptr) return {reader.read(value, Place()), std::nullopt};
    const Object object(value, Place(), faults, fields);
    RoomRequest request{reader.read(*deck, object.place("deck")), std::nullopt};
    if (const Value* locks =
            object.need("locks", "An object with facilitator, projector, results."))
        request.locks = codec::read_room_locks(*locks, object.place("locks"), faults);
    return request;
}

}  // namespace

boost::system::result<Deck, std::vector<DeckError>> parse_deck(std::string_view json,
                                                               const TextRules& rules,
                                                               const PictureFiles& files) {
    const auto value = codec::read_json(json, deck_limits);
    if (!value) return std::vector{json_error(json, value.error())};
    Faults faults(limits::max_deck_errors);
    Deck deck = DeckReader(rules, files, faults).read(*value, Place());
    if (faults.empty()) return deck;
    return errors_of(faults);
}

boost::system::result<RoomRequest, std::vector<DeckError>> parse_room_request(
    std::string_view json, const TextRules& rules) {
    const auto value = codec::read_json(json, deck_limits);
    if (!value) return std::vector{json_error(json, value.error())};
    Faults faults(limits::max_deck_errors);
    RoomRequest request = read_room_request(*value, rules, faults);
    if (faults.empty()) return request;
    return errors_of(faults);
}

std::string encode_deck(const Deck& deck) {
    std::string out;
    codec::write_deck(out, deck, nullptr);
    return out;
}

std::string encode_room_request(const Deck& deck, const RoomLocks& locks) {
    std::string out = R"({"deck":)";
    codec::write_deck(out, deck, nullptr);
    out += R"(,"locks":)";
    codec::write_room_locks(out, locks);
    out += '}';
    return out;
}

}  // namespace candour
