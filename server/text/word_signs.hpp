// Which signs inside and around words carry meaning. docs/words.md has the rules with their reasons
// and examples. Private to server/text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace candour::text {

/// What becomes of a sign in the key of a word.
enum class Sign : std::uint8_t { stays, goes, separates };

/// White space, punctuation, and what people use in its place.
[[nodiscard]] bool is_separator(char32_t c);

/// `at` is that of a separator in a text that is case-folded and has had its letters made the same;
/// `nothing_before` says that nothing of the text stands in the key yet.
[[nodiscard]] Sign sign_at(std::u32string_view text, std::size_t at, bool nothing_before);

}  // namespace candour::text
