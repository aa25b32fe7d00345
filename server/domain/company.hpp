// Company: among whom an answer may be shown (rule A3). An answer is shown only among at least k
// answers of people who had already joined when it was given, by the number that its phone showed.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace candour::domain {

/// Who has joined a room. A ticket carries its ordinal, and nobody keeps a list of tickets: whoever
/// has an ordinal up to `tickets` had joined by then.
struct Joined {
    std::uint32_t people = 0;   // gone or not: what is told
    std::uint32_t tickets = 0;  // the ordinal of the newest; above `people` where one was lost
    friend bool operator==(const Joined&, const Joined&) = default;
};

/// Where an answer stands among the announcements of its question's round, and nowhere else: two
/// answers of a person have nothing in common by it.
struct Standing {
    Announcement given;    // the newest that the page had on which the answer was given
    Announcement counted;  // the first of which the author was part; 0 at the opening
    friend bool operator==(const Standing&, const Standing&) = default;
};

/// Of these answers the largest set in which each has its company: those that were given at the
/// returned announcement or later; none when not even k have it. Why there is exactly one such set,
/// and why it has this form: docs/decisions/0011. Time in proportion to the answers.
[[nodiscard]] std::optional<Announcement> shown_from(const std::vector<Standing>& answers,
                                                     std::size_t k);

}  // namespace candour::domain
