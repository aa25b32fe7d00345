#include "server/commands/fit/one_screen.hpp"

#include "server/commands/fit/figures.hpp"
#include "server/commands/fit/letters.hpp"
#include "server/commands/fit/markdown_height.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <variant>
#include <vector>

namespace candour::fit {
namespace {

using Parts = std::vector<Labelled>;

constexpr double slide_width = screen_width - 2 * slide_padding_beside;
constexpr double slide_height = screen_height - strip_padding_above - strip_code -
                                strip_padding_below - slide_padding_above - slide_padding_below;
/// One pixel of a screen of 720: by so much the pages take a thing for fitting still.
constexpr double pixel = 100.0 / 720;

/// Past so many letters a question is set smaller, alone or with all that can be answered to it
/// (client-web/src/staff/stage/question-screen.tsx).
constexpr std::size_t letters_of_middling = 76;
constexpr std::size_t letters_of_long = 150;
constexpr std::size_t letters_of_much = 900;
/// ... a warning too (warning-screen.tsx), and a statement gets more of the width
/// (charts/scale-chart.tsx).
constexpr std::size_t letters_of_long_warning = 160;
constexpr std::size_t letters_of_wordy = 90;
/// ... and more than this all of them together, where each stands on one line.
constexpr std::size_t letters_of_full = 600;
/// Past so many, things stand in two columns (question-screen.tsx, charts/choice-chart.tsx).
constexpr std::size_t parts_of_one_column = 6;
constexpr std::size_t options_of_one_column = 12;

double rows_high(std::string_view text,
                 const Type& type,
                 double width,
                 Weight weight = Weight::regular,
                 double spacing = 0) {
    const Column column{.width = width / type.letters, .weight = weight, .spacing = spacing};
    return static_cast<double>(rows_of(text, column)) * type.letters * type.line;
}

double prompt_high(std::string_view prompt, const Type& type) {
    return rows_high(prompt, type, slide_width, Weight::bold, prompt_spacing);
}

/// In rows of `type`. What does not fit needs a row more than there are, whatever stands between.
TooMuch in_rows(
    std::string what, double height, double room, const Type& type, std::string advice) {
    const double row = type.letters * type.line;
    const auto rows_there_are = static_cast<std::size_t>(std::max(0.0, room / row));
    const auto rows = static_cast<std::size_t>(std::ceil(height / row));
    return {std::move(what), std::max(rows, rows_there_are + 1), rows_there_are, std::move(advice)};
}

std::optional<TooMuch> look_at_warning(std::string_view text) {
    const Type& type = letters_in(text) > letters_of_long_warning ? warning_long : warning_short;
    const double height = rows_high(text, type, warning_width);
    const double room = slide_height - 2 * warning_gap -
                        warning_title.letters * warning_title.line -
                        warning_choice.letters * warning_choice.line;
    if (height <= room + pixel) return {};
    return in_rows("its warning", height, room, type, "shorten it.");
}

std::optional<TooMuch> look_at(const Content& content) {
    double room = slide_height - prompt_high(content.title, prompt_short) - content_gap;
    if (content.video)
        room -= content_gap + rows_high("Film: " + content.video->title + " (opens in another tab)",
                                        video, slide_width);
    const double beside = content.picture ? (slide_width - content_gap_beside) / 2 : slide_width;
    const double width = std::min(beside, prose_width) / prose.letters;
    const double height = markdown_height(content.markdown, width) * prose.letters;
    if (height <= room + pixel || content.markdown.empty()) return {};
    return in_rows("its text", height, room, prose,
                   content.picture ? "shorten it, or give the picture a slide of its own."
                                   : "shorten it, or make two slides of it.");
}

/// Heights one below the other, in as many columns as may be, each filled from the top.
bool fit_in(const std::vector<double>& heights, double room, std::size_t columns) {
    double filled = 0;
    for (const double height : heights) {
        if (filled > 0 && filled + height > room) {
            filled = 0;
            if (--columns == 0) return false;
        }
        filled += height;
        if (filled > room) return false;
    }
    return true;
}

/// A list of a slide: heights of its things, and for what there is room.
struct List {
    std::vector<double> heights;
    double room;
    std::size_t columns;

    [[nodiscard]] bool fits() const { return fit_in(heights, room + pixel, columns); }
    [[nodiscard]] double height() const {
        double all = 0;
        for (const double each : heights) all += each;
        return all;
    }
};

std::size_t letters_of_all(const Parts& parts) {
    std::size_t letters = 0;
    for (const Labelled& each : parts) letters += letters_in(each.text);
    return letters;
}

const Type& prompt_type(const Question& question, const Parts& parts) {
    const std::size_t below = letters_of_all(parts);
    const std::size_t letters = letters_in(question.prompt);
    if (letters > letters_of_long || below > letters_of_much) return prompt_long;
    return letters > letters_of_middling || below > letters_of_much / 3 ? prompt_middling
                                                                        : prompt_short;
}

/// Before there are results: what can be answered, above the sentence that says how.
List while_much_is_asked(const Parts& parts, double below_prompt) {
    const bool is_many = parts.size() > parts_of_one_column;
    const double width = is_many ? (slide_width - part_column_gap) / 2 : slide_width;
    const Type type{part.letters, part_line_much};
    List list{.heights = {},
              .room = below_prompt - much_gap - how_much_lines * how_much.letters * how_much.line,
              .columns = is_many ? 2U : 1U};
    for (const Labelled& each : parts)
        list.heights.push_back(rows_high(each.text, type, width) +
                               2 * part_padding_much * part.letters);
    return list;
}

/// The same beside that sentence.
List while_asked(const Parts& parts, double below_prompt) {
    if (letters_of_all(parts) > letters_of_much) return while_much_is_asked(parts, below_prompt);
    const bool is_many = parts.size() > parts_of_one_column;
    const double share = is_many ? parts_share_many : parts_share;
    double width = (slide_width - waiting_gap) * share / (share + 1);
    if (is_many) width = (width - part_column_gap) / 2;
    List list{.heights = {}, .room = below_prompt, .columns = is_many ? 2U : 1U};
    for (const Labelled& each : parts)
        list.heights.push_back(rows_high(each.text, part, width) + 2 * part_padding * part.letters);
    return list;
}

/// What stands beside the axis (client-web/src/charts/scale-chart.tsx, legendOf).
std::string legend_of(const ScaleQuestion& scale) {
    std::string legend;
    if (!scale.min_label.empty())
        legend += std::to_string(scale.min) + ": " + scale.min_label + "; ";
    if (!scale.max_label.empty())
        legend += std::to_string(scale.max) + ": " + scale.max_label + "; ";
    legend += "bold: the mean; n: answers; ";
    if (scale.not_applicable) legend += "n/a: not applicable; ";
    return legend + "out: left out";
}

List as_chart(const ScaleQuestion& scale, double below_caption) {
    const bool is_wordy = std::ranges::any_of(scale.statements, [](const Labelled& each) {
        return letters_in(each.text) > letters_of_wordy;
    });
    const bool is_full = letters_of_all(scale.statements) > letters_of_full;
    const double share = is_full ? statement_share_full : statement_share;
    const double label =
        is_wordy ? slide_width - plot_width_wordy - scale_figures_width_wordy - 2 * scale_gap_wordy
                 : (slide_width - scale_figures_width - 2 * scale_gap) * share / 100;
    const double beside = std::max(is_wordy ? plot_wordy : plot,
                                   scale_figures.letters * scale_figures.line * (is_wordy ? 2 : 1));
    const double apart = is_wordy ? statement_apart_wordy : statement_apart;
    const double axis = rows_high(legend_of(scale), scale_axis, label);
    List list{.heights = {}, .room = below_caption - axis_gap - axis, .columns = 1};
    for (const Labelled& each : scale.statements)
        list.heights.push_back(std::max(rows_high(each.text, statement, label), beside) + apart);
    return list;
}

List as_chart(const ChoiceQuestion& choice, double below_caption) {
    const bool is_many = choice.options.size() > options_of_one_column;
    const double width = is_many ? (slide_width - option_column_gap) / 2 : slide_width;
    const double label = is_many ? (width - option_gap_columns) * option_share_columns / 100
                                 : (width - option_gap) * option_share / 100;
    List list{.heights = {}, .room = below_caption, .columns = is_many ? 2U : 1U};
    for (const Labelled& each : choice.options)
        list.heights.push_back(rows_high(each.text, option, label) + option_apart);
    return list;
}

/// What can be answered, and the chart of it: the larger of the two decides.
std::optional<TooMuch> look_at_parts(const Question& question,
                                     const auto& kind,
                                     const Parts& parts,
                                     std::string what,
                                     const std::string& advice) {
    const double room =
        slide_height - prompt_high(question.prompt, prompt_type(question, parts)) - slide_gap;
    const List asked = while_asked(parts, room);
    const List chart = as_chart(kind, room - caption.letters * caption.line - slide_gap);
    for (const List* list : {&chart, &asked})
        if (!list->fits())
            return in_rows(std::move(what), list->height(),
                           list->room * static_cast<double>(list->columns), option, advice);
    return {};
}

std::optional<TooMuch> look_at(const Question& question) {
    if (const auto* scale = std::get_if<ScaleQuestion>(&question.kind))
        return look_at_parts(question, *scale, scale->statements, "its statements",
                             "shorten them or the question, or ask in two questions.");
    if (const auto* choice = std::get_if<ChoiceQuestion>(&question.kind))
        return look_at_parts(question, *choice, choice->options, "its options",
                             "shorten them or the question, or ask in two questions.");
    // The longest question there may be leaves words and texts their room.
    return {};
}

}  // namespace

std::optional<TooMuch> too_much_for_a_screen(const Slide& slide) {
    if (slide.warning)
        if (auto found = look_at_warning(*slide.warning)) return found;
    return std::visit([](const auto& body) { return look_at(body); }, slide.body);
}

}  // namespace candour::fit
