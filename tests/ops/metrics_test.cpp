#include "server/ops/metrics.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace candour::ops {
namespace {

/// What a figure shows.
std::uint64_t shown(const std::string& text, const std::string& name) {
    const auto at = text.find("\n" + name + " ");
    REQUIRE(at != std::string::npos);
    return std::stoull(text.substr(at + name.size() + 2));
}

TEST_CASE("people show in fives, rounded, and one who comes or goes between shows nowhere") {
    app::Figures figures;
    std::string before = metrics_text(figures, {});
    for (std::uint64_t people = 1; people <= 40; ++people) {
        CAPTURE(people);
        figures.participants = people;
        const std::string text = metrics_text(figures, {});
        CHECK(shown(text, "candour_connections{role=\"participant\"}") == (people + 2) / 5 * 5);
        CHECK((text != before) == (people % 5 == 3));
        before = text;
    }
}

TEST_CASE("answers show in tens, and one that comes between shows nowhere") {
    app::Figures figures;
    std::string before = metrics_text(figures, {});
    for (std::uint64_t answers = 1; answers <= 40; ++answers) {
        CAPTURE(answers);
        figures.responses_kept = figures.acks = figures.messages_in = figures.refusals =
            figures.batches = figures.broadcasts = figures.deliveries = figures.skipped = answers;
        const std::string text = metrics_text(figures, {});
        CHECK(shown(text, "candour_responses_kept_total") == answers / 10 * 10);
        CHECK((text != before) == (answers % 10 == 0));
        before = text;
    }
}

TEST_CASE("a server that is not ready says so") {
    CHECK(metrics_text({}, {}).find("\ncandour_ready 1\n") != std::string::npos);
    CHECK(metrics_text({}, {false, "why"}).find("\ncandour_ready 0\n") != std::string::npos);
}

TEST_CASE("the text stands still for ten seconds") {
    auto now = std::chrono::steady_clock::time_point{} + std::chrono::hours(1);
    int asked = 0;
    Metrics metrics([&asked] { return std::to_string(++asked); }, [&now] { return now; });
    CHECK(metrics.text() == "1");
    now += std::chrono::milliseconds(9'999);
    CHECK(metrics.text() == "1");
    now += std::chrono::milliseconds(1);
    CHECK(metrics.text() == "2");
}

}  // namespace
}  // namespace candour::ops
