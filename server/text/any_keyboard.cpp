#include "server/text/any_keyboard.hpp"

#include "server/text/code_points.hpp"

namespace candour::text {
namespace {

constexpr char32_t emoji_style = U'\uFE0F';
constexpr char32_t keycap = U'\u20E3';

/// What smart punctuation, autocorrection or a layout of one maker writes where another's writes
/// what stands on the right. Empty for everything else.
std::u32string_view plain_sign(char32_t c) {
    switch (c) {
        case U'\u2018':  // single quotation marks, high, low and reversed
        case U'\u2019':
        case U'\u201A':
        case U'\u201B':
        case U'\u2039':
        case U'\u203A':
        case U'\u2032':  // prime
        case U'\u02BC':  // the apostrophe as a letter, which some layouts of Ukrainian have
        case U'\u05F3':  // geresh
        case U'\uFF07': return U"'";
        case U'\u201C':  // double ones
        case U'\u201D':
        case U'\u201E':
        case U'\u201F':
        case U'\u00AB':
        case U'\u00BB':
        case U'\u2033':
        case U'\u05F4':  // gershayim
        case U'\uFF02': return U"\"";
        case U'\u2010':  // hyphens, the short dashes, minus, maqaf
        case U'\u2011':
        case U'\u2012':
        case U'\u2013':
        case U'\u2212':
        case U'\u05BE':
        case U'\uFE63':
        case U'\uFF0D': return U"-";
        case U'\u2014':  // the long dashes, which are two hyphens to whoever types them
        case U'\u2015':
        case U'\uFE58': return U"--";
        case U'\u2025': return U"..";
        case U'\u2026': return U"...";
        // One key of a Japanese keyboard: the left as Windows has it, the right as others do.
        case U'\uFF5E': return U"\u301C";
        case U'\u2225': return U"\u2016";
        case U'\uFFE0': return U"\u00A2";
        case U'\uFFE1': return U"\u00A3";
        case U'\uFFE2': return U"\u00AC";
        case U'\uFFE4': return U"\u00A6";
        default: return {};
    }
}

bool is_in_a_word(char32_t c) {
    return is_one_of(c, U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK);
}
bool is_a_blank(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n';
}
bool opens_french_quote(char32_t c) {
    return c == U'\u00AB' || c == U'\u2039';
}
bool closes_french_quote(char32_t c) {
    return c == U'\u00BB' || c == U'\u203A';
}

/// Emoji that some keyboards send with a selector and some without. With one they are what Unicode
/// calls fully qualified (UTS #51, ED-18). Arrows, digits and signs of trade are text to most
/// people, and lose it.
bool wants_selector(char32_t c) {
    return c >= U'\u2600' && has(c, UCHAR_EMOJI) && !has(c, UCHAR_EMOJI_PRESENTATION);
}

class Plainly {
public:
    explicit Plainly(std::u32string_view in) : in_(in) { out_.reserve(in.size()); }

    std::u32string run() && {
        for (at_ = 0; at_ < in_.size(); ++at_) {
            const char32_t c = in_[at_];
            if (is_variation_selector(c) || (c == U' ' && nobody_sees_the_space())) continue;
            if (c == U'\n') drop_blanks();
            if (closes_french_quote(c) && !is_in_a_word(behind())) drop_blanks();
            put(c);
            inside_quotes_ = opens_french_quote(c) && !is_in_a_word(before());
        }
        drop_blanks();
        return std::move(out_);
    }

private:
    void put(char32_t c) {
        if (const auto plain = plain_sign(c); !plain.empty()) {
            out_ += plain;
            return;
        }
        out_ += is_accent_for_apostrophe() ? U'\'' : c;
        if (wants_selector(c) || is_keycap()) out_ += emoji_style;
    }

    [[nodiscard]] char32_t before() const { return at_ == 0 ? U'\0' : in_[at_ - 1]; }
    [[nodiscard]] char32_t behind(std::size_t steps = 1) const {
        return at_ + steps < in_.size() ? in_[at_ + steps] : U'\0';
    }

    /// "don´t", "don`t": keys that stand beside the apostrophe on some layouts.
    [[nodiscard]] bool is_accent_for_apostrophe() const {
        const char32_t c = in_[at_];
        return (c == U'`' || c == U'\u00B4') && is_in_a_word(before()) && is_in_a_word(behind());
    }

    [[nodiscard]] bool is_keycap() const {
        const char32_t c = in_[at_];
        if ((c < U'0' || c > U'9') && c != U'#' && c != U'*') return false;
        return behind(is_variation_selector(behind()) ? 2 : 1) == keycap;
    }

    /// The one that French puts inside its quotation marks, and all but the last between words.
    [[nodiscard]] bool nobody_sees_the_space() const {
        if (inside_quotes_) return true;
        const bool behind_a_word = !out_.empty() && !is_a_blank(out_.back());
        return behind_a_word && behind() == U' ';
    }

    /// Suggestions leave one at the end of a line.
    void drop_blanks() {
        while (!out_.empty() && out_.back() != U'\n' && is_a_blank(out_.back())) out_.pop_back();
    }

    std::u32string_view in_;
    std::u32string out_;
    std::size_t at_ = 0;
    /// The sign before opened a French quotation, of which the space goes.
    bool inside_quotes_ = false;
};

}  // namespace

std::u32string as_any_keyboard(std::u32string_view text) {
    return Plainly{text}.run();
}

}  // namespace candour::text
