// What keyboards put in by themselves, as any keyboard writes it. Private to server/text.
#pragma once

#include <string>
#include <string_view>

namespace candour::text {

/// Of an answer that the sieve has been over (no joiner or selector without a reason; white space
/// is ' ', '\t' and '\n'): quotation marks, apostrophes, dashes, dots and emoji in the one form
/// that every phone can write, and no space that nobody sees.
/// docs/decisions/0029-as-any-keyboard-writes-it.md says which of these are a keyboard's and which
/// a language's. Never more bytes but for emoji, of which each may gain one selector; perhaps more
/// characters ("..." for one). Applied twice it is the same as once.
[[nodiscard]] std::u32string as_any_keyboard(std::u32string_view text);

}  // namespace candour::text
