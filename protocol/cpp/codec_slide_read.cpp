// One slide, as written in a deck or as a server shows it: the same fields, read by other rules.
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/limits.hpp"

#include <algorithm>
#include <array>

namespace candour::codec {
namespace {

constexpr std::string_view id_allowed = "1 to 40 of a-z, 0-9, - and _.";

constexpr std::array<std::string_view, 5> slide_kinds{"content", "word_cloud", "scale", "free_text",
                                                      "choice"};

Names fields_of(std::size_t kind) {
    static constexpr std::array<std::string_view, 8> content{
        "kind", "id", "title", "markdown", "picture", "video", "warning", "notes"};
    static constexpr std::array<std::string_view, 8> word_cloud{
        "kind", "id", "prompt", "entries", "level", "results", "warning", "notes"};
    static constexpr std::array<std::string_view, 10> scale{
        "kind",           "id",    "prompt",  "statements", "range",
        "not_applicable", "level", "results", "warning",    "notes"};
    static constexpr std::array<std::string_view, 9> free_text{
        "kind", "id", "prompt", "answers", "max_length", "level", "results", "warning", "notes"};
    static constexpr std::array<std::string_view, 9> choice{
        "kind", "id", "prompt", "options", "select", "level", "results", "warning", "notes"};
    switch (kind) {
        case 0: return content;
        case 1: return word_cloud;
        case 2: return scale;
        case 3: return free_text;
        default: return choice;
    }
}

class SlideReader {
public:
    SlideReader(const Object& object, const SlideRules& rules) : object_(object), rules_(rules) {}

    Slide read(std::size_t kind) const {
        Slide slide;
        slide.id = SlideId(id(object_));
        if (kind == 0)
            slide.body = content();
        else
            slide.body = question(kind);
        if (object_.has("warning"))
            slide.warning = text("warning", 1, limits::max_warning_graphemes);
        if (object_.has("notes"))
            slide.notes = rules_.lines(object_, "notes", 1, limits::max_notes_graphemes);
        return slide;
    }

private:
    std::string id(const Object& object) const {
        const std::size_t before = object.faults().list().size();
        std::string id = object.text("id", id_allowed);
        if (object.faults().list().size() == before && !is_slide_id(id))
            object.faults().add(object.place("id"),
                                "This id has characters or a length that it may not have.",
                                std::string(id_allowed));
        return id;
    }

    std::string text(std::string_view field, std::size_t min, std::size_t max) const {
        return rules_.text(object_, field, min, max);
    }

    /// A field that may be left out in a deck as written.
    bool left_out(const Object& object, std::string_view field) const {
        return rules_.defaults && !object.has(field);
    }

    template <class Number>
    Number whole(const Object& object,
                 std::string_view field,
                 Number min,
                 Number max,
                 Number otherwise) const {
        if (left_out(object, field)) return otherwise;
        return static_cast<Number>(object.whole(field, min, max));
    }

    Content content() const {
        Content content;
        content.title = text("title", 1, limits::max_title_graphemes);
        if (!left_out(object_, "markdown"))
            content.markdown = rules_.lines(object_, "markdown", 0, limits::max_markdown_graphemes);
        if (const Value* picture = object_.get("picture"))
            content.picture = rules_.picture(*picture, object_.place("picture"), object_.faults());
        if (const Value* video = object_.get("video")) {
            static constexpr std::array<std::string_view, 2> fields{"url", "title"};
            const Object about(*video, object_.place("video"), object_.faults(), fields);
            content.video = {url(about),
                             rules_.text(about, "title", 1, limits::max_title_graphemes)};
        }
        return content;
    }

    static std::string url(const Object& video) {
        constexpr std::string_view allowed = "An address that starts with https://.";
        constexpr std::string_view scheme = "https://";
        const std::size_t before = video.faults().list().size();
        std::string url = video.text("url", allowed);
        const bool plain = std::ranges::all_of(
            url, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
        if (video.faults().list().size() == before &&
            (!url.starts_with(scheme) || url.size() == scheme.size() || !plain ||
             url.size() > limits::max_url_bytes))
            video.faults().add(video.place("url"), "This cannot be a video's address.",
                               std::string(allowed));
        return url;
    }

    Question question(std::size_t kind) const {
        Question question;
        question.prompt = text("prompt", 1, limits::max_prompt_graphemes);
        switch (kind) {
            case 1:
                question.kind = WordCloudQuestion{
                    whole<std::uint8_t>(object_, "entries", 1, limits::max_entries, 3)};
                break;
            case 2: question.kind = scale(); break;
            case 3:
                question.kind = FreeTextQuestion{
                    whole<std::uint8_t>(object_, "answers", 1, limits::max_answers, 1),
                    whole<std::uint16_t>(object_, "max_length", 1, limits::max_text_graphemes,
                                         limits::max_text_graphemes)};
                break;
            default: question.kind = choice(); break;
        }
        if (!left_out(object_, "level")) question.level = object_.name<Level>("level");
        if (!left_out(object_, "results")) question.results = object_.name<ResultsMode>("results");
        return question;
    }

    ScaleQuestion scale() const {
        ScaleQuestion scale;
        scale.statements =
            labelled("statements", limits::min_statements, limits::max_statements, "statement");
        if (!left_out(object_, "range"))
            if (const Value* range = object_.need("range", "An object with min and max."))
                read_range(*range, scale);
        if (!left_out(object_, "not_applicable"))
            scale.not_applicable = object_.flag("not_applicable");
        return scale;
    }

    void read_range(const Value& value, ScaleQuestion& scale) const {
        static constexpr std::array<std::string_view, 4> fields{"min", "max", "min_label",
                                                                "max_label"};
        const Object range(value, object_.place("range"), object_.faults(), fields);
        if (!range) return;
        const std::size_t before = range.faults().list().size();
        scale.min = bound(range, "min", 0, limits::max_scale_value - 1, 0,
                          "A whole number from 0 to 99, less than max.");
        scale.max = bound(range, "max", 1, limits::max_scale_value, 10,
                          "A whole number from 1 to 100, larger than min.");
        if (range.faults().list().size() == before && scale.min >= scale.max)
            range.faults().add(
                range.place(range.has("max") ? "max" : "min"),
                std::to_string(scale.min) + " to " + std::to_string(scale.max) + " is no range.",
                "min less than max, both from 0 to 100.");
        if (!left_out(range, "min_label"))
            scale.min_label = rules_.text(range, "min_label", 0, limits::max_label_graphemes);
        if (!left_out(range, "max_label"))
            scale.max_label = rules_.text(range, "max_label", 0, limits::max_label_graphemes);
    }

    /// Like whole, with a sentence that says how the two ends hang together.
    std::uint8_t bound(const Object& range,
                       std::string_view field,
                       std::uint64_t min,
                       std::uint64_t max,
                       std::uint8_t otherwise,
                       std::string_view allowed) const {
        if (left_out(range, field)) return otherwise;
        const Value* value = range.need(field, allowed);
        if (value == nullptr) return otherwise;
        return static_cast<std::uint8_t>(
            read_whole(*value, range.place(field), range.faults(), min, max, allowed));
    }

    ChoiceQuestion choice() const {
        ChoiceQuestion choice;
        choice.options = labelled("options", limits::min_options, limits::max_options, "option");
        if (!left_out(object_, "select")) choice.several = object_.one_of("select", selects) == 1;
        return choice;
    }

    std::vector<Labelled> labelled(std::string_view field,
                                   std::size_t min,
                                   std::size_t max,
                                   std::string_view what) const {
        static constexpr std::array<std::string_view, 2> fields{"id", "text"};
        const std::string allowed = std::to_string(min) + " to " + std::to_string(max) + ' ' +
                                    std::string(what) + "s, each with an id and a text.";
        const std::size_t before = object_.faults().list().size();
        const Array& items = object_.list(field, allowed);
        const Place place = object_.place(field);
        if (object_.faults().list().size() == before && object_.has(field) &&
            (items.size() < min || items.size() > max))
            object_.faults().add(place,
                                 "This question has " +
                                     (items.empty() ? "no" : std::to_string(items.size())) + ' ' +
                                     std::string(what) + (items.size() == 1 ? "." : "s."),
                                 allowed);
        std::vector<Labelled> result;
        // What comes after the last one that there may be is not read.
        for (std::size_t i = 0; i < std::min(items.size(), max) && !object_.faults().full(); ++i) {
            const Place at(&place, i);
            const Object item(items[i], at, object_.faults(), fields);
            if (!item) continue;
            Labelled one{id(item), rules_.text(item, "text", 1, limits::max_part_graphemes)};
            const auto same = std::ranges::find(result, one.id, &Labelled::id);
            if (!one.id.empty() && same != result.end())
                object_.faults().add(item.place("id"),
                                     "\"" + shown(one.id) + "\" is the id of another " +
                                         std::string(what) + " of this question.",
                                     "An id of its own for each " + std::string(what) + '.');
            result.push_back(std::move(one));
        }
        return result;
    }

    const Object& object_;
    const SlideRules& rules_;
};

/// The code in "/media/CODE/SLIDE", or nothing when that is no address of a picture.
std::optional<RoomCode> room_of_picture(std::string_view url) {
    constexpr std::string_view folder = "/media/";
    if (!url.starts_with(folder)) return std::nullopt;
    url.remove_prefix(folder.size());
    const auto code = url.substr(0, room_code_length);
    const bool is_code =
        code.size() == room_code_length && code.find_first_not_of(room_code_alphabet) == code.npos;
    const auto slide = url.substr(code.size());
    if (!is_code || slide.size() < 2 || slide.front() != '/') return std::nullopt;
    return RoomCode(std::string(code));
}

std::optional<Picture> shown_picture(const Value& value,
                                     const Place& place,
                                     Faults& faults,
                                     RoomCode* shown_in) {
    static constexpr std::array<std::string_view, 2> fields{"url", "alt"};
    const Object object(value, place, faults, fields);
    const auto room = room_of_picture(object.text("url"));
    if (!room)
        faults.add(object.place("url"), "This is no address of a picture.", "/media/CODE/SLIDE");
    else if (shown_in != nullptr)
        *shown_in = *room;
    return Picture{{}, nullptr, object.text("alt")};
}

}  // namespace

Slide read_slide(const Value& value, const Place& place, Faults& faults, const SlideRules& rules) {
    const auto kind = read_kind(value, place, faults, slide_kinds);
    if (!kind) return {};
    const Object object(value, place, faults, fields_of(*kind));
    return SlideReader(object, rules).read(*kind);
}

Slide read_shown_slide(const Value& value, const Place& place, Faults& faults, RoomCode* shown_in) {
    SlideRules rules;
    rules.text = [](const Object& object, std::string_view field, std::size_t, std::size_t) {
        return object.text(field);
    };
    rules.lines = rules.text;
    rules.picture = [shown_in](const Value& picture, const Place& at, Faults& f) {
        return shown_picture(picture, at, f, shown_in);
    };
    return read_slide(value, place, faults, rules);
}

}  // namespace candour::codec
