// Rule A3 as a property: over random schedules with early and late comers, changes and withdrawals,
// what anyone is shown changes by no one or by a whole group; each answer in it has its company, by
// the number that its page had, and none that could have it is left out; and all of it is what a
// naive recount gives.
//
// CANDOUR_SCHEDULES says how many to run, CANDOUR_SEED which is the first.
#include "tests/privacy/fold_schedule.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::privacy_test;

TEST_CASE("A3: over random schedules what is shown changes by no one or by a whole group") {
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    const std::uint64_t count = how_many("CANDOUR_SCHEDULES", 100'000);
    std::uint64_t live = 0;
    std::uint64_t withheld = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Schedule schedule(seed);
        const std::string fault = schedule.run();
        if (!fault.empty()) FAIL("CANDOUR_SEED=" << seed << ": " << fault);
        if (schedule.released_while_open()) ++live;
        if (schedule.withheld_some()) ++withheld;
    }
    MESSAGE(live, " of ", count, " schedules showed a group before the close, ", withheld,
            " withheld some answers for want of company and showed others");
    if (count >= 1'000) CHECK(live > count / 50);
    if (count >= 1'000) CHECK(withheld > count / 200);
}
