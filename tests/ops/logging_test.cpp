#include "server/ops/logging.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::ops {
namespace {

/// 2026-11-30, a quarter past nine, and a part of a second that no line may show.
constexpr std::chrono::system_clock::time_point then{std::chrono::milliseconds(1'796'030'100'750)};

TEST_CASE("a JSON line says when, how bad and the sentence, and nothing besides") {
    CHECK(json_line(then, "warning", "There is no space left on the disk.") ==
          R"({"time":"2026-11-30T09:15:00Z","level":"warning",)"
          R"("message":"There is no space left on the disk."})");
}

TEST_CASE("a JSON line is one line of valid JSON, whatever the sentence holds") {
    const auto message = [](std::string_view sentence) {
        const auto line = json_line(then, "info", sentence);
        const std::string before = R"("message":)";
        const auto at = line.find(before) + before.size();
        return line.substr(at, line.size() - at - 1);
    };
    CHECK(message("a \"folder\" of C:\\") == R"("a \"folder\" of C:\\")");
    CHECK(message("two\nlines\tand\x01") == R"("two\u000alines\u0009and\u0001")");
    CHECK(message("Füße, 安全, 🙂") == "\"Füße, 安全, 🙂\"");
    const std::string unknown = "\xEF\xBF\xBD";
    CHECK(message("caf\xE9") == "\"caf" + unknown + "\"");                      // Latin-1
    CHECK(message("\xC0\x80") == '"' + unknown + unknown + '"');                // overlong
    CHECK(message("\xED\xA0\x80") == '"' + unknown + unknown + unknown + '"');  // a surrogate
    CHECK(message("cut \xF0\x9F\x99") == "\"cut " + unknown + unknown + unknown + '"');
}

}  // namespace
}  // namespace candour::ops
