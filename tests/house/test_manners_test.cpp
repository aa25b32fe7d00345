#include "tests/house/sources.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace candour::house {
namespace {

/// What makes a test wait for a time, or draw numbers that differ from one library to the next.
constexpr std::string_view bad_manners[] = {
    "sleep_for(",           "sleep_until(", "usleep(",          "std::mt19937",  "_distribution<",
    "random_device",        "std::rand(",   "std::minstd_rand", "std::shuffle(", "ranges::shuffle",
    "default_random_engine"};

bool is_excused(std::string_view path, std::string_view what) {
    if (path.starts_with("tests/house/")) return true;  // names them, and does nothing of the kind
    if (path == "tests/waiting.hpp") return true;       // between two looks at a condition
    // A server is killed at a drawn moment: the time is what is drawn, and nothing is waited for.
    return path == "tests/crash/wire.cpp" && what == "sleep_until(";
}

TEST_CASE("tests wait for conditions, and throw one kind of dice") {
    const auto sources = sources_below({"tests"});
    for (const Source& source : sources)
        for (const std::string_view what : bad_manners) {
            CAPTURE(source.path);
            CAPTURE(what);
            CHECK((source.text.find(what) == std::string::npos || is_excused(source.path, what)));
        }
    CHECK(sources.size() > 200);
}

}  // namespace
}  // namespace candour::house
