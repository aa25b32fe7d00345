#include "server/text/same_letters.hpp"

#include "server/text/code_points.hpp"

namespace candour::text {
namespace {

UDecompositionType decomposition_of(char32_t c) {
    return static_cast<UDecompositionType>(u_getIntPropertyValue(raw(c), UCHAR_DECOMPOSITION_TYPE));
}

bool is_number(char32_t c) {
    return is_one_of(c, U_GC_N_MASK);
}

bool is_trade_mark(char32_t c) {
    return c == U'\u2122' || c == U'\u2120' || c == U'\u00AE' || c == U'\u00A9';
}

/// Points and vowel marks, which readers of these scripts do without. Madda and hamza (U+0653 to
/// U+0655) stay: without them other words stand. So do end marks of verses, which are no marks.
bool is_left_out(char32_t c) {
    constexpr char32_t tatweel = U'\u0640';
    if (c == tatweel) return true;
    if (!is_mark(c)) return false;
    const bool hebrew = c >= U'\u0591' && c <= U'\u05C7';
    const bool arabic = (c >= U'\u0610' && c <= U'\u061A') || (c >= U'\u064B' && c <= U'\u0652') ||
                        (c >= U'\u0656' && c <= U'\u065F') || c == U'\u0670' ||
                        (c >= U'\u06D6' && c <= U'\u06ED') || (c >= U'\u08D3' && c <= U'\u08FF');
    return hebrew || arabic;
}

char32_t same_letter(char32_t c) {
    switch (c) {
        case U'\u06A9': return U'\u0643';  // kaf as Persian keyboards have it
        case U'\u0649':                    // yeh without dots, as Egypt writes it at the end
        case U'\u06CC': return U'\u064A';  // ... and as Persian keyboards have it
        case U'\u06C1': return U'\u0647';  // heh as Urdu keyboards have it
        case U'\u0451': return U'\u0435';  // yo, whose dots everyday Russian leaves out
        case U'\u266F': return U'#';       // the sharp of music
        case U'\u066A': return U'%';       // Arabic signs of numbers
        case U'\u066B': return U'.';
        case U'\u066C': return U',';
        case U'\u2044':  // of fractions
        case U'\u2215': return U'/';
        case U'\u2217':  // of formulas
        case U'\u066D': return U'*';
        case U'\u2010':  // hyphens, and the dash between numbers, which stands for minus too
        case U'\u2012':
        case U'\u2013':
        case U'\u2212': return U'-';
        default: break;
    }
    const int digit = u_charDigitValue(raw(c));
    return digit < 0 ? c : U'0' + static_cast<char32_t>(digit);
}

}  // namespace

std::u32string with_numbers_apart(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    char32_t before = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (is_skin_tone(c)) continue;
        if (c == zwj && i + 1 < text.size() && is_hair(text[i + 1])) {
            ++i;
            continue;
        }
        if (is_trade_mark(c) && before != 0) continue;
        if (is_number(before) && is_number(c)) {
            const UDecompositionType type = decomposition_of(c);
            if (type == U_DT_FRACTION) out += U' ';
            if (type == U_DT_SUPER && decomposition_of(before) != U_DT_SUPER) out += U'^';
        }
        out += c == U'\u00B4' ? U'\'' : c;  // NFKC would make a space with a mark of it
        before = c;
    }
    return out;
}

std::u32string with_same_letters(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text)
        if (!is_left_out(c)) out += same_letter(c);
    return out;
}

}  // namespace candour::text
