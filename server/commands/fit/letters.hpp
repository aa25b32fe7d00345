// How much room a text takes when the pages set it in their own font, Atkinson Hyperlegible.
// No state; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace candour::fit {

enum class Weight : std::uint8_t { regular, bold };

/// The advance widths of U+0020 to U+007E, in thousandths of the letters' size.
using LetterWidths = std::array<std::uint16_t, 95>;
[[nodiscard]] const LetterWidths& letter_widths(Weight weight) noexcept;

/// In code points.
[[nodiscard]] std::size_t letters_in(std::string_view utf8) noexcept;

/// What a text is set in, and in how wide a column: in its letters' size, as all widths here.
struct Column {
    double width;
    Weight weight = Weight::regular;
    double spacing = 0;  // added to each letter
};

/// On one line. Letters that the font does not have count as its average, those of Chinese,
/// Japanese and Korean as a square.
[[nodiscard]] double width_of(std::string_view utf8, const Column& column) noexcept;

/// How many lines the text makes: broken at spaces and hyphens, and within a word that is longer
/// than a line. A line end of the text's own counts as a space. An empty text has none.
[[nodiscard]] std::size_t rows_of(std::string_view utf8, const Column& column) noexcept;

}  // namespace candour::fit
