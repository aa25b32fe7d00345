#include "server/text/any_keyboard.hpp"
#include "server/text/code_points.hpp"
#include "server/text/limits.hpp"
#include "server/text/text.hpp"
#include "server/text/traits.hpp"

#include <unicode/uscript.h>

#include <algorithm>

namespace candour::text {
namespace {

/// Counts the marks that follow one base, and says which of them may stay.
class MarkLimit {
public:
    MarkLimit() = default;
    void at_base(char32_t base) { *this = MarkLimit{base}; }
    void at_white_space() { *this = MarkLimit{}; }

    [[nodiscard]] bool admits(char32_t mark) {
        if (base_ == 0 || total_ == limits::max_marks) return false;
        if (!is_one_of(mark, U_GC_MC_MASK)) {
            // Most letters have no mark: the script is looked up when there is one.
            if (script_ == USCRIPT_INVALID_CODE) script_ = script_of(base_);
            if (script_of(mark) == script_) {
                if (own_ == limits::max_own_marks || mark == last_) return false;
                ++own_;
            } else {
                if (any_ == limits::max_common_marks) return false;
                ++any_;
            }
        }
        ++total_;
        last_ = mark;
        return true;
    }

private:
    explicit MarkLimit(char32_t base) : base_(base) {}

    static UScriptCode script_of(char32_t c) {
        UErrorCode error = U_ZERO_ERROR;
        return uscript_getScript(raw(c), &error);
    }

    char32_t base_ = 0;  // 0: none
    UScriptCode script_ = USCRIPT_INVALID_CODE;
    char32_t last_ = 0;
    int total_ = 0;
    int own_ = 0;  // of the base's script, that pile up
    int any_ = 0;  // of no script in particular, that pile up
};

bool is_pictograph(char32_t c) {
    return has(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}
bool is_virama(char32_t c) {
    return u_getCombiningClass(raw(c)) == 9;
}
UJoiningType joining(char32_t c) {
    return static_cast<UJoiningType>(u_getIntPropertyValue(raw(c), UCHAR_JOINING_TYPE));
}
bool joins_forward(char32_t c) {
    return joining(c) == U_JT_DUAL_JOINING || joining(c) == U_JT_LEFT_JOINING;
}
bool joins_backward(char32_t c) {
    return joining(c) == U_JT_DUAL_JOINING || joining(c) == U_JT_RIGHT_JOINING;
}
bool is_transparent(char32_t c) {
    return is_mark(c) && joining(c) == U_JT_TRANSPARENT;
}

/// One pass over a text in NFC: what may stay.
class Sieve {
public:
    Sieve(std::u32string_view in, Telltales telltales) : in_(in), telltales_(telltales) {
        out_.reserve(in.size());
    }

    std::u32string run() && {
        for (at_ = 0; at_ < in_.size(); ++at_) {
            const char32_t c = in_[at_];
            if (telltales_ == Telltales::go && tells_looks(c)) continue;
            if (is_plain(c)) {
                marks_.at_base(c);
                out_ += c;
            } else if (is_white_space(c)) {
                white_space(c);
            } else if (c == zwj || c == zwnj) {
                if (c == zwj ? zwj_is_needed() : zwnj_is_needed()) out_ += c;
            } else if (is_variation_selector(c) || is_mongolian_selector(c)) {
                if (selector_is_needed(c)) out_ += c;
            } else if (is_unwanted(c)) {
                continue;
            } else if (is_mark(c)) {
                if (marks_.admits(c)) out_ += c;
            } else {
                marks_.at_base(c);
                out_ += c;
                if (c == black_flag) tags();
            }
        }
        return std::move(out_);
    }

private:
    /// Takes hair together with the joiner before it.
    bool tells_looks(char32_t c) {
        if (is_skin_tone(c)) return true;
        if (c != zwj || !is_hair(next())) return false;
        ++at_;
        return true;
    }

    void white_space(char32_t c) {
        marks_.at_white_space();
        const bool ends_line = c == U'\n' || c == U'\r' || c == U'\v' || c == U'\f' ||
                               c == U'\u0085' || c == U'\u2028' || c == U'\u2029';
        if (c == U'\r' && next() == U'\n') return;
        out_ += ends_line ? U'\n' : c == U'\t' ? c : U' ';
    }

    /// Takes a flag's tags only as a whole: loose ones are a way to write what nobody sees.
    void tags() {
        std::size_t end = at_ + 1;
        while (end < in_.size() && is_tag_letter(in_[end])) ++end;
        const std::size_t letters = end - at_ - 1;
        if (letters < 3 || letters > 6 || end == in_.size() || in_[end] != cancel_tag) return;
        out_.append(in_.substr(at_ + 1, letters + 1));
        at_ = end;
    }

    [[nodiscard]] bool zwj_is_needed() const {
        if (out_.empty()) return false;
        if (is_virama(out_.back())) return true;  // Indic half and stacked forms
        if (is_virama(next()) && u_isalpha(raw(out_.back()))) return true;  // Bengali ya-phalaa
        const char32_t letter = before_transparent();
        if (joining(letter) == U_JT_DUAL_JOINING) return true;  // Arabic-like forms shown alone
        return is_pictograph(next()) && is_pictograph(before_extensions());
    }

    [[nodiscard]] bool zwnj_is_needed() const {
        if (out_.empty()) return false;
        if (is_virama(out_.back())) return true;
        return joins_forward(before_transparent()) && joins_backward(after_transparent());
    }

    [[nodiscard]] bool selector_is_needed(char32_t c) const {
        if (out_.empty()) return false;
        const char32_t base = out_.back();
        if (is_mongolian_selector(c)) return base >= U'\u1820' && base <= U'\u18AA';
        if (c == U'\uFE0E' || c == U'\uFE0F')  // text or emoji; a digit only inside a keycap
            return has(base, UCHAR_EMOJI) && (base > U'9' || next() == U'\u20E3');
        const bool for_ideographs = c <= U'\uFE02' || c >= U'\U000E0100';
        return for_ideographs && has(base, UCHAR_UNIFIED_IDEOGRAPH);
    }

    [[nodiscard]] char32_t next() const { return at_ + 1 < in_.size() ? in_[at_ + 1] : U'\0'; }

    [[nodiscard]] char32_t before_transparent() const {
        const auto found = std::find_if_not(out_.rbegin(), out_.rend(), is_transparent);
        return found == out_.rend() ? U'\0' : *found;
    }
    [[nodiscard]] char32_t after_transparent() const {
        const auto rest = in_.substr(at_ + 1);
        const auto found = std::find_if_not(rest.begin(), rest.end(), is_transparent);
        return found == rest.end() ? U'\0' : *found;
    }
    /// The pictograph that a skin tone or a variation selector belongs to.
    [[nodiscard]] char32_t before_extensions() const {
        const auto found = std::find_if_not(out_.rbegin(), out_.rend(), [](char32_t c) {
            return is_variation_selector(c) || has(c, UCHAR_EMOJI_MODIFIER);
        });
        return found == out_.rend() ? U'\0' : *found;
    }

    std::u32string_view in_;
    Telltales telltales_;
    std::u32string out_;
    std::size_t at_ = 0;
    MarkLimit marks_;
};

/// White space is ' ', '\t' and '\n' by now.
std::u32string in_one_line(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char32_t c : text) {
        if (c == U' ' || c == U'\t' || c == U'\n') {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += U' ';
        gap = false;
        out += c;
    }
    return out;
}

std::u32string in_lines(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    int breaks = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find(U'\n'), text.size());
        const auto line = text.substr(0, end);
        if (line.find_first_not_of(U" \t") != line.npos) {
            if (!out.empty()) out.append(static_cast<std::size_t>(std::min(breaks, 2)), U'\n');
            out += line;
            breaks = 0;
        }
        ++breaks;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto first = out.find_first_not_of(U" \t");
    if (first == out.npos) return {};
    return out.substr(first, out.find_last_not_of(U" \t") - first + 1);
}

/// Most answers: nothing to decode, normalise or look up. (A grave accent may be an apostrophe.)
bool is_clean_ascii(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() == ' ' || text.back() == ' ') return false;
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '`'; }) &&
           text.find("  ") == text.npos;
}

}  // namespace

std::string clean(std::string_view text, Lines lines, Telltales telltales) {
    if (is_clean_ascii(text)) return std::string{text};
    // Taking something out can bring together what then composes, or leave a joiner without its
    // reason, so until nothing more is taken out: a second pass at most for nearly all texts. What
    // as_any_keyboard puts in is there after the first, and each further one is of a shorter text.
    std::u32string text_in_nfc = decode_bounded(text);
    for (;;) {
        if (!std::ranges::all_of(text_in_nfc, is_nfc_alone))
            text_in_nfc = normalized(text_in_nfc, nfc());
        std::u32string after = Sieve{text_in_nfc, telltales}.run();
        if (telltales == Telltales::go) after = as_any_keyboard(after);
        after = lines == Lines::one ? in_one_line(after) : in_lines(after);
        if (after == text_in_nfc) return encode(after);
        text_in_nfc = std::move(after);
    }
}

}  // namespace candour::text
