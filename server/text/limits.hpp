// What cleaning lets pass of marks (rule A8, docs/decisions/0005), with its unit in its name and
// its reason beside it. How long a text may be is the contract's: protocol/cpp/limits.hpp, whose
// limits go by the same name here.
#pragma once

#include "protocol/cpp/limits.hpp"

#include <cstddef>

namespace candour::text::limits {

using namespace candour::limits;

/// How many code points may attach to one before them. The Stream-Safe Text Format (UAX #15,
/// section 13) allows 30 non-starters; max_marks are fewer, and emoji need fewer too.
inline constexpr std::size_t max_attached = 30;
/// Marks behind one letter: no script needs as many.
inline constexpr int max_marks = 8;
/// Of those that pile up above and below, the ones of the letter's own script: Hebrew, Arabic and
/// Tibetan have up to four.
inline constexpr int max_own_marks = 4;
/// ... and the ones of no script in particular: Vietnamese has two.
inline constexpr int max_common_marks = 2;

}  // namespace candour::text::limits
