// What several messages share: responses and tallies.
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/limits.hpp"
#include "protocol/cpp/scale_value.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace candour::codec {
namespace {

std::uint32_t count(const Object& object, std::string_view field) {
    return static_cast<std::uint32_t>(object.whole(field, 0, limits::max_count));
}

std::vector<std::uint32_t> counts(const Object& object, std::string_view field) {
    const Place place = object.place(field);
    std::vector<std::uint32_t> result;
    const Array& items = object.list(field, "A list of whole numbers.");
    for (std::size_t i = 0; i < items.size(); ++i)
        result.push_back(static_cast<std::uint32_t>(
            read_whole(items[i], Place(&place, i), object.faults(), 0, limits::max_count)));
    return result;
}

std::vector<std::string> texts(const Object& object, std::string_view field) {
    const Place place = object.place(field);
    std::vector<std::string> result;
    const Array& items = object.list(field, "A list of texts.");
    for (std::size_t i = 0; i < items.size() && !object.faults().full(); ++i)
        if (const auto* text = read_text(items[i], Place(&place, i), object.faults()))
            result.push_back(*text);
    return result;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::uint8_t scale_value(const Value& value, const Place& place, Faults& faults) {
    const auto* text = value.as<std::string>();
    if (text != nullptr && *text == "n/a") return ScaleResponse::not_applicable;
    if (text != nullptr && *text == "---") return left_out_value;
    if (text == nullptr || text->size() != 3 || !std::ranges::all_of(*text, is_digit)) {
        faults.add(place, "This value must have exactly three characters.",
                   "A whole number with leading zeros, such as \"007\"; or \"n/a\"; or \"---\" "
                   "for a statement that is left out.");
        return 0;
    }
    const int number = (text->at(0) - '0') * 100 + (text->at(1) - '0') * 10 + (text->at(2) - '0');
    if (number <= limits::max_scale_value) return static_cast<std::uint8_t>(number);
    faults.add(place, std::to_string(number) + " is outside every scale.",
               "A whole number from 000 to 100, inside the question's range.",
               RefusalCode::value_out_of_range);
    return 0;
}

Response word_cloud_response(const Object& object) {
    WordCloudResponse response;
    for (std::string& text : texts(object, "words"))
        response.words.push_back({std::move(text), {}});
    return response;
}

Response scale_response(const Object& object) {
    ScaleResponse response;
    const Place place = object.place("values");
    const Array& values = object.list("values", "A list of values, one for each statement.");
    for (std::size_t i = 0; i < values.size() && !object.faults().full(); ++i)
        response.values.push_back(scale_value(values[i], Place(&place, i), object.faults()));
    return response;
}

Response choice_response(const Object& object) {
    constexpr std::string_view allowed =
        "One character for each option, in order: 1 picked, 0 not; such as \"0010\".";
    ChoiceResponse response;
    const std::string picks = object.text("picks", allowed);
    if (picks.find_first_not_of("01") != std::string::npos)
        object.faults().add(object.place("picks"), "This may hold the digits 0 and 1 alone.",
                            std::string(allowed));
    for (const char pick : picks) response.picks.push_back(pick == '1');
    return response;
}

/// Only ever there as `true`.
bool hidden(const Object& object) {
    return object.has("hidden") && object.flag("hidden");
}

WordCloudTally word_cloud_tally(const Object& object) {
    constexpr std::array<std::string_view, 4> fields{"key", "text", "people", "hidden"};
    WordCloudTally tally;
    tally.people = count(object, "people");
    const Place place = object.place("words");
    const Array& words = object.list("words", "A list of words.");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Object word(words[i], Place(&place, i), object.faults(), fields);
        tally.words.push_back(
            {word.text("key"), word.text("text"), count(word, "people"), hidden(word)});
    }
    tally.more = count(object, "more");
    tally.full = object.flag("full");
    return tally;
}

/// The wire has the mean to two decimals; the sum it came from follows from the distribution, as
/// the scale's lower end is a whole number.
std::uint64_t sum_from(double mean, const ScaleTally::Statement& statement) {
    std::uint64_t above_min = 0;
    for (std::size_t i = 0; i < statement.distribution.size(); ++i)
        above_min += i * statement.distribution[i];
    const double n = statement.n;
    const double min = std::round(mean - static_cast<double>(above_min) / n);
    return above_min + static_cast<std::uint64_t>(std::max(min, 0.0)) * statement.n;
}

double mean_of(const Object& object) {
    const Value* value = object.need("mean", "A number, or null.");
    if (value == nullptr || value->is_null()) return 0;
    if (const auto* whole = value->as<std::uint64_t>()) return static_cast<double>(*whole);
    if (const auto* number = value->as<double>())
        if (*number >= 0 && *number <= limits::max_scale_value) return *number;
    object.faults().add(object.place("mean"), "This must be a number.",
                        "A number from 0 to 100, or null.");
    return 0;
}

ScaleTally scale_tally(const Object& object) {
    constexpr std::array<std::string_view, 4> fields{"n", "not_applicable", "mean", "distribution"};
    ScaleTally tally;
    tally.people = count(object, "people");
    const Place place = object.place("statements");
    const Array& statements = object.list("statements", "A list, in the deck's order.");
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const Object object_of_one(statements[i], Place(&place, i), object.faults(), fields);
        ScaleTally::Statement statement;
        statement.n = count(object_of_one, "n");
        statement.not_applicable = count(object_of_one, "not_applicable");
        statement.distribution = counts(object_of_one, "distribution");
        const double mean = mean_of(object_of_one);
        if (statement.n != 0) statement.sum = sum_from(mean, statement);
        tally.statements.push_back(std::move(statement));
    }
    return tally;
}

FreeTextTally free_text_tally(const Object& object) {
    constexpr std::array<std::string_view, 3> fields{"id", "text", "hidden"};
    FreeTextTally tally;
    tally.people = count(object, "people");
    const Place place = object.place("texts");
    const Array& entries = object.list("texts", "A list of texts.");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Object entry(entries[i], Place(&place, i), object.faults(), fields);
        tally.texts.push_back({entry.text("id"), entry.text("text"), hidden(entry)});
    }
    tally.more = count(object, "more");
    return tally;
}

}  // namespace

Response read_response(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::array<std::string_view, 2>, 4> fields{
        {{"kind", "words"}, {"kind", "values"}, {"kind", "texts"}, {"kind", "picks"}}};
    const auto kind = read_kind(value, place, faults, question_kinds);
    if (!kind) return {};
    const Object object(value, place, faults, fields[*kind]);
    switch (*kind) {
        case 0: return word_cloud_response(object);
        case 1: return scale_response(object);
        case 2: return FreeTextResponse{texts(object, "texts")};
        default: return choice_response(object);
    }
}

bool is_of_any_length(const Value& response) {
    const Value* kind = find(response, "kind");
    const auto* name = kind != nullptr ? kind->as<std::string>() : nullptr;
    return name != nullptr && (*name == "word_cloud" || *name == "free_text");
}

Tally read_tally(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 5> word_cloud{"kind", "people", "words", "more", "full"};
    constexpr std::array<std::string_view, 3> scale{"kind", "people", "statements"};
    constexpr std::array<std::string_view, 4> free_text{"kind", "people", "texts", "more"};
    constexpr std::array<std::string_view, 3> choice{"kind", "people", "options"};
    const auto kind = read_kind(value, place, faults, question_kinds);
    if (!kind) return {};
    switch (*kind) {
        case 0: return word_cloud_tally(Object(value, place, faults, word_cloud));
        case 1: return scale_tally(Object(value, place, faults, scale));
        case 2: return free_text_tally(Object(value, place, faults, free_text));
        default: {
            const Object object(value, place, faults, choice);
            return ChoiceTally{count(object, "people"), counts(object, "options")};
        }
    }
}

bool is_slide_id(std::string_view text) noexcept {
    return !text.empty() && text.size() <= limits::max_id_bytes &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
           });
}

std::optional<std::size_t> read_kind(const Value& value,
                                     const Place& place,
                                     Faults& faults,
                                     Names kinds) {
    const auto allowed = [kinds] { return Object::quoted(kinds) + '.'; };
    if (value.as<Members>() == nullptr) {
        faults.add(place, "This must be an object.", "An object with a kind: " + allowed());
        return std::nullopt;
    }
    const Place at(&place, "kind");
    const Value* kind = find(value, "kind");
    if (kind == nullptr) {
        faults.add(at, "\"kind\" is missing.", allowed());
        return std::nullopt;
    }
    const auto* text = read_text(*kind, at, faults);
    if (text == nullptr) return std::nullopt;
    const auto known = std::ranges::find(kinds, *text);
    if (known != kinds.end()) return static_cast<std::size_t>(known - kinds.begin());
    faults.add(at, "There is no kind \"" + shown(*text) + "\".", allowed());
    return std::nullopt;
}

Wall read_wall(const Object& object) {
    Wall wall;
    wall.shows = object.name<WallShows>("shows");
    wall.page = static_cast<std::uint32_t>(object.whole("page", 0, limits::max_wall_page));
    constexpr std::string_view allowed = "The id of a text where one is shown, else null.";
    const Value* item = object.need("item", allowed);
    if (item == nullptr) return wall;
    const bool names_one = !item->is_null();
    if (names_one != (wall.shows == WallShows::text)) {
        object.faults().add(object.place("item"), "This does not go with what is shown.",
                            std::string(allowed));
        return wall;
    }
    if (!names_one) return wall;
    const std::string id = object.text("item", allowed);
    if (id.empty())
        object.faults().add(object.place("item"), RefusalCode::unknown_item);
    else
        wall.item = ItemId(id);
    return wall;
}

}  // namespace candour::codec
