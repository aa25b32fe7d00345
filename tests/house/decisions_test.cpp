#include "tests/house/sources.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace candour::house {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view decisions = "docs/decisions/";

TEST_CASE("each decision has a number of its own") {
    std::set<std::string> numbers;
    for (const auto& entry : fs::directory_iterator(fs::path(CANDOUR_SOURCE_DIR) / decisions)) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        CHECK(numbers.insert(name.substr(0, 4)).second);
        const std::string number =
            name.substr(name.find_first_not_of('0'), 4 - name.find_first_not_of('0'));
        CHECK(contents(std::string(decisions) + name).starts_with("# " + number + ". "));
    }
    CHECK(numbers.size() > 15);
}

TEST_CASE("a comment that names a decision names one that is there") {
    std::size_t named = 0;
    for (const Source& source : sources_below({"benchmarks", "protocol", "server", "tests"})) {
        if (source.path.starts_with("tests/house/")) continue;
        CAPTURE(source.path);
        for (auto at = source.text.find(decisions); at != std::string::npos;
             at = source.text.find(decisions, at + 1)) {
            const auto end = source.text.find(".md", at);
            if (end == std::string::npos) break;
            const std::string path = source.text.substr(at, end + 3 - at);
            CAPTURE(path);
            CHECK(fs::exists(fs::path(CANDOUR_SOURCE_DIR) / path));
            ++named;
        }
    }
    CHECK(named > 0);
}

}  // namespace
}  // namespace candour::house
