// Texts as code points, and what Unicode says of one. Private to server/text.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <string>
#include <string_view>

namespace candour::text {

inline constexpr char32_t zwnj = U'\u200C';
inline constexpr char32_t zwj = U'\u200D';

/// Every ill-formed sequence becomes one U+FFFD (Unicode 15, 3.9, "best practice").
[[nodiscard]] std::u32string decode(std::string_view utf8);
/// The same, without what piles up: of each run of code points that attach to one before them (see
/// attaches) the first limits::max_attached stay. Putting marks into canonical order takes time by
/// the square of such a run, so no text of a stranger is normalised before it has been through
/// here.
[[nodiscard]] std::u32string decode_bounded(std::string_view utf8);
[[nodiscard]] std::string encode(std::u32string_view text);

/// Linear for what came from decode_bounded.
[[nodiscard]] std::u32string normalized(std::u32string_view text, const icu::Normalizer2& form);
/// Unicode's data is linked into the binary; that it is not there is a bug, and ends the process.
[[nodiscard]] const icu::Normalizer2& nfc();
[[nodiscard]] const icu::Normalizer2& nfkc_casefold();

/// ICU takes a code point as a signed number.
[[nodiscard]] constexpr UChar32 raw(char32_t c) noexcept {
    return static_cast<UChar32>(c);
}

[[nodiscard]] inline bool has(char32_t c, UProperty property) noexcept {
    return u_hasBinaryProperty(raw(c), property) != 0;
}

/// Whether the general category is one of `mask` (U_GC_M_MASK and the like).
[[nodiscard]] inline bool is_one_of(char32_t c, std::uint32_t mask) noexcept {
    return (U_GET_GC_MASK(raw(c)) & mask) != 0;
}

[[nodiscard]] inline bool is_mark(char32_t c) noexcept {
    return is_one_of(c, U_GC_M_MASK);
}

/// A letter or number in a tag of the flags of England, Scotland, Wales (UTS #51, ED-14a).
[[nodiscard]] constexpr bool is_tag_letter(char32_t c) noexcept {
    return (c >= U'\U000E0030' && c <= U'\U000E0039') || (c >= U'\U000E0061' && c <= U'\U000E007A');
}
inline constexpr char32_t black_flag = U'\U0001F3F4';
inline constexpr char32_t cancel_tag = U'\U000E007F';

/// What tells how the person in an emoji looks: skin tones (UTS #51, ED-13), and the four kinds of
/// hair, which stand behind a joiner.
[[nodiscard]] constexpr bool is_skin_tone(char32_t c) noexcept {
    return c >= U'\U0001F3FB' && c <= U'\U0001F3FF';
}
[[nodiscard]] constexpr bool is_hair(char32_t c) noexcept {
    return c >= U'\U0001F9B0' && c <= U'\U0001F9B3';
}

/// Renders as nothing although no property says so (Unicode calls it a symbol).
inline constexpr char32_t blank_braille = U'\u2800';

[[nodiscard]] inline bool is_white_space(char32_t c) noexcept {
    return c == blank_braille || u_isUWhiteSpace(raw(c)) != 0;
}

inline bool is_variation_selector(char32_t c) noexcept {
    return (c >= U'\uFE00' && c <= U'\uFE0F') || (c >= U'\U000E0100' && c <= U'\U000E01EF');
}
/// Free variation selectors and the vowel separator, which choose between forms of a letter.
inline bool is_mongolian_selector(char32_t c) noexcept {
    return c >= U'\u180B' && c <= U'\u180F';
}

/// Without a width or a meaning, or with power over the text around it. Signs that stand before
/// the numbers that they mark (U+0600) are format characters too, but are seen.
[[nodiscard]] bool is_unwanted(char32_t c) noexcept;

}  // namespace candour::text
