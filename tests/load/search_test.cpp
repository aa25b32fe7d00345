#include "benchmarks/load/rules/search.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>

namespace candour::load {
namespace {

struct Searched {
    LimitSearch search;
    int tries = 0;
};

/// A server that holds `limit` people and tells how many it let in, or does not.
Searched find(std::uint32_t limit, std::uint32_t start, std::uint32_t at_most, bool tells) {
    Searched found{LimitSearch(start, at_most)};
    while (const auto people = found.search.next()) {
        ++found.tries;
        if (*people <= limit)
            found.search.held();
        else
            found.search.broke(tells ? std::optional(limit) : std::nullopt);
    }
    return found;
}

TEST_CASE("any limit is found within 5 percent") {
    for (const std::uint32_t limit : {60U, 333U, 4'000U, 19'950U, 99'999U})
        for (const std::uint32_t start : {10U, 500U, 5'000U, 100'000U}) {
            const auto found = find(limit, start, 200'000, false);
            CAPTURE(limit);
            CAPTURE(start);
            CHECK(found.search.holds() <= limit);
            CHECK(static_cast<double>(found.search.holds()) >= limit * 0.95 - 1);
            REQUIRE(found.search.breaks().has_value());
            CHECK(*found.search.breaks() > limit);
            CHECK(found.tries <= 22);
        }
}

TEST_CASE("a server that says how many it took is asked for just these") {
    const auto found = find(400, 250, 10'000, true);
    CHECK(found.search.holds() >= 400);
    CHECK(found.tries == 3);  // 250, 500, and 400
}

TEST_CASE("when nothing breaks, the search ends at the most that is allowed") {
    const auto found = find(1'000'000, 300, 1'000, false);
    CHECK(found.search.holds() == 1'000);
    CHECK_FALSE(found.search.breaks().has_value());
    CHECK(found.tries == 3);
}

TEST_CASE("a server that holds nobody is not asked for ever") {
    const auto found = find(0, 1'000, 10'000, false);
    CHECK(found.search.holds() == 0);
    CHECK(found.tries <= 10);
}

}  // namespace
}  // namespace candour::load
