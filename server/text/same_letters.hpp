// What is one letter, digit or sign to a person and several to Unicode. docs/words.md has the
// examples. Private to server/text.
#pragma once

#include <string>
#include <string_view>

namespace candour::text {

/// Before NFKC, which glues numbers together: "1½" would be 11/2 and "10²" 102. Takes away what
/// says how a word looks and not which one it is: skin tones and hair of emoji, trade marks.
[[nodiscard]] std::u32string with_numbers_apart(std::u32string_view text);

/// After it: Arabic and Persian letters by one code point, digits of all scripts by ASCII's, signs
/// that look alike by one of them; without the points and marks that everyday Arabic and Hebrew
/// leave out.
[[nodiscard]] std::u32string with_same_letters(std::u32string_view text);

}  // namespace candour::text
