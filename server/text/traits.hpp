// Traits: what cleaning asks of nearly every code point, looked up once for all scripts
// and emoji. Asking ICU costs 5 to 10 ns a property, and a deck has a million of them.
// Private to server/text.
#pragma once

#include <cstdint>

namespace candour::text {

/// Whether it attaches to what stands before it: marks, whatever decomposes to marks alone (U+0F73
/// is such a one, with a combining class of 0), joiners, selectors, skin tones, and all that is not
/// seen. Starters end a run, so that a family of emoji is not one.
[[nodiscard]] bool attaches(char32_t c) noexcept;

/// Whether it is in NFC beside whatever other code points of which this is true.
[[nodiscard]] bool is_nfc_alone(char32_t c) noexcept;

/// Whether cleaning keeps it as it is, whatever stands around it.
[[nodiscard]] bool is_plain(char32_t c) noexcept;

}  // namespace candour::text
