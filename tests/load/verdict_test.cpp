#include "benchmarks/load/rules/verdict.hpp"

#include "benchmarks/load/rules/report_html.hpp"
#include "benchmarks/load/rules/report_json.hpp"
#include "benchmarks/load/rules/summary.hpp"

#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

/// A run in which everything went well, on a server that used 36% of a core.
Outcome good_run() {
    Outcome run;
    run.people = run.came_in = run.most_at_once = run.stormed = run.came_back = 5'000;
    run.answers_due = run.answers_kept = 20'000;
    for (int i = 0; i < 1'000; ++i) {
        run.join.add(3ms);
        run.answer.add(i < 995 ? 97ms : 180ms);
        run.projector.add(120ms);
        run.recovery.add(500ms);
        run.own.lateness.add(1ms);
    }
    run.server = {.known = true,
                  .busiest_thread = 0.36,
                  .machine = 0.5,
                  .memory_bytes = 40'000'000,
                  .descriptors = 5'020,
                  .descriptor_limit = 20'000};
    run.seconds = {{.in_room = 5'000, .answers = 400, .server = 0.3}};
    return run;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("a machine that holds is told so, with the first limit in sight") {
    const auto verdict = judge(good_run(), {});
    CHECK(verdict.holds);
    CHECK(verdict.limit == Limit::server_cpu);
    CHECK(verdict.limit_at == 14'000U);
    CHECK(
        verdict.headline ==
        "This machine holds 5,000 people: answers were confirmed within 0.10 s for 99 of 100. The "
        "first limit is the CPU: one core of the server is full, not before about 14,000.");
}

TEST_CASE("few open files are the nearer limit") {
    auto run = good_run();
    run.server.descriptor_limit = 6'000;
    const auto verdict = judge(run, {});
    CHECK(verdict.limit == Limit::descriptors);
    CHECK(verdict.limit_at == 5'500U);  // the server keeps 500 back
}

TEST_CASE("from afar no limit is made up") {
    auto run = good_run();
    run.server = {};
    const auto verdict = judge(run, {});
    CHECK(verdict.holds);
    CHECK_FALSE(verdict.limit_at.has_value());
}

TEST_CASE("each threshold breaks the verdict by itself") {
    const auto broken = [](auto change) {
        auto run = good_run();
        change(run);
        return !judge(run, {}).holds;
    };
    const auto slow = [](Histogram& times, Micros time) {
        for (int i = 0; i < 100; ++i) times.add(time);
    };
    CHECK(broken([&](Outcome& run) { slow(run.join, 3s); }));
    CHECK(broken([&](Outcome& run) { slow(run.answer, 300ms); }));
    CHECK(broken([&](Outcome& run) { slow(run.projector, 2s); }));
    CHECK(broken([&](Outcome& run) { slow(run.recovery, 20s); }));
    CHECK(broken([](Outcome& run) { run.came_in = 4'900; }));
    CHECK(broken([](Outcome& run) { run.answers_kept = 19'000; }));
    CHECK(broken([](Outcome& run) { run.came_back = 4'900; }));
    CHECK(broken([](Outcome& run) { run.lines.lost = 100; }));
    CHECK(broken([](Outcome& run) { run.cut_short = "It was interrupted."; }));
    CHECK_FALSE(broken([](Outcome& run) { run.answers_kept -= 10; }));
}

TEST_CASE("a refusal names the limit") {
    auto run = good_run();
    run.came_in = run.most_at_once = 4'000;
    run.refusals[static_cast<std::size_t>(RefusalCode::room_full)] = 1'000;
    const auto verdict = judge(run, {});
    CHECK(verdict.limit == Limit::room_bound);
    CHECK(verdict.limit_at == 4'000U);
    CHECK(contains(verdict.headline, "1,000 people of 5,000 did not get in."));
}

TEST_CASE("a tool that was late says so") {
    auto run = good_run();
    for (int i = 0; i < 100; ++i) run.own.lateness.add(200ms);
    const auto verdict = judge(run, {});
    CHECK(verdict.own_bottleneck);
    REQUIRE(verdict.remarks.size() == 1);
    CHECK(contains(verdict.remarks[0], "candour-load was itself late"));
}

TEST_CASE("when the tool gave way first, nothing is said against the machine") {
    auto run = good_run();
    for (int i = 0; i < 100; ++i) {
        run.own.lateness.add(200ms);
        run.answer.add(300ms);
    }
    const auto verdict = judge(run, {});
    CHECK_FALSE(verdict.holds);
    CHECK(verdict.limit == Limit::load_tool);
    CHECK(
        verdict.headline.starts_with("Whether this machine holds 5,000 people was not found out"));
}

TEST_CASE("a search says what held and what broke") {
    auto broke = good_run();
    broke.people = 5'200;
    broke.server.busiest_thread = 0.99;
    const auto verdict = judge_search(good_run(), broke, {});
    CHECK(verdict.holds);
    CHECK(verdict.limit == Limit::server_cpu);
    CHECK(verdict.limit_at == 5'000U);
    CHECK(contains(verdict.headline, "This machine holds 5,000 people"));
    CHECK(contains(verdict.headline, "With 5,200: 200 people of 5,200 did not get in."));
}

TEST_CASE("reports say the verdict, and the page needs nothing from elsewhere") {
    const auto run = good_run();
    const auto verdict = judge(run, {});
    CHECK(summary(run, verdict).starts_with(verdict.headline));
    const auto json = report_json(run, verdict, {}, {{5'000, true}});
    CHECK(contains(json, R"("holds":true)"));
    CHECK(contains(json, R"("answer":{"count":1000,"p50_ms":97.)"));
    CHECK(contains(json, R"("tried":[{"people":5000,"held":true}])"));
    const auto page = report_html(run, verdict, {}, "http://<host>/", "2026-11-23");
    CHECK(contains(page, "http://&lt;host>/"));
    for (const char* outside : {"<script", "src=", "href=", "url(", "@import"})
        CHECK_FALSE(contains(page, outside));
}

TEST_CASE("numbers are written for people") {
    CHECK(with_commas(7) == "7");
    CHECK(with_commas(14'000) == "14,000");
    CHECK(with_commas(1'234'567) == "1,234,567");
    CHECK(spoken(97ms) == "0.10 s");
    CHECK(spoken(4ms) == "0.004 s");
    CHECK(spoken(2'460ms) == "2.5 s");
    CHECK(spoken(12s) == "12 s");
}

}  // namespace
}  // namespace candour::load
