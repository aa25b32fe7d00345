#include "server/app/calendar.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using std::chrono::days;

}  // namespace

TEST_CASE("a day is read in the form YYYY-MM-DD alone") {
    using namespace std::chrono;
    CHECK(read_day("2026-11-22") == sys_days{year{2026} / 11 / 22});
    CHECK(read_day("2024-02-29") == sys_days{year{2024} / 2 / 29});
    for (const char* text :
         {"",           "2026",       "2026-11",     "2026-11-2",  "2026-11-222", "26-11-22",
          "2026/11/22", "2026-1-022", "2026-11-22 ", " 2026-11-2", "-026-11-22",  "+026-11-22",
          "2026-+1-22", "2026- 1-22", "2026-13-01",  "2026-00-10", "2026-11-00",  "2026-11-31",
          "2026-02-29", "abcd-ef-gh", "2026-1a-22",  "2026-11-2x"}) {
        CAPTURE(text);
        CHECK(read_day(text) == std::nullopt);
    }
}

TEST_CASE("days between two dates are counted across months, years and leap days") {
    CHECK(days_between("2026-11-22", "2026-11-22") == days{0});
    CHECK(days_between("2026-11-22", "2026-11-23") == days{1});
    CHECK(days_between("2026-11-22", "2027-02-20") == days{90});
    CHECK(days_between("2024-02-28", "2024-03-01") == days{2});
    CHECK(days_between("2025-02-28", "2025-03-01") == days{1});
    CHECK(days_between("1999-12-31", "2000-01-01") == days{1});
    CHECK(days_between("2026-11-22", "2026-11-20") == days{-2});
}

TEST_CASE("what cannot be dated is kept rather than forgotten") {
    CHECK(days_between("long ago", "2026-11-22") == days{0});
    CHECK(days_between("2026-11-22", "") == days{0});
}

}  // namespace candour::app
