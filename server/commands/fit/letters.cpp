#include "server/commands/fit/letters.hpp"

#include <algorithm>

namespace candour::fit {
namespace {

constexpr LetterWidths regular{
    280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402, 549,
    574, 614, 583, 598, 510, 615, 598, 205, 205, 553, 602, 553, 520, 780, 626, 619, 656, 673, 567,
    548, 710, 690, 414, 510, 627, 539, 820, 689, 727, 601, 753, 618, 596, 558, 690, 589, 840, 623,
    595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564, 539, 311, 560, 546, 278, 254, 490,
    239, 841, 546, 552, 566, 576, 340, 471, 324, 536, 441, 654, 461, 429, 460, 319, 233, 319, 555};
constexpr LetterWidths bold{
    320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448, 586,
    605, 626, 612, 632, 543, 625, 561, 243, 243, 573, 618, 573, 614, 754, 690, 639, 673, 686, 580,
    544, 719, 679, 458, 560, 659, 537, 842, 700, 764, 626, 781, 654, 619, 617, 663, 656, 883, 699,
    687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596, 566, 367, 597, 572, 315, 259, 567,
    314, 886, 572, 573, 596, 601, 372, 534, 379, 570, 526, 723, 533, 518, 516, 370, 234, 370, 533};

/// The average of the font's letters with accents.
constexpr double other_regular = 0.57;
constexpr double other_bold = 0.6;

struct Range {
    char32_t first;
    char32_t last;
};

/// Set in squares (Unicode's East Asian Width, W and F), by their blocks.
constexpr std::array<Range, 8> squares{{{0x1100, 0x115F},
                                        {0x2E80, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE4F},
                                        {0xFF00, 0xFF60},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};
/// Drawn upon a letter, or not at all.
constexpr std::array<Range, 4> without_width{
    {{0x0300, 0x036F}, {0x0591, 0x05BD}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}}};

bool is_in(char32_t letter, const auto& ranges) noexcept {
    return std::ranges::any_of(ranges, [letter](const Range& range) {
        return letter >= range.first && letter <= range.last;
    });
}

/// Takes one code point off the front of what is valid UTF-8.
char32_t take_letter(std::string_view& utf8) noexcept {
    const auto first = static_cast<unsigned char>(utf8.front());
    const std::size_t bytes = first < 0xC0U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    char32_t letter = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < std::min(bytes, utf8.size()); ++i)
        letter = letter << 6U | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
    utf8.remove_prefix(std::min(bytes, utf8.size()));
    return letter;
}

double letter_width(char32_t letter, const Column& column) noexcept {
    if (is_in(letter, without_width)) return 0;
    if (is_in(letter, squares)) return 1 + column.spacing;
    if (letter == U'\n') letter = U' ';
    if (letter >= U' ' && letter <= U'~')
        return letter_widths(column.weight)[letter - U' '] / 1'000.0 + column.spacing;
    return (column.weight == Weight::bold ? other_bold : other_regular) + column.spacing;
}

/// Fills one line after another.
class Lines {
public:
    explicit Lines(double width) : width_(width) {}

    void letter(double width) {
        if (word_ + width > width_) break_word();
        word_ += width;
        has_text_ = true;
    }
    void space(double width) {
        end_word();
        used_ += width;
    }
    /// A line may end here.
    void end_word() {
        if (used_ > 0 && word_ > 0 && used_ + word_ > width_) next_line();
        used_ += word_;
        word_ = 0;
    }
    [[nodiscard]] std::size_t count() {
        end_word();
        return has_text_ ? ended_ + 1 : 0;
    }

private:
    void next_line() {
        ++ended_;
        used_ = 0;
    }
    /// What is longer than a line begins on one of its own, and goes on in the next.
    void break_word() {
        if (used_ > 0) next_line();
        next_line();
        word_ = 0;
    }

    double width_;
    double used_ = 0;
    double word_ = 0;
    std::size_t ended_ = 0;
    bool has_text_ = false;
};

}  // namespace

const LetterWidths& letter_widths(Weight weight) noexcept {
    return weight == Weight::bold ? bold : regular;
}

std::size_t letters_in(std::string_view utf8) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double width_of(std::string_view utf8, const Column& column) noexcept {
    double width = 0;
    while (!utf8.empty()) width += letter_width(take_letter(utf8), column);
    return width;
}

std::size_t rows_of(std::string_view utf8, const Column& column) noexcept {
    Lines lines(column.width);
    while (!utf8.empty()) {
        const char32_t letter = take_letter(utf8);
        const double width = letter_width(letter, column);
        const bool is_square = is_in(letter, squares);
        if (is_square) lines.end_word();
        if (letter == U' ' || letter == U'\n')
            lines.space(width);
        else
            lines.letter(width);
        // After a hyphen, or a dash of the two longer kinds.
        if (is_square || letter == U'-' || letter == U'\u2013' || letter == U'\u2014')
            lines.end_word();
    }
    return lines.count();
}

}  // namespace candour::fit
