#include "server/text/code_points.hpp"

#include "server/text/limits.hpp"
#include "server/text/traits.hpp"

#include <unicode/unistr.h>

#include <cstdlib>
#include <new>

namespace candour::text {
namespace {

const icu::Normalizer2& present(const icu::Normalizer2* form, UErrorCode error) {
    if (U_FAILURE(error) || form == nullptr) std::abort();
    return *form;
}

constexpr bool is_lead(char16_t unit) noexcept {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

/// Calls `take` with each code point. ICU's texts here come from UTF-8, so surrogates are in pairs.
template <class Take>
void each_code_point(const icu::UnicodeString& text, Take take) {
    const std::u16string_view units(text.getBuffer(), static_cast<std::size_t>(text.length()));
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t c = units[i];
        if (is_lead(units[i]) && i + 1 < units.size())
            c = 0x10000 + ((c - 0xD800) << 10U) + (units[++i] - 0xDC00U);
        take(c);
    }
}

std::u32string from_icu(const icu::UnicodeString& text) {
    std::u32string out;
    out.reserve(static_cast<std::size_t>(text.length()));
    each_code_point(text, [&out](char32_t c) { out += c; });
    return out;
}

icu::UnicodeString to_icu(std::u32string_view text) {
    std::u16string units;
    units.reserve(text.size() + text.size() / 8);
    for (const char32_t c : text) {
        if (c > 0xFFFF) {
            units += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10U));
            units += static_cast<char16_t>(0xDC00 + (c & 0x3FFU));
        } else {
            units += static_cast<char16_t>(c);
        }
    }
    return {units.data(), static_cast<std::int32_t>(units.size())};
}

icu::UnicodeString from_utf8(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

}  // namespace

std::u32string decode(std::string_view utf8) {
    return from_icu(from_utf8(utf8));
}

std::u32string decode_bounded(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    std::size_t attached = 0;
    each_code_point(from_utf8(utf8), [&out, &attached](char32_t c) {
        attached = attaches(c) ? attached + 1 : 0;
        if (attached <= limits::max_attached) out += c;
    });
    return out;
}

std::string encode(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    const auto six_bits = [&out](char32_t bits) {
        out += static_cast<char>(0x80U | (bits & 0x3FU));
    };
    for (const char32_t c : text) {
        if (c < 0x80) {
            out += static_cast<char>(c);
            continue;
        }
        if (c < 0x800) {
            out += static_cast<char>(0xC0U | c >> 6U);
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0U | c >> 12U);
            six_bits(c >> 6U);
        } else {
            out += static_cast<char>(0xF0U | c >> 18U);
            six_bits(c >> 12U);
            six_bits(c >> 6U);
        }
        six_bits(c);
    }
    return out;
}

std::u32string normalized(std::u32string_view text, const icu::Normalizer2& form) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString source = to_icu(text);
    const icu::UnicodeString result = form.normalize(source, error);
    if (U_FAILURE(error)) throw std::bad_alloc();  // the only way in which it can fail
    return from_icu(result);
}

bool is_unwanted(char32_t c) noexcept {
    if (has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || has(c, UCHAR_NONCHARACTER_CODE_POINT))
        return true;
    if (has(c, UCHAR_PREPENDED_CONCATENATION_MARK)) return false;
    return is_one_of(c, U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK);
}

const icu::Normalizer2& nfc() {
    static const icu::Normalizer2& form = []() -> const icu::Normalizer2& {
        UErrorCode error = U_ZERO_ERROR;
        const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(error);
        return present(found, error);
    }();
    return form;
}

const icu::Normalizer2& nfkc_casefold() {
    static const icu::Normalizer2& form = []() -> const icu::Normalizer2& {
        UErrorCode error = U_ZERO_ERROR;
        const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(error);
        return present(found, error);
    }();
    return form;
}

}  // namespace candour::text
