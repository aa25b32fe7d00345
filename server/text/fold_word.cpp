#include "server/text/code_points.hpp"
#include "server/text/same_letters.hpp"
#include "server/text/text.hpp"
#include "server/text/word_signs.hpp"

#include <algorithm>

namespace candour::text {
namespace {

/// A joiner between pictographs, or a tag of a flag. NFKC casefolding would drop both, and with
/// them the difference between the flags of England and Scotland.
bool holds_emoji_together(std::u32string_view text, std::size_t at) {
    const char32_t c = text[at];
    if (is_tag_letter(c) || c == cancel_tag) return true;
    return c == zwj && at + 1 < text.size() && has(text[at + 1], UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool is_ascii(std::u32string_view text) {
    return std::ranges::all_of(text, [](char32_t c) { return c < 0x80; });
}

/// Folds what lies between such characters; nothing composes across them.
std::u32string case_folded(std::u32string_view text) {
    std::u32string out;
    if (is_ascii(text)) {
        for (const char32_t c : text) out += c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
        return out;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !holds_emoji_together(text, i)) continue;
        out += normalized(text.substr(begin, i - begin), nfkc_casefold());
        if (i < text.size()) out += text[i];
        begin = i + 1;
    }
    return out;
}

/// "3 - 4" is "3-4", "1 / 2" is "1/2".
std::u32string closed_up(std::u32string_view text) {
    const auto is_digit = [&text](std::size_t at) {
        return at < text.size() && is_one_of(text[at], U_GC_N_MASK);
    };
    const auto is_space = [&text](std::size_t at) {
        return at < text.size() && is_white_space(text[at]);
    };
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (!is_digit(i) || !is_space(i + 1) || !is_space(i + 3) || !is_digit(i + 4)) continue;
        if (text[i + 2] != U'-' && text[i + 2] != U'/') continue;
        out += text[i + 2];
        i += 3;
    }
    return out;
}

/// Words with one space between them.
std::u32string words_of(std::u32string_view text) {
    std::u32string out;
    bool gap = true;  // nothing to put a mark on
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        const Sign sign = is_separator(c) ? sign_at(text, i, out.empty()) : Sign::stays;
        if (sign == Sign::goes) continue;
        if (sign == Sign::separates || (gap && is_mark(c))) {
            gap = true;
            continue;
        }
        // Turkish: the small letter of U+0130 is i, but case folding leaves its dot behind.
        if (c == U'\u0307' && out.back() == U'i') continue;
        if (gap && !out.empty()) out += U' ';
        gap = false;
        out += c;
    }
    return out;
}

std::u32string folded(std::u32string_view text) {
    return closed_up(with_same_letters(case_folded(with_numbers_apart(text))));
}

/// A dot or an apostrophe that is gone may let its neighbours compose, and so fold further.
std::u32string settled(std::u32string key) {
    while (!is_ascii(key)) {
        std::u32string again = words_of(folded(key));
        if (again == key) break;
        key = std::move(again);
    }
    return key;
}

std::u32string trimmed(std::u32string_view text) {
    const auto first = std::ranges::find_if_not(text, is_white_space);
    auto last = text.end();
    while (last != first && is_white_space(*(last - 1))) --last;
    return {first, last};
}

/// Lower-case words of ASCII with single spaces fold to themselves.
bool is_folded_ascii(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
    return text.find("  ") == text.npos && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
           });
}

}  // namespace

std::string fold_word(std::string_view text) {
    if (is_folded_ascii(text)) return std::string{text};
    const std::u32string decoded = decode(text);
    const std::u32string signs = folded(decoded);
    std::u32string key = settled(words_of(signs));
    if (key.empty()) key = trimmed(signs);
    if (key.empty()) key = decoded;
    return encode(key);
}

}  // namespace candour::text
