#include "server/ops/metrics.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <ostream>
#include <string>

namespace candour::ops {
namespace {

TEST_CASE("nobody's coming, going or answering shows in the metrics") {
    app::Figures few;
    few.participants = 13;
    few.responses_kept = few.acks = few.messages_in = few.batches = few.deliveries = 11;
    auto one_more = few;
    one_more.participants = 14;
    one_more.responses_kept = one_more.acks = one_more.messages_in = one_more.batches =
        one_more.deliveries = 12;
    const auto text = metrics_text(few, {});
    CHECK(text == metrics_text(one_more, {}));
    CHECK(text.find("candour_connections{role=\"participant\"} 15") != text.npos);
    CHECK(text.find("candour_responses_kept_total 10") != text.npos);
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
