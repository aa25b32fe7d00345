// Unicode at the door (rule A8): from here on every text is clean, has a known length and a key.
//
// Pure functions, any thread (each thread keeps a small break iterator of its own). None throws for
// bad input. All texts are UTF-8; an ill-formed sequence is read as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candour::text {

/// A word, a title and a prompt are one line; a free text may have several.
enum class Lines : std::uint8_t { one, several };

/// Whether that stays which in a small group tells who wrote, or on what: the skin tones and the
/// hair of emoji, and the signs that one maker's keyboard puts in by itself, for which
/// docs/decisions/0029-as-any-keyboard-writes-it.md has the reasons. It goes from answers; from
/// decks, which nobody writes anonymously, it does not.
enum class Telltales : std::uint8_t { stay, go };

/// The text without anything that could hide, mislead or deface:
///  - NFC (UAX #15);
///  - no control characters; line breaks are '\n', and tabs stay, in `several` alone;
///  - nothing that turns the direction of what follows (UAX #9), no other character without a width
///    (Default_Ignorable_Code_Point), no noncharacters. ZWJ, ZWNJ and variation selectors stay
///    where a script (UAX #31, 2.3; RFC 5892, A.1 and A.2) or an emoji sequence (UTS #51) needs
///    them;
///  - at most two combining marks in a row, none without a base. Marks of the letter's own script
///    may be four, no two alike (UTS #39, 5.4): Hindi, Burmese, Tibetan and pointed Hebrew cannot
///    be written with fewer. With the spacing ones, which do not pile up, eight at most;
///  - one space for each run of white space; in `several`, where spaces inside a line are the
///    writer's, at most one empty line in a row; nothing at either end.
/// Takes time by the text's length alone: of what attaches to one character (marks, joiners, what
/// is not seen) only the first 30 code points are looked at, before anything is normalised
/// (limits.hpp). May be empty. clean(clean(x)) == clean(x).
[[nodiscard]] std::string clean(std::string_view text,
                                Lines lines = Lines::one,
                                Telltales telltales = Telltales::stay);

/// How many extended grapheme clusters (UAX #29): what a person calls characters.
[[nodiscard]] std::size_t graphemes(std::string_view text);

/// The key under which clean one-line texts are one word: "Safe-space", "safe space" and
/// "safe  space!" are all "safe space". docs/words.md has every rule, its reason and its examples:
///  - NFKC with full case folding (UAX #15; Unicode, 3.13), so that widths, ligatures and cases
///    merge; letters, digits and signs that are one to a person, and no vowel points
///    (same_letters.hpp);
///  - white space, hyphens and other punctuation separate words and are gone at the ends, save
///    where a sign carries meaning (word_signs.hpp); symbols stay ("C++");
///  - no skin tones and hair, but the joiners inside an emoji sequence.
/// Never empty for a text that is not: what is punctuation alone (":-)") is a word of its own.
/// fold_word(fold_word(x)) == fold_word(x).
[[nodiscard]] std::string fold_word(std::string_view text);

}  // namespace candour::text
