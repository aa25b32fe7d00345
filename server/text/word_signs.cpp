#include "server/text/word_signs.hpp"

#include "server/text/code_points.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace candour::text {
namespace {

bool is_digit(char32_t c) {
    return is_one_of(c, U_GC_N_MASK);
}
bool is_letter(char32_t c) {
    return is_one_of(c, U_GC_L_MASK) && !is_separator(c);
}
bool is_of_word(char32_t c) {
    return is_letter(c) || is_digit(c) || is_mark(c);
}
bool is_apostrophe(char32_t c) {
    return std::u32string_view{U"'`\u2018\u2019\u2032\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u05F3"}
               .find(c) != std::u32string_view::npos;
}
bool is_hebrew(char32_t c) {
    return c >= U'\u05D0' && c <= U'\u05F2';
}
bool is_gershayim(char32_t c) {
    return c == U'"' || c == U'\u05F4' || c == U'\u201D';
}

/// A place in a text, from which one can look beyond both of its ends.
class Place {
public:
    Place(std::u32string_view text, std::size_t at) : text_(text), at_(at) {}

    [[nodiscard]] char32_t sign() const { return text_[at_]; }
    [[nodiscard]] char32_t before(std::size_t steps = 1) const {
        return steps > at_ ? U' ' : text_[at_ - steps];
    }
    [[nodiscard]] char32_t behind(std::size_t steps = 1) const {
        return at_ + steps < text_.size() ? text_[at_ + steps] : U' ';
    }
    /// The letters, digits and marks that stand directly before it, and behind it.
    [[nodiscard]] std::u32string_view word_before() const {
        std::size_t begin = at_;
        while (begin > 0 && is_of_word(text_[begin - 1])) --begin;
        return text_.substr(begin, at_ - begin);
    }
    [[nodiscard]] std::u32string_view word_behind() const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && is_of_word(text_[end])) ++end;
        return text_.substr(at_ + 1, end - at_ - 1);
    }

private:
    std::u32string_view text_;
    std::size_t at_;
};

/// "hell", "were" and "id" are other words than "he'll", "we're" and "I'd".
bool is_other_word_without(std::u32string_view before, std::u32string_view behind) {
    using Contraction = std::pair<std::u32string_view, std::u32string_view>;
    static constexpr std::array contractions{
        Contraction{U"i", U"ll"},  Contraction{U"he", U"ll"}, Contraction{U"she", U"ll"},
        Contraction{U"we", U"ll"}, Contraction{U"we", U"re"}, Contraction{U"who", U"re"},
        Contraction{U"i", U"d"},   Contraction{U"she", U"d"}, Contraction{U"we", U"d"}};
    return std::ranges::find(contractions, Contraction{before, behind}) != contractions.end();
}

/// An article or pronoun that lost its vowel: "l'ago" is the needle, "lago" a lake.
bool is_elision(std::u32string_view before, char32_t behind) {
    constexpr std::u32string_view elided = U"cdjlmnst";
    constexpr std::u32string_view vowels = U"aeiouhàáâäèéêëìíîïòóôöùúûüæœ";
    return before.size() == 1 && elided.find(before[0]) != elided.npos &&
           vowels.find(behind) != vowels.npos;
}

Sign apostrophe(const Place& place) {
    if (!is_of_word(place.before()) || is_digit(place.before()) || !is_letter(place.behind()))
        return Sign::separates;
    const auto before = place.word_before();
    return is_elision(before, place.behind()) || is_other_word_without(before, place.word_behind())
               ? Sign::separates
               : Sign::goes;
}

/// The dots of "N.H.S.": between letters that stand alone.
bool is_of_abbreviation(const Place& place) {
    if (place.sign() != U'.' || !is_letter(place.before()) || !is_letter(place.behind()))
        return false;
    const auto ends = [](char32_t c) {
        return !is_apostrophe(c) && (is_white_space(c) || is_separator(c));
    };
    return ends(place.before(2)) && ends(place.behind(2));
}

/// "A-", "C--", "B*", "2-": signs at the end of a word of one or two letters, or of a number.
/// Behind longer words they are decoration, and so are those that stand before the word as well.
bool is_of_grade(std::u32string_view text, std::size_t at) {
    const auto is_grade = [](char32_t c) { return c == U'-' || c == U'*'; };
    if (!is_grade(text[at])) return false;
    std::size_t end = at;
    while (end < text.size() && is_grade(text[end])) ++end;
    if (end < text.size() && is_of_word(text[end])) return false;
    std::size_t first = at;
    while (first > 0 && is_grade(text[first - 1])) --first;

    const Place place{text, first};
    const auto base = place.word_before();
    const auto letters = std::ranges::count_if(base, [](char32_t c) { return !is_mark(c); });
    if (letters == 0 || (letters > 2 && !std::ranges::all_of(base, is_digit))) return false;
    const char32_t opening = place.before(base.size() + 1);
    if (is_white_space(opening)) return true;
    const bool joins = is_apostrophe(opening) || is_gershayim(opening) || opening == U'.';
    return is_separator(opening) && !joins && opening != text[at];
}

/// "1/2", "2.5", "9:30", "3-4".
bool is_between_numbers(const Place& place) {
    constexpr std::u32string_view signs = U"/.,:-";
    return signs.find(place.sign()) != signs.npos && is_digit(place.before()) &&
           is_digit(place.behind());
}

/// "-5", ".5"
bool is_of_number(const Place& place, bool nothing_before) {
    const char32_t sign = place.sign();
    return nothing_before && (sign == U'-' || sign == U'.') && is_digit(place.behind()) &&
           place.before() != sign;
}

/// "C#" and "100%"
bool belongs_to_what_is_before(const Place& place) {
    return (place.sign() == U'#' && is_letter(place.before())) ||
           (place.sign() == U'%' && is_digit(place.before()));
}

}  // namespace

bool is_separator(char32_t c) {
    if (is_white_space(c) || is_one_of(c, U_GC_P_MASK)) return true;
    // Grave accent for an apostrophe, and the letters that are apostrophes.
    return c == U'`' || c == U'\u02B9' || (c >= U'\u02BB' && c <= U'\u02BF');
}

Sign sign_at(std::u32string_view text, std::size_t at, bool nothing_before) {
    const Place place{text, at};
    if (is_of_number(place, nothing_before) || is_between_numbers(place) ||
        belongs_to_what_is_before(place) || is_of_grade(text, at))
        return Sign::stays;
    if (is_of_abbreviation(place)) return Sign::goes;
    if (is_apostrophe(place.sign())) return apostrophe(place);
    if (is_gershayim(place.sign()) && is_hebrew(place.before()) && is_hebrew(place.behind()))
        return Sign::goes;
    return Sign::separates;
}

}  // namespace candour::text
