// Which slides are more than one screen of the projector. The pages measure the same cases in a
// browser (tests/e2e/fit.test.mjs), and hold their stylesheets to the same figures
// (client-web/test/staff/fit-figures.test.ts).
#include "protocol/cpp/codec_deck.hpp"
#include "server/commands/fit/figures.hpp"
#include "server/commands/fit/letters.hpp"
#include "server/commands/fit/one_screen.hpp"
#include "server/text/icu_text_rules.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace candour::fit {
namespace {

nlohmann::json golden_cases() {
    std::ifstream file(std::filesystem::path(CANDOUR_SOURCE_DIR) / "protocol/golden/wall/fit.json");
    return nlohmann::json::parse(file);
}

void put_type(std::map<std::string, double>& figures, const std::string& name, const Type& type) {
    figures[name + ".letters"] = type.letters;
    figures[name + ".line"] = type.line;
}

std::map<std::string, double> all_figures() {
    std::map<std::string, double> figures{
        {"strip_padding_above", strip_padding_above},
        {"strip_padding_below", strip_padding_below},
        {"strip_code", strip_code},
        {"slide_padding_above", slide_padding_above},
        {"slide_padding_beside", slide_padding_beside},
        {"slide_padding_below", slide_padding_below},
        {"slide_gap", slide_gap},
        {"prompt_spacing", prompt_spacing},
        {"content_gap", content_gap},
        {"content_gap_beside", content_gap_beside},
        {"prose_width", prose_width},
        {"prose_gap", prose_gap},
        {"prose_indent", prose_indent},
        {"prose_indent_numbered", prose_indent_numbered},
        {"prose_item_gap", prose_item_gap},
        {"prose_heading", prose_heading},
        {"warning_width", warning_width},
        {"warning_gap", warning_gap},
        {"waiting_gap", waiting_gap},
        {"parts_share", parts_share},
        {"parts_share_many", parts_share_many},
        {"part_padding", part_padding},
        {"part_column_gap", part_column_gap},
        {"much_gap", much_gap},
        {"how_much_lines", how_much_lines},
        {"part_line_much", part_line_much},
        {"part_padding_much", part_padding_much},
        {"axis_gap", axis_gap},
        {"plot", plot},
        {"plot_wordy", plot_wordy},
        {"statement_apart", statement_apart},
        {"statement_apart_wordy", statement_apart_wordy},
        {"scale_figures_width", scale_figures_width},
        {"scale_figures_width_wordy", scale_figures_width_wordy},
        {"plot_width_wordy", plot_width_wordy},
        {"statement_share", statement_share},
        {"statement_share_full", statement_share_full},
        {"scale_gap", scale_gap},
        {"scale_gap_wordy", scale_gap_wordy},
        {"option_apart", option_apart},
        {"option_share", option_share},
        {"option_share_columns", option_share_columns},
        {"option_gap", option_gap},
        {"option_gap_columns", option_gap_columns},
        {"option_column_gap", option_column_gap},
    };
    put_type(figures, "prompt_short", prompt_short);
    put_type(figures, "prompt_middling", prompt_middling);
    put_type(figures, "prompt_long", prompt_long);
    put_type(figures, "caption", caption);
    put_type(figures, "prose", prose);
    put_type(figures, "video", video);
    put_type(figures, "warning_title", warning_title);
    put_type(figures, "warning_short", warning_short);
    put_type(figures, "warning_long", warning_long);
    put_type(figures, "warning_choice", warning_choice);
    put_type(figures, "part", part);
    put_type(figures, "statement", statement);
    put_type(figures, "scale_figures", scale_figures);
    put_type(figures, "scale_axis", scale_axis);
    put_type(figures, "how_much", how_much);
    put_type(figures, "option", option);
    return figures;
}

}  // namespace

TEST_CASE("the figures of the rule are those that the stylesheets are held to") {
    const nlohmann::json golden = golden_cases().at("figures");
    const auto figures = all_figures();
    CHECK(golden.size() == figures.size());
    for (const auto& each : golden) {
        const std::string name = each.at("name");
        CAPTURE(name);
        REQUIRE(figures.contains(name));
        CHECK(figures.at(name) == each.at("value").get<double>());
    }
}

TEST_CASE("the letters are as wide as the browser is seen to draw them") {
    const auto letters = golden_cases().at("letters");
    CHECK(letters.at("regular").get<LetterWidths>() == letter_widths(Weight::regular));
    CHECK(letters.at("bold").get<LetterWidths>() == letter_widths(Weight::bold));
}

TEST_CASE(
    "a slide is said to fit on one screen where the browser shows all of it, and nowhere else") {
    const auto golden = golden_cases();
    std::size_t that_fit = 0;
    for (const auto& each : golden.at("cases")) {
        const std::string name = each.at("name");
        CAPTURE(name);
        const nlohmann::json file{
            {"format", "candour.deck/1"}, {"title", "A ward"}, {"slides", {each.at("slide")}}};
        const auto deck = parse_deck(file.dump(), text::IcuTextRules());
        REQUIRE(deck.has_value());
        const auto found = too_much_for_a_screen(deck->slides.front());
        CHECK(!found == each.at("fits").get<bool>());
        if (!found) {
            ++that_fit;
            continue;
        }
        CHECK(found->rows > found->room);
        CHECK(found->room > 0);
        CHECK_FALSE(found->advice.empty());
    }
    CHECK(that_fit > 15);
    CHECK(golden.at("cases").size() - that_fit > 12);
}

TEST_CASE("lines are broken at spaces and hyphens, and in a word that is longer than a line") {
    // Each letter has 0.57, a space 0.28.
    const auto rows = [](std::string_view text, double width) {
        return rows_of(text, {.width = width});
    };
    CHECK(rows("", 10) == 0);
    CHECK(rows("éé éé", 2.6) == 1);
    CHECK(rows("éé éé", 2.5) == 2);
    CHECK(rows("éé éé  ", 2.6) == 1);
    CHECK(rows("éé-éé", 1.6) == 2);
    CHECK(rows("éééé", 1.2) == 2);
    CHECK(rows("é éééé", 1.2) == 3);
    CHECK(rows("夜班同事", 2.5) == 2);
    CHECK(rows("e\u0301e\u0301", 1.1) == 1);
}

}  // namespace candour::fit
