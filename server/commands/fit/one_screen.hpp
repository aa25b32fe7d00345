// Whether a slide fits on one screen of the projector, by a bound of letters and rows: what
// `candour check` warns of. The studio and the desk draw each slide and measure it
// (client-web/src/staff/fit); protocol/golden/wall/fit.json holds cases in which both say the same.
// No state; any thread.
#pragma once

#include "protocol/cpp/deck.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace candour::fit {

/// What of a slide is too much, for a person.
struct TooMuch {
    std::string what;  // "its text"
    std::size_t rows;  // that it takes at the smallest size that is read from the back of a hall
    std::size_t room;  // for so many there is
    std::string advice;
};

/// Nothing when all of the slide fits in every phase that it goes through: its warning, what can be
/// answered, and its results.
[[nodiscard]] std::optional<TooMuch> too_much_for_a_screen(const Slide& slide);

}  // namespace candour::fit
