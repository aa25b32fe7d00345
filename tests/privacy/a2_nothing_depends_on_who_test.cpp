// A2: other people, in another order inside each release: the same bytes to facilitator and
// projector, and the same sealed results.
#include "server/commands/verify/permuted_rooms.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace candour::privacy_test {
namespace {

/// 10,000 with CANDOUR_PAIRS=10000; fewer where somebody waits for it.
std::uint64_t pairs() {
    const char* asked = std::getenv("CANDOUR_PAIRS");
    return asked == nullptr ? 100 : std::stoull(asked);
}

TEST_CASE("A2: frames and sealed results of permuted rooms are byte-identical") {
    std::size_t frames = 0;
    for (std::uint64_t seed = 1; seed <= pairs(); ++seed) {
        const auto pair = verify::compare_permuted(seed);
        REQUIRE_MESSAGE(pair.difference.empty(), pair.difference);
        frames += pair.frames;
    }
    CHECK(frames > 100 * pairs());
}

TEST_CASE("A2: a release that depends on one sender is noticed") {
    std::size_t noticed = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        noticed += verify::compare_permuted(seed, {app::Rule::a2}).difference.empty() ? 0U : 1U;
    CHECK(noticed >= 4);  // a wrong choice may be the right one by chance
}

}  // namespace
}  // namespace candour::privacy_test
