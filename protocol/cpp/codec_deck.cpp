#include "protocol/cpp/codec_deck.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/codec_writer.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace candour {
namespace {

using codec::Faults;
using codec::Object;
using codec::Place;
using codec::Value;

/// The largest deck by the rules has about 15,000 values, 6 deep.
constexpr codec::JsonLimits deck_limits{.depth = 16, .values = 100'000};

constexpr std::size_t max_slides = 200;
constexpr std::size_t max_deck_title = 120;
constexpr std::size_t max_markdown = 4000;
constexpr std::size_t max_alt = 300;

constexpr std::string_view picture_allowed =
    "A PNG, JPEG, WebP or GIF of at most 1 MB, as data:image/png;base64,... (or the like).";
constexpr std::string_view deck_allowed = "A JSON object with format, title, language and slides.";

/// What the first bytes of a picture say that it is; empty when it is none that browsers show
/// alike.
std::string_view type_of_picture(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
    if (bytes.starts_with("RIFF"sv) &&
        bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP"sv))
        return "image/webp";
    return {};
}

/// A path that cannot leave the folder that it starts in.
bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/') return false;
    if (path.find_first_of(std::string_view("\\:\0", 3)) != path.npos) return false;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (path.substr(0, slash) == "..") return false;
        path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
    }
    return true;
}

class DeckReader {
public:
    DeckReader(const TextRules& rules, const PictureFiles& files, Faults& faults)
        : rules_(rules), files_(files), faults_(faults) {
        slide_rules_.defaults = true;
        slide_rules_.text = [this](const Object& object, std::string_view field, std::size_t min,
                                   std::size_t max) { return text(object, field, min, max); };
        slide_rules_.markdown = [this](const Object& object) { return markdown(object); };
        slide_rules_.picture = [this](const Value& value, const Place& place, Faults&) {
            return picture(value, place);
        };
    }
    DeckReader(const DeckReader&) = delete;
    DeckReader& operator=(const DeckReader&) = delete;

    Deck read(const Value& value) const {
        static constexpr std::array<std::string_view, 4> fields{"format", "title", "language",
                                                                "slides"};
        static constexpr std::array<std::string_view, 1> formats{"candour.deck/1"};
        const Object object(value, Place(), faults_, fields);
        Deck deck;
        if (!object) return deck;
        static_cast<void>(object.one_of("format", formats));
        deck.title = text(object, "title", 1, max_deck_title);
        if (object.has("language")) deck.language = language(object);
        read_slides(object, deck);
        return deck;
    }

private:
    void read_slides(const Object& object, Deck& deck) const {
        const Place place = object.place("slides");
        const codec::Array& slides = object.list("slides", "1 to 200 slides.");
        if (const Value* value = object.get("slides"); value && value->as<codec::Array>())
            if (slides.empty() || slides.size() > max_slides)
                faults_.add(place,
                            "This deck has " +
                                (slides.empty() ? "no" : std::to_string(slides.size())) +
                                " slides.",
                            "1 to 200 slides.");
        std::unordered_map<std::string, std::size_t> first_with;
        for (std::size_t i = 0; i < slides.size() && !faults_.full(); ++i) {
            const Place at(&place, i);
            Slide slide = codec::read_slide(slides[i], at, faults_, slide_rules_);
            const auto [same, is_new] = first_with.try_emplace(slide.id.str(), i);
            if (!is_new && !slide.id.empty())
                faults_.add(Place(&at, "id"),
                            "\"" + slide.id.str() + "\" is the id of slides[" +
                                std::to_string(same->second) + "] already.",
                            "An id of its own for each slide.");
            deck.slides.push_back(std::move(slide));
        }
    }

    std::string text(const Object& object,
                     std::string_view field,
                     std::size_t min,
                     std::size_t max) const {
        const std::string allowed = characters(min, max);
        const std::size_t before = faults_.list().size();
        std::string text = rules_.clean(object.text(field, allowed));
        if (object.has(field) && faults_.list().size() == before)
            check_length(text, object.place(field), min, max);
        return text;
    }

    static std::string characters(std::size_t min, std::size_t max) {
        return (min == 0 ? "Up to " : std::to_string(min) + " to ") + std::to_string(max) +
               " characters.";
    }

    void check_length(const std::string& text,
                      const Place& place,
                      std::size_t min,
                      std::size_t max) const {
        const std::size_t length = rules_.graphemes(text);
        if (length < min)
            faults_.add(place, "There is no text here.", characters(min, max));
        else if (length > max)
            faults_.add(place, "This text has " + std::to_string(length) + " characters.",
                        characters(min, max));
    }

    /// Cleaned line by line, as lines and their indentation mean something in Markdown.
    std::string markdown(const Object& object) const {
        const std::size_t before = faults_.list().size();
        const std::string raw = object.text("markdown", characters(0, max_markdown));
        std::string result;
        std::string_view rest = raw;
        while (true) {
            const std::size_t end = rest.find('\n');
            const std::string_view line = rest.substr(0, end);
            const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
            result.append(indent, ' ');
            result += rules_.clean(line.substr(indent));
            if (end == rest.npos) break;
            result += '\n';
            rest.remove_prefix(end + 1);
        }
        if (faults_.list().size() == before)
            check_length(result, object.place("markdown"), 0, max_markdown);
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
        constexpr std::size_t longest_tag = 35;  // RFC 5646, section 4.4.1
        constexpr std::size_t longest_part = 8;
        if (tag.size() > longest_tag) return false;
        for (bool first = true;; first = false) {
            const std::string_view part = tag.substr(0, tag.find('-'));
            const bool fits = std::ranges::all_of(part, [first](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (!first && c >= '0' && c <= '9');
            });
            if (!fits || part.size() < (first ? 2U : 1U) || part.size() > longest_part)
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
        picture.alt = text(object, "alt", 1, max_alt);
        const std::size_t before = faults_.list().size();
        const std::string source = object.text("src", picture_allowed);
        if (faults_.list().size() != before) return picture;

        const Place at = object.place("src");
        std::string_view claimed;
        std::optional<std::string> bytes =
            source.starts_with("data:") ? bytes_in(source, claimed, at) : bytes_beside(source, at);
        if (!bytes) return picture;
        picture.content_type = type_of_picture(*bytes);
        if (bytes->size() > max_picture_bytes)
            complain(at, "This picture has " + std::to_string(bytes->size()) + " bytes.");
        else if (picture.content_type.empty())
            complain(at, "This is no picture of a kind that is shown.");
        else if (!claimed.empty() && claimed != picture.content_type)
            complain(at, "This says " + std::string(claimed) + " and holds " +
                             picture.content_type + '.');
        picture.bytes = std::make_shared<const std::string>(std::move(*bytes));
        return picture;
    }

    void complain(const Place& place, std::string message) const {
        faults_.add(place, std::move(message), std::string(picture_allowed));
    }

    std::optional<std::string> bytes_in(std::string_view uri,
                                        std::string_view& claimed,
                                        const Place& at) const {
        static constexpr std::array<std::string_view, 4> types{"image/png", "image/jpeg",
                                                               "image/webp", "image/gif"};
        uri.remove_prefix(std::string_view("data:").size());
        for (const std::string_view type : types) {
            constexpr std::string_view encoding = ";base64,";
            if (!uri.starts_with(type) || !uri.substr(type.size()).starts_with(encoding)) continue;
            auto bytes = read_base64(uri.substr(type.size() + encoding.size()));
            if (!bytes) complain(at, "This picture is not written in base64 as it should be.");
            claimed = type;
            return bytes;
        }
        complain(at, "This data URI is not of a picture's kind.");
        return std::nullopt;
    }

    std::optional<std::string> bytes_beside(const std::string& path, const Place& at) const {
        if (!files_) {
            complain(at, "There is no file beside a deck that is sent.");
            return std::nullopt;
        }
        auto bytes = stays_inside(path) ? files_(path) : std::nullopt;
        if (!bytes)
            faults_.add(at, "There is no such file beside this deck.",
                        "The path of a picture in the deck's folder, or a data URI.");
        return bytes;
    }

    const TextRules& rules_;
    const PictureFiles& files_;
    Faults& faults_;
    codec::SlideRules slide_rules_;
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
    return {"$",
            "This is not JSON: it cannot be read at " + line_and_column(text, fault.position) + '.',
            std::string(deck_allowed)};
}

}  // namespace

boost::system::result<Deck, std::vector<DeckError>> parse_deck(std::string_view json,
                                                               const TextRules& rules,
                                                               const PictureFiles& files) {
    const auto value = codec::read_json(json, deck_limits);
    if (!value) return std::vector{json_error(json, value.error())};
    Faults faults(max_deck_errors);
    Deck deck = DeckReader(rules, files, faults).read(*value);
    if (faults.empty()) return deck;
    std::vector<DeckError> errors;
    for (const codec::Fault& fault : faults.list())
        errors.push_back({fault.at, fault.message, fault.allowed});
    return errors;
}

std::string encode_deck(const Deck& deck) {
    std::string out;
    codec::write_deck(out, deck, nullptr);
    return out;
}

}  // namespace candour
