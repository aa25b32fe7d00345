#include "server/text/traits.hpp"

#include "server/text/code_points.hpp"

#include <array>

namespace candour::text {
namespace {

using Traits = std::uint8_t;
constexpr Traits attaching = 1;
constexpr Traits nfc_alone = 2;
constexpr Traits plain = 4;

Traits look_up(char32_t c) noexcept {
    const bool starts = u_getIntPropertyValue(raw(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) == 0;
    const bool stays = u_getIntPropertyValue(raw(c), UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
    const bool ignorable = has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    const bool special = is_white_space(c) || c == zwj || c == zwnj || c == black_flag ||
                         is_variation_selector(c) || is_mongolian_selector(c) || is_unwanted(c);
    Traits traits = 0;
    if (!starts || is_mark(c) || ignorable || has(c, UCHAR_EMOJI_MODIFIER)) traits |= attaching;
    if (starts && stays) traits |= nfc_alone;
    if (!special && !is_mark(c)) traits |= plain;
    return traits;
}

/// Beyond the two planes that hold scripts and emoji there are few kinds: tags and selectors, which
/// are not seen; ideographs that stand for others; and ideographs, private and unassigned code
/// points, of which each stays as it is. tests/text/traits_test.cpp asks ICU about all of them.
constexpr Traits beyond_table(char32_t c) noexcept {
    if ((c & 0xFFFEU) == 0xFFFEU) return nfc_alone;
    if (c >= U'\U000E0000' && c <= U'\U000E0FFF') return attaching | nfc_alone;
    if (c >= U'\U0002F800' && c <= U'\U0002FA1D') return plain;
    return plain | nfc_alone;
}

constexpr std::size_t table_size = 0x20000;

/// Made at the first look, in about 20 ms.
Traits traits_of(char32_t c) noexcept {
    static const auto table = [] {
        std::array<Traits, table_size> made{};
        for (std::size_t i = 0; i < table_size; ++i) made[i] = look_up(static_cast<char32_t>(i));
        return made;
    }();
    return c < table_size ? table[c] : beyond_table(c);
}

}  // namespace

bool attaches(char32_t c) noexcept {
    return (traits_of(c) & attaching) != 0;
}

bool is_nfc_alone(char32_t c) noexcept {
    return (traits_of(c) & nfc_alone) != 0;
}

bool is_plain(char32_t c) noexcept {
    return (traits_of(c) & plain) != 0;
}

}  // namespace candour::text
