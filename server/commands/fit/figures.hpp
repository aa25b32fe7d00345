// How the pages set what a projector shows. All lengths are in u, a hundredth of the height of a
// screen of 16 to 9, unless a name says otherwise; "line" is a line's height in its letters' size.
// The stylesheets under client-web/src hold the same figures: protocol/golden/wall/fit.json names
// the place of each, tests/commands compares it with these and client-web/test with the sheets.
#pragma once

namespace candour::fit {

/// How large letters are, and how far one line of them is from the next.
struct Type {
    double letters;
    double line;
};

inline constexpr double screen_height = 100;
inline constexpr double screen_width = 100.0 * 16 / 9;

// The slide has what the strip with the way in leaves.
inline constexpr double strip_padding_above = 1;
inline constexpr double strip_padding_below = 1.6;
inline constexpr double strip_code = 11;
inline constexpr double slide_padding_above = 5;
inline constexpr double slide_padding_beside = 7;
inline constexpr double slide_padding_below = 2;
inline constexpr double slide_gap = 2;

// A question, or a title, above all else. Its letters stand a little closer, by a part of their
// size.
inline constexpr Type prompt_short{8.3, 1.08};
inline constexpr Type prompt_middling{6, 1.08};
inline constexpr Type prompt_long{4.4, 1.15};
inline constexpr double prompt_spacing = -0.015;
inline constexpr Type caption{2.8, 1.35};

// A content slide's text, in the smallest of its sizes; what belongs to Markdown is in its letters.
inline constexpr double content_gap = 3;
inline constexpr double content_gap_beside = 5;
inline constexpr double prose_width = 140;
inline constexpr Type prose{2.8, 1.4};
inline constexpr double prose_gap = 0.6;
inline constexpr double prose_indent = 1.1;
inline constexpr double prose_indent_numbered = 1.9;
inline constexpr double prose_item_gap = 0.35;
inline constexpr double prose_heading = 1.15;
inline constexpr Type video{3.4, 1.35};

// A content warning alone.
inline constexpr double warning_width = 145;
inline constexpr double warning_gap = 4;
inline constexpr Type warning_title{4.4, 1.2};
inline constexpr Type warning_short{7, 1.25};
inline constexpr Type warning_long{5.8, 1.25};
inline constexpr Type warning_choice{3.6, 1.35};

// What can be answered, in the smallest of its sizes, beside how to answer.
inline constexpr double waiting_gap = 8;
inline constexpr double parts_share = 1.2;
inline constexpr double parts_share_many = 2.2;
inline constexpr Type part{2.8, 1.2};
inline constexpr double part_padding = 0.4;  // in its letters
inline constexpr double part_column_gap = 4;
// ... and where that is much: it has the whole width, and how to answer stands on lines below.
inline constexpr double much_gap = 0.6;
inline constexpr double part_line_much = 1.05;
inline constexpr double part_padding_much = 0.1;  // in its letters
inline constexpr Type how_much{2.8, 1.1};
inline constexpr double how_much_lines = 3;

// The chart of a scale, in the smallest of its sizes. Its figures stand beside the plot: on one
// line, or on two where a statement is wordy.
inline constexpr double axis_gap = 1;
inline constexpr Type statement{2.8, 1.05};
inline constexpr double plot = 4;
inline constexpr double plot_wordy = 5;
inline constexpr double statement_apart = 0.8;
inline constexpr double statement_apart_wordy = 0.3;
inline constexpr Type scale_figures{2.8, 1.05};
inline constexpr double scale_figures_width = 26;
inline constexpr double scale_figures_width_wordy = 11;
inline constexpr double plot_width_wordy = 14;
inline constexpr double statement_share = 56;
inline constexpr double statement_share_full = 84;
inline constexpr double scale_gap = 1.5;
inline constexpr double scale_gap_wordy = 1.2;
inline constexpr Type scale_axis{2.8, 1.2};

// The chart of a choice, in the smallest of its sizes.
inline constexpr Type option{2.8, 1.15};
inline constexpr double option_apart = 0.6;
inline constexpr double option_share = 40;
inline constexpr double option_share_columns = 54;
inline constexpr double option_gap = 3;
inline constexpr double option_gap_columns = 2;
inline constexpr double option_column_gap = 3;

}  // namespace candour::fit
