#include "benchmarks/load/rules/sightings.hpp"

#include <algorithm>

namespace candour::load {

std::size_t add_latencies(Histogram& latencies,
                          std::vector<Time> due,
                          const std::vector<Sighting>& sightings) {
    std::ranges::sort(due);
    std::size_t shown = 0;
    for (const Sighting& sighting : sightings)
        for (; shown < due.size() && shown < sighting.people; ++shown)
            latencies.add(sighting.at - due[shown]);
    return due.size() - shown;
}

}  // namespace candour::load
