// The limits of the contract, as protocol/cpp/limits.hpp has them, against the schemas. (Those that
// the pages know: client-web/test/protocol/limits.test.ts.)
#include "protocol/cpp/limits.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/messages.hpp"
#include "server/app/limits.hpp"
#include "tests/protocol/files.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace candour::limits_test {
namespace {

namespace fs = std::filesystem;

struct Bound {
    std::string where;  // "deck.json/properties/slides/maxItems"
    std::uint64_t number = 0;
};

/// "1-2,000 grapheme clusters; for facilitators alone." says 2000; nothing when it says no number.
std::optional<std::uint64_t> graphemes_said(const std::string& description) {
    const std::size_t unit = description.find(" grapheme clusters");
    if (unit == description.npos) return std::nullopt;
    std::string digits;
    for (std::size_t at = unit; at > 0; --at) {
        const char c = description[at - 1];
        if (c >= '0' && c <= '9')
            digits.insert(digits.begin(), c);
        else if (c != ',')
            break;
    }
    if (digits.empty()) return std::nullopt;
    return std::stoull(digits);
}

std::optional<std::uint64_t> bound_in(const std::string& key, const nlohmann::json& value) {
    if (key == "description" && value.is_string()) return graphemes_said(value);
    const bool bounds = key == "maxItems" || key == "maxLength" || key == "maximum" ||
                        key == "minItems" || key == "minimum";
    if (!bounds || !value.is_number_unsigned()) return std::nullopt;
    return value.get<std::uint64_t>();
}

void collect(const nlohmann::json& value, const std::string& where, std::vector<Bound>& bounds) {
    if (!value.is_structured()) return;
    for (const auto& [key, inside] : value.items()) {
        const std::string there = where + '/' + key;
        if (const auto number = bound_in(key, inside)) bounds.push_back({there, *number});
        collect(inside, there, bounds);
    }
}

std::vector<fs::path> schemas() {
    std::vector<fs::path> files;
    for (const auto& entry :
         fs::recursive_directory_iterator(test::repository() / "protocol/schema"))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    return files;
}

std::vector<Bound> bounds_of_the_schemas() {
    std::vector<Bound> bounds;
    for (const fs::path& file : schemas())
        collect(nlohmann::json::parse(test::contents(file)), file.filename().string(), bounds);
    return bounds;
}

constexpr std::size_t largest_picture_uri =
    std::string_view("data:image/jpeg;base64,").size() + (limits::max_picture_bytes + 2) / 3 * 4;

/// How a place in a schema ends, and what is the most, or the least, there.
struct Limit {
    std::string_view place;
    std::uint64_t number;
};
constexpr Limit all_limits[] = {
    {"/slides/maxItems", limits::max_slides},
    {"/questions/maxItems", limits::max_slides},
    {"/records/maxItems", limits::max_slides},
    {"/slides/maximum", limits::max_slides},
    {"/questions/maximum", limits::max_slides},
    {"/position/anyOf/0/properties/index/maximum", limits::max_slides - 1},
    {"/position/anyOf/0/properties/count/maximum", limits::max_slides},
    {"/$defs/count/maximum", limits::max_count},
    {"/$defs/present/maximum", limits::max_count},
    {"/$defs/joined/maximum", limits::max_count},
    {"/$defs/revision/maximum", limits::max_whole},
    {"/$defs/round/maximum", limits::max_whole},
    {"/$defs/announcement/maximum", limits::max_whole},
    {"/$defs/wallPage/maximum", limits::max_wall_page},
    {"/$defs/language/maxLength", limits::max_language_tag_bytes},
    {"/$defs/pad/maxLength", submit_step_bytes - 1},
    {"/retry_after_s/maximum", limits::max_retry_s},
    {"/idle_h/maximum", limits::max_hours_until_end},
    {"/unused_h/maximum", limits::max_hours_until_end},
    {"/url/maxLength", limits::max_url_bytes},
    {"/picture/properties/src/maxLength", largest_picture_uri},
    {"/talliedText/properties/id/maxLength", limits::max_id_bytes},
    {"/title/description", limits::max_title_graphemes},
    {"/prompt/description", limits::max_prompt_graphemes},
    {"/warning/description", limits::max_warning_graphemes},
    {"/notes/description", limits::max_notes_graphemes},
    {"/markdown/description", limits::max_markdown_graphemes},
    {"/text/description", limits::max_part_graphemes},
    {"/alt/description", limits::max_alt_graphemes},
    {"/min_label/description", limits::max_label_graphemes},
    {"/max_label/description", limits::max_label_graphemes},
    {"/words/items/description", limits::max_word_graphemes},
    {"/entries/maximum", limits::max_entries},
    {"/words/maxItems", limits::max_entries},
    {"/answers/maximum", limits::max_answers},
    {"/texts/maxItems", limits::max_answers},
    {"/max_length/maximum", limits::max_text_graphemes},
    {"/statements/maxItems", limits::max_statements},
    {"/statements/minItems", limits::min_statements},
    {"/values/maxItems", limits::max_statements},
    {"/options/maxItems", limits::max_options},
    {"/options/minItems", limits::min_options},
    {"/range/properties/min/maximum", limits::max_scale_value - 1U},
    {"/range/properties/max/maximum", limits::max_scale_value},
    {"/mean/maximum", limits::max_scale_value},
    {"/distribution/maxItems", limits::max_scale_value + 1U},
    {"/distribution/minItems", 2},
    {"/links/maxItems", limits::max_workspace_links},
    {"/boxes/maxItems", app::limits::max_boxes_per_workspace},
    {"/versions/maxItems", app::limits::box_versions_kept},
};

/// Nothing, or one, of a thing: no limit of its own.
bool is_least(const Bound& bound) {
    const bool is_lower = bound.where.ends_with("/minimum") || bound.where.ends_with("/minItems");
    return is_lower && bound.number <= 1;
}

TEST_CASE("every bound that a schema sets is the one that the codec keeps") {
    std::set<std::string_view> met;
    for (const Bound& bound : bounds_of_the_schemas()) {
        CAPTURE(bound.where);
        const auto* limit = std::ranges::find_if(
            all_limits, [&bound](const Limit& each) { return bound.where.ends_with(each.place); });
        if (limit == std::end(all_limits)) {
            CHECK_MESSAGE(is_least(bound), "no limit of ours is known for this");
            continue;
        }
        met.insert(limit->place);
        CHECK(bound.number == limit->number);
    }
    CHECK(met.size() == std::size(all_limits));
}

TEST_CASE("the lengths that a schema's patterns allow are those that the codec keeps") {
    const auto common =
        nlohmann::json::parse(test::contents(test::repository() / "protocol/schema/common.json"));
    const auto pattern = [&common](const std::string& pointer) {
        return common.at(nlohmann::json::json_pointer("/$defs/" + pointer + "/pattern"))
            .get<std::string>();
    };
    const auto from_to = [](std::size_t least, std::size_t most) {
        return '{' + std::to_string(least) + ',' + std::to_string(most) + '}';
    };
    const auto exactly = [](std::size_t length) { return '{' + std::to_string(length) + '}'; };
    for (const char* id : {"slideId", "questionId", "partId"})
        CHECK(pattern(id) == "^[a-z0-9_-]" + from_to(1, limits::max_id_bytes) + '$');
    CHECK(pattern("language") == "^[A-Za-z]" + from_to(2, limits::max_language_part_bytes) +
                                     "(-[A-Za-z0-9]" + from_to(1, limits::max_language_part_bytes) +
                                     ")*$");
    CHECK(pattern("choiceResponse/properties/picks") ==
          "^[01]" + from_to(limits::min_options, limits::max_options) + '$');
    for (const char* token : {"messageId", "capability"})
        CHECK(pattern(token) == "^[A-Za-z0-9_-]" + exactly(base64url_of_128_bits) + '$');
    CHECK(pattern("ticket") == "^[A-Za-z0-9_-]" + exactly(base64url_of_256_bits) + '$');
    CHECK(pattern("roomCode") == "^[2-9A-HJ-NP-Z]" + exactly(room_code_length) + '$');
}

}  // namespace
}  // namespace candour::limits_test
