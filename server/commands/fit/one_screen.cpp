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

const Type& prompt_type(const Question& question, const Parts& parts) {
    std::size_t below = 0;
    for (const Labelled& each : parts) below += letters_in(each.text);
    const std::size_t letters = letters_in(question.prompt);
    if (letters > letters_of_long || below > letters_of_much) return prompt_long;
    return letters > letters_of_middling || below > letters_of_much / 3 ? prompt_middling
                                                                        : prompt_short;
}

/// Before there are results: what can be answered, beside the sentence that says how.
List while_asked(const Parts& parts, double below_prompt) {
    const bool is_many = parts.size() > parts_of_one_column;
    const double share = is_many ? parts_share_many : parts_share;
    double width = (slide_width - waiting_gap) * share / (share + 1);
    if (is_many) width = (width - part_column_gap) / 2;
    List list{.heights = {}, .room = below_prompt, .columns = is_many ? 2U : 1U};
    for (const Labelled& each : parts)
        list.heights.push_back(rows_high(each.text, part, width) + 2 * part_padding * part.letters);
    return list;
}

/// Both ends of an axis stand on one line, and share it where they are long.
double ends_high(const ScaleQuestion& scale, double width) {
    const double room = (width - scale_ends_gap) / scale_figures.letters;
    const double first = width_of(scale.min_label, {.width = 0});
    const double last = width_of(scale.max_label, {.width = 0});
    const double share = std::min(1.0, room / std::max(first + last, 1e-9)) + 1e-9;
    const auto rows = std::max(rows_of(scale.min_label, {.width = first * share}),
                               rows_of(scale.max_label, {.width = last * share}));
    return static_cast<double>(rows) * scale_figures.letters * scale_figures.line;
}

List as_chart(const ScaleQuestion& scale, double below_caption) {
    const bool is_wordy = std::ranges::any_of(scale.statements, [](const Labelled& each) {
        return letters_in(each.text) > letters_of_wordy;
    });
    const double gap = is_wordy ? scale_gap_wordy : scale_gap;
    const double shared = slide_width - scale_figures_width - 2 * gap;
    const double label = shared * (is_wordy ? statement_share_wordy : statement_share) / 100;
    const double figure_row = scale_figures.letters * scale_figures.line;
    const double axis = figure_row + ends_high(scale, shared - label);
    const double figures = figure_row * (scale.not_applicable ? 2 : 1);
    List list{.heights = {}, .room = below_caption - chart_gap - axis, .columns = 1};
    for (const Labelled& each : scale.statements)
        list.heights.push_back(
            std::max({rows_high(each.text, statement, label), plot_mean + plot, figures}) +
            statement_apart);
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
