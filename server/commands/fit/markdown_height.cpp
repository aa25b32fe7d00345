#include "server/commands/fit/markdown_height.hpp"

#include "server/commands/fit/figures.hpp"
#include "server/commands/fit/letters.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace candour::fit {
namespace {

using TextLines = std::span<const std::string_view>;

// What every browser does by itself, in the letters' size.
constexpr double quote_edge = 1;  // its line and the room beside it
constexpr double quote_below = 1;
constexpr double small_heading_below = 1.33;
constexpr double code_letters = 13.0 / 16;
constexpr double cell_padding_beside = 1.4;
constexpr double cell_padding_above = 0.4;
constexpr double cell_line = 0.05;  // one pixel of letters of twenty

std::string_view without_indent(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return line;
}

std::size_t indent_of(std::string_view line) {
    return line.size() - without_indent(line).size();
}

bool is_blank(std::string_view line) {
    return without_indent(line).empty();
}

/// "- ", "12. ": how many bytes it has, and whether it is a number.
struct Marker {
    std::size_t bytes;
    bool is_number;
};

std::optional<Marker> marker_of(std::string_view line) {
    const std::string_view text = without_indent(line);
    const auto ends_at = [text](std::size_t at) { return at == text.size() || text[at] == ' '; };
    if (text.empty()) return {};
    if ((text[0] == '-' || text[0] == '*' || text[0] == '+') && ends_at(1)) return Marker{1, false};
    const std::size_t figures = text.find_first_not_of("0123456789");
    if (figures == 0 || figures > 9 || figures >= text.size()) return {};
    if ((text[figures] == '.' || text[figures] == ')') && ends_at(figures + 1))
        return Marker{figures + 1, true};
    return {};
}

/// 1 and more for "# " and more; 0 where there is none.
std::size_t heading_level(std::string_view line) {
    const std::string_view text = without_indent(line);
    const std::size_t level = text.find_first_not_of('#');
    return level != text.npos && level <= 6 && text[level] == ' ' ? level : 0;
}

bool is_fence(std::string_view line) {
    return without_indent(line).starts_with("```");
}

bool is_quote(std::string_view line) {
    return without_indent(line).starts_with('>');
}

/// "|---|:--:|", the line below a table's heads.
bool is_rule_of_table(std::string_view line) {
    return line.find('-') != line.npos && line.find('|') != line.npos &&
           line.find_first_not_of(" |:-") == line.npos;
}

/// As it is read: without emphasis, marks of code and escapes, and of a link its words alone.
std::string plain(std::string_view line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '*' || c == '`' || c == '[') continue;
        if (c == '\\' && i + 1 < line.size()) {
            text += line[++i];
        } else if (c == ']') {
            const std::size_t end = line.find(')', i);
            if (i + 1 < line.size() && line[i + 1] == '(' && end != line.npos) i = end;
        } else {
            text += c;
        }
    }
    return text;
}

double height_in(std::string_view line, double width) {
    return static_cast<double>(rows_of(plain(line), {.width = width})) * prose.line;
}

/// One after the other, as a page of text has them.
class Blocks {
public:
    /// `gap`: between one and the next.
    Blocks(double width, double gap) : width_(width), gap_(gap) {}

    [[nodiscard]] double height_of(TextLines lines) {
        while (!lines.empty()) {
            const std::size_t taken = is_blank(lines.front()) ? 1 : take(lines);
            lines = lines.subspan(taken);
        }
        return height_;
    }

private:
    void add(double height, double below = 0) {
        height_ += (is_first_ ? 0 : std::max(gap_, below_)) + height;
        below_ = below;
        is_first_ = false;
    }

    /// Takes a block off the front; says how many lines it had.
    std::size_t take(TextLines lines) {
        if (is_fence(lines[0])) return take_code(lines);
        if (heading_level(lines[0]) > 0) return take_heading(lines[0]);
        if (is_quote(lines[0])) return take_quote(lines);
        if (marker_of(lines[0])) return take_list(lines);
        if (lines.size() > 1 && is_rule_of_table(lines[1])) return take_table(lines);
        return take_paragraph(lines);
    }

    std::size_t take_code(TextLines lines) {
        const auto end = std::ranges::find_if(lines.subspan(1), is_fence);
        const auto inside = static_cast<std::size_t>(end - lines.begin()) - 1;
        add(static_cast<double>(inside) * prose.line * code_letters, code_letters);
        return std::min(inside + 2, lines.size());
    }

    std::size_t take_heading(std::string_view line) {
        const std::size_t level = heading_level(line);
        const std::string text = plain(without_indent(line).substr(level));
        // The slide's title is the first heading, so that the third here is the page's fourth.
        const bool is_large = level < 3;
        const double letters = is_large ? prose_heading : 1;
        const double row = is_large ? prose_heading * warning_title.line : prose.line;
        const auto rows = rows_of(text, {.width = width_ / letters, .weight = Weight::bold});
        add(static_cast<double>(rows) * row, is_large ? 0 : small_heading_below);
        return 1;
    }

    std::size_t take_quote(TextLines lines) {
        std::vector<std::string_view> inside;
        for (const std::string_view line : lines) {
            if (!is_quote(line)) break;
            inside.push_back(without_indent(line).substr(1));
        }
        add(Blocks(width_ - quote_edge, 0).height_of(inside), quote_below);
        return inside.size();
    }

    /// All its items, those inside of others too.
    std::size_t take_list(TextLines lines) {
        const bool is_numbered = marker_of(lines[0])->is_number;
        std::vector<std::size_t> indents;
        double height = 0;
        std::size_t taken = 0;
        for (; taken < lines.size(); ++taken) {
            const std::string_view line = lines[taken];
            const auto marker = marker_of(line);
            const bool is_inside = indent_of(line) > 1;
            if (is_blank(line)) {
                const bool goes_on = taken + 1 < lines.size() && (marker_of(lines[taken + 1]) ||
                                                                  indent_of(lines[taken + 1]) > 1);
                if (!goes_on) break;
                continue;
            }
            if (marker && !is_inside && marker->is_number != is_numbered) break;
            if (!marker && (starts_block(line) || (is_blank(lines[taken - 1]) && !is_inside)))
                break;
            if (marker) height += item_gap(indents, indent_of(line));
            const std::string_view text = without_indent(line).substr(marker ? marker->bytes : 0);
            const double indent = is_numbered ? prose_indent_numbered : prose_indent;
            height += height_in(without_indent(text),
                                width_ - indent * static_cast<double>(indents.size()));
        }
        add(height);
        return taken;
    }

    /// Notes in `indents` how deep an item stands. The first of a list stands right below what it
    /// belongs to.
    static double item_gap(std::vector<std::size_t>& indents, std::size_t indent) {
        while (!indents.empty() && indents.back() > indent) indents.pop_back();
        const bool is_deeper = indents.empty() || indent > indents.back() + 1;
        if (is_deeper) indents.push_back(indent);
        return is_deeper ? 0 : prose_item_gap;
    }

    std::size_t take_table(TextLines lines) {
        std::size_t taken = 0;
        std::vector<std::vector<std::string>> rows;
        for (; taken < lines.size() && !is_blank(lines[taken]); ++taken)
            if (taken != 1) rows.push_back(cells_of(lines[taken]));
        std::vector<double> widths(rows.front().size());
        for (const auto& row : rows)
            for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
                widths[i] = std::max(widths[i], width_of(row[i], {.width = 0}));
        double all = 0;
        for (const double width : widths) all += width;
        const double room = width_ - cell_padding_beside * static_cast<double>(widths.size());
        double height = 0;
        for (const auto& row : rows) {
            std::size_t most = 1;
            for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
                if (all > room && all > 0)
                    most = std::max(most, rows_of(row[i], {.width = room * widths[i] / all}));
            height += static_cast<double>(most) * prose.line + cell_padding_above + cell_line;
        }
        add(height);
        return taken;
    }

    static std::vector<std::string> cells_of(std::string_view line) {
        line = without_indent(line);
        if (line.starts_with('|')) line.remove_prefix(1);
        std::vector<std::string> cells;
        while (!line.empty()) {
            const std::size_t end = std::min(line.find('|'), line.size());
            if (!is_blank(line)) cells.push_back(plain(line.substr(0, end)));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
        return cells;
    }

    static bool starts_block(std::string_view line) {
        const auto marker = marker_of(line);
        const bool is_first_item =
            marker && (!marker->is_number || without_indent(line).starts_with('1'));
        return is_fence(line) || heading_level(line) > 0 || is_quote(line) || is_first_item;
    }

    std::size_t take_paragraph(TextLines lines) {
        double height = 0;
        std::size_t taken = 0;
        for (; taken < lines.size() && !is_blank(lines[taken]); ++taken) {
            if (taken > 0 && starts_block(lines[taken])) break;
            height += height_in(without_indent(lines[taken]), width_);
        }
        add(height);
        return taken;
    }

    double width_;
    double gap_;
    double height_ = 0;
    double below_ = 0;
    bool is_first_ = true;
};

}  // namespace

double markdown_height(std::string_view markdown, double width) {
    std::vector<std::string_view> lines;
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        lines.push_back(markdown.substr(0, end));
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
    }
    return Blocks(width, prose_gap).height_of(lines);
}

}  // namespace candour::fit
