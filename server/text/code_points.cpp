#include "server/text/code_points.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace candour::text {
namespace {

const icu::Normalizer2& present(const icu::Normalizer2* form, UErrorCode error) {
    if (U_FAILURE(error) || form == nullptr) std::abort();
    return *form;
}

std::u32string from_icu(const icu::UnicodeString& text) {
    std::u32string out;
    out.reserve(static_cast<std::size_t>(text.length()));
    for (std::int32_t i = 0; i < text.length();) {
        const UChar32 c = text.char32At(i);
        out += static_cast<char32_t>(c);
        i += U16_LENGTH(c);
    }
    return out;
}

icu::UnicodeString to_icu(std::u32string_view text) {
    icu::UnicodeString out(static_cast<std::int32_t>(text.size()), 0, 0);
    for (const char32_t c : text) out.append(raw(c));
    return out;
}

}  // namespace

std::u32string decode(std::string_view utf8) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::ranges::all_of(utf8, is_ascii)) return {utf8.begin(), utf8.end()};
    return from_icu(icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size()))));
}

std::string encode(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    to_icu(text).toUTF8String(out);
    return out;
}

std::u32string normalized(std::u32string_view text, const icu::Normalizer2& form) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString source = to_icu(text);
    const icu::UnicodeString result = form.normalize(source, error);
    if (U_FAILURE(error)) throw std::bad_alloc();  // the only way in which it can fail
    return from_icu(result);
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
