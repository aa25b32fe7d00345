// `candour verify-anonymity` itself: it passes, and when a rule is broken on purpose, the line of
// that rule, and only that one, says so.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace candour::privacy_test {
namespace {

struct Outcome {
    int code = -1;
    std::string output;
};

/// Runs it, with what it takes to be told of presence once.
Outcome verify(const std::string& flags) {
    const auto command =
        std::string(CANDOUR_BINARY) + " verify-anonymity --seconds 6 " + flags + " 2>&1";
    Outcome outcome;
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> bytes{};
    while (const auto got = std::fread(bytes.data(), 1, bytes.size(), pipe))
        outcome.output.append(bytes.data(), got);
    const int status = ::pclose(pipe);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

std::string line_of(const Outcome& outcome, int rule) {
    const auto begins = "\nA" + std::to_string(rule) + "  ";
    const auto at = outcome.output.find(begins);
    if (at == std::string::npos) return {};
    return outcome.output.substr(at + 1, outcome.output.find('\n', at + 1) - at - 1);
}

bool is_broken(const std::string& line) {
    return line.find("BROKEN") != std::string::npos;
}

TEST_CASE("verify-anonymity: all rules hold") {
    const auto outcome = verify("");
    INFO(outcome.output);
    CHECK(outcome.code == 0);
    for (int rule = 1; rule <= 9; ++rule) {
        CHECK_FALSE(line_of(outcome, rule).empty());
        CHECK_FALSE(is_broken(line_of(outcome, rule)));
    }
}

TEST_CASE("verify-anonymity: a rule that is broken makes its line fail, and only that") {
    for (int broken = 1; broken <= 9; ++broken) {
        const auto outcome = verify("--break-rule A" + std::to_string(broken));
        INFO(outcome.output);
        CHECK(outcome.code == 1);
        for (int rule = 1; rule <= 9; ++rule)
            CHECK_MESSAGE(is_broken(line_of(outcome, rule)) == (rule == broken), "A", broken,
                          " is broken: ", line_of(outcome, rule));
    }
}

TEST_CASE("No server breaks a rule on a folder that was not made for that") {
    const auto command = std::string("CANDOUR_BREAK_RULE=A1 ") + CANDOUR_BINARY +
                         " serve --data /nonexistent/data --listen 127.0.0.1:0 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 512> bytes{};
    const std::string said(bytes.data(), std::fread(bytes.data(), 1, bytes.size(), pipe));
    CHECK(WEXITSTATUS(::pclose(pipe)) == 1);
    CHECK(said.find("No server breaks a rule for real people") != std::string::npos);
}

}  // namespace
}  // namespace candour::privacy_test
