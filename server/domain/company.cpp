#include "server/domain/company.hpp"

#include <algorithm>

namespace candour::domain {

std::optional<Announcement> shown_from(const std::vector<Standing>& answers, std::size_t k) {
    // An answer is company for whoever answered at announcement a if its author counted at a, and
    // is itself shown there if it was given at a or later. So it counts for a from `counted` to
    // `given`; whoever answered before being counted is nobody's company.
    std::uint64_t last = 0;
    for (const Standing& answer : answers) last = std::max(last, answer.given.value());
    std::vector<std::int64_t> change(last + 2);
    for (const Standing& answer : answers) {
        if (answer.counted > answer.given) continue;
        ++change[answer.counted.value()];
        --change[answer.given.value() + 1];
    }
    std::int64_t company = 0;
    for (std::uint64_t at = 0; at <= last; ++at) {
        company += change[at];
        if (company >= static_cast<std::int64_t>(k)) return Announcement{at};
    }
    return std::nullopt;
}

}  // namespace candour::domain
