#include "server/text/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace candour::text {
namespace {

/// Each thread has a clone, as an iterator is not shared and making one from its rules is slow.
icu::BreakIterator& clusters() {
    static const std::unique_ptr<const icu::BreakIterator> original = [] {
        UErrorCode error = U_ZERO_ERROR;
        auto* made = icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error);
        if (U_FAILURE(error)) std::abort();  // Unicode's data is missing from the binary
        return std::unique_ptr<const icu::BreakIterator>(made);
    }();
    thread_local const std::unique_ptr<icu::BreakIterator> own(original->clone());
    return *own;
}

bool is_ascii_in_one_line(char c) noexcept {
    return c >= ' ' && c <= '~';
}

}  // namespace

std::size_t graphemes(std::string_view text) {
    if (std::ranges::all_of(text, is_ascii_in_one_line)) return text.size();
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::BreakIterator& iterator = clusters();
    iterator.setText(wide);
    std::size_t count = 0;
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
    // Forget the text: it ends with this function.
    static const icu::UnicodeString nothing;
    iterator.setText(nothing);
    return count;
}

}  // namespace candour::text
