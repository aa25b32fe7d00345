#include "tests/house/limits.hpp"

#include "tests/house/sources.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace candour::house {
namespace {

using Found = std::vector<std::string>;

TEST_CASE("the rule knows a limit when it sees one") {
    CHECK(limits_defined_in("constexpr std::size_t max_slides = 200;") == Found{"max_slides"});
    CHECK(limits_defined_in("    static constexpr int most = 1'000;") == Found{"most"});
    CHECK(limits_defined_in("inline constexpr auto hello_within =\n    10s;") ==
          Found{"hello_within"});
    CHECK(limits_defined_in("constexpr std::chrono::seconds patience{60};") == Found{"patience"});
    CHECK(limits_defined_in("constexpr JsonLimits deck_limits{.depth = 16};") ==
          Found{"deck_limits"});
    CHECK(limits_defined_in("constexpr double a_burst = 2;  // ;\nconstexpr int min_x = 3;") ==
          Found{"a_burst", "min_x"});
}

TEST_CASE("what names another limit, bounds nothing, or is no constant is none") {
    for (const char* line :
         {"constexpr std::size_t max_slides = limits::max_slides;",
          "constexpr std::size_t max_bytes = std::numeric_limits<T>::max();",
          "constexpr auto maximal = 3;", "constexpr int minutes = 5;",
          "constexpr int longest(int x) { return x + 1; }", "// constexpr int max_slides = 200;",
          "if constexpr (max == 3) {", "constexpr std::string_view id_allowed = limits;"}) {
        CAPTURE(line);
        CHECK(limits_defined_in(line).empty());
    }
}

bool is_their_place(std::string_view path) {
    return path == "protocol/cpp/limits.hpp" || path == "server/text/limits.hpp" ||
           path == "server/log/limits.hpp" || path == "server/app/limits.hpp" ||
           path == "server/commands/limits.hpp";
}

TEST_CASE("every limit stands in the limits.hpp of its layer, and bounds something") {
    const auto sources = sources_below({"protocol/cpp", "server"});
    std::string users;
    for (const Source& source : sources)
        if (!is_their_place(source.path)) users += source.text;
    int in_their_place = 0;
    for (const Source& source : sources) {
        CAPTURE(source.path);
        const auto limits = limits_defined_in(source.text);
        if (!is_their_place(source.path)) {
            CHECK(limits == Found{});
            continue;
        }
        for (const std::string& limit : limits) {
            ++in_their_place;
            const bool by_another = source.text.find(limit) != source.text.rfind(limit);
            CHECK_MESSAGE((by_another || users.find(limit) != users.npos), limit);
        }
    }
    CHECK(in_their_place > 50);
}

}  // namespace
}  // namespace candour::house
