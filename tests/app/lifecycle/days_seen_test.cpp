#include "server/app/lifecycle/days_seen.hpp"

#include "server/app/calendar.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace candour::app {
namespace {

using std::chrono::days;

/// `count` days after 2026-09-01.
std::string day(int count) {
    const auto first = *read_day("2026-09-01");
    return day_text(first + days{count});
}

}  // namespace

TEST_CASE("results go on the third day on which their time is over") {
    DaysSeen seen;
    for (int today = 0; today <= 92; ++today) {
        seen.see(day(today));
        CHECK_FALSE(seen.is_over(day(0), days{90}));
    }
    seen.see(day(93));
    CHECK(seen.is_over(day(0), days{90}));
    CHECK_FALSE(seen.is_over(day(1), days{90}));
}

TEST_CASE("a clock that jumps 91 days and is put right has deleted nothing") {
    DaysSeen seen;
    seen.see(day(0));
    for (int round = 0; round < 5; ++round) {
        seen.see(day(round + 91));
        CHECK_FALSE(seen.is_over(day(0), days{90}));
        seen.see(day(round + 92));  // it jumped just before midnight
        CHECK_FALSE(seen.is_over(day(0), days{90}));
        seen.see(day(round));  // put right: what lies in the future was never seen
    }
    CHECK(seen.text() == day(3) + '\n' + day(4) + '\n');
}

TEST_CASE("a server that was off for a year deletes on the third day after its start") {
    DaysSeen seen(day(0) + '\n' + day(1) + '\n' + day(2) + '\n');
    CHECK(seen.see(day(400)));
    CHECK_FALSE(seen.is_over(day(2), days{90}));
    CHECK(seen.see(day(405)));
    CHECK_FALSE(seen.is_over(day(2), days{90}));
    CHECK(seen.see(day(406)));
    CHECK(seen.is_over(day(2), days{90}));
}

TEST_CASE("a restart goes on counting, and a file that somebody has edited says nothing wrong") {
    DaysSeen before;
    CHECK(before.see(day(91)));
    CHECK_FALSE(before.see(day(91)));  // no news, so nothing is written
    CHECK(before.see(day(92)));
    DaysSeen after("yesterday\n" + before.text() + "2026-13-01\n");
    CHECK(after.text() == before.text());
    CHECK_FALSE(after.is_over(day(0), days{90}));
    after.see(day(93));
    CHECK(after.is_over(day(0), days{90}));
}

TEST_CASE("what has no date is never over") {
    DaysSeen seen(day(91) + '\n' + day(92) + '\n' + day(93) + '\n');
    CHECK_FALSE(seen.is_over("", days{0}));
    CHECK_FALSE(seen.see("today"));
}

}  // namespace candour::app
