// A2: other people, in another order inside each release: the same bytes to facilitator and
// projector, and the same sealed results.
#include "server/commands/verify/break_rule.hpp"
#include "server/commands/verify/permuted_rooms.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace candour::privacy_test {
namespace {

/// CANDOUR_PAIRS says how many pairs of each, CANDOUR_SEED which is the first.
std::uint64_t from_environment(const char* name, std::uint64_t unasked) {
    const char* asked = std::getenv(name);
    return asked == nullptr ? unasked : std::stoull(asked);
}

void compare(std::uint64_t how_many, const std::filesystem::path& folder) {
    std::size_t frames = 0;
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    for (std::uint64_t seed = first; seed < first + how_many; ++seed) {
        const auto pair = verify::compare_permuted(seed, {}, folder);
        REQUIRE_MESSAGE(pair.difference.empty(), pair.difference);
        frames += pair.frames;
    }
    CHECK(frames > 100 * how_many);
}

TEST_CASE("A2: every frame of permuted rooms, and what is sealed, are byte-identical") {
    compare(from_environment("CANDOUR_PAIRS", 10'000), {});
}

TEST_CASE("A2: so are the files of the log") {
    const auto folder = verify::make_temporary_folder();
    compare(from_environment("CANDOUR_PAIRS", 500), folder / "log");
    // While sealing left empty pages, this pair's files had a different number of them.
    CHECK(verify::compare_permuted(3240, {}, folder / "log").difference.empty());
    std::filesystem::remove_all(folder);
}

TEST_CASE("A2: a release that depends on one sender is noticed") {
    std::size_t noticed = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        noticed += verify::compare_permuted(seed, {app::Rule::a2}).difference.empty() ? 0U : 1U;
    CHECK(noticed >= 4);  // a wrong choice may be the right one by chance
}

}  // namespace
}  // namespace candour::privacy_test
