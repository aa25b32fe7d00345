// `candour verify-anonymity` itself: it passes, and when a rule is broken on purpose, the line of
// that rule, and only that one, says so.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <future>
#include <semaphore>
#include <string>
#include <vector>

namespace candour::privacy_test {
namespace {

struct Outcome {
    int code = -1;
    std::string output;
};

Outcome run(const std::string& command) {
    Outcome outcome;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return outcome;
    std::array<char, 4096> bytes{};
    while (const auto got = std::fread(bytes.data(), 1, bytes.size(), pipe))
        outcome.output.append(bytes.data(), got);
    const int status = ::pclose(pipe);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

/// As an organiser runs it; or with one rule broken, and without waiting for what is said when
/// somebody leaves, which takes ten seconds more.
Outcome verify(int broken) {
    const std::string command = std::string(CANDOUR_BINARY) + " verify-anonymity";
    if (broken == 0) return run(command);
    return run(command + " --seconds 0 --break-rule A" + std::to_string(broken));
}

std::string line_of(const Outcome& outcome, int rule) {
    const auto begins = "\nA" + std::to_string(rule) + "  ";
    const auto at = outcome.output.find(begins);
    if (at == std::string::npos) return {};
    return outcome.output.substr(at + 1, outcome.output.find('\n', at + 1) - at - 1);
}

bool is_ok(const std::string& line) {
    return line.find("  ok  ") != std::string::npos;
}

bool is_broken(const std::string& line) {
    return line.find("  BROKEN  ") != std::string::npos;
}

TEST_CASE("verify-anonymity: all rules hold; one that is broken on purpose fails, and only that") {
    // Several at once, as each mostly waits for the tick that tells of presence.
    std::counting_semaphore<> places(4);
    std::vector<std::future<Outcome>> outcomes;
    for (int broken = 0; broken <= 9; ++broken)
        outcomes.push_back(std::async(std::launch::async, [broken, &places] {
            places.acquire();
            auto outcome = verify(broken);
            places.release();
            return outcome;
        }));
    for (int broken = 0; broken <= 9; ++broken) {
        const auto outcome = outcomes[static_cast<std::size_t>(broken)].get();
        INFO("A", broken, " is broken (A0: none):\n", outcome.output);
        CHECK(outcome.code == (broken == 0 ? 0 : 1));
        for (int rule = 1; rule <= 9; ++rule) {
            const auto line = line_of(outcome, rule);
            CHECK_MESSAGE((rule == broken ? is_broken(line) : is_ok(line)), line);
        }
    }
}

TEST_CASE("No server breaks a rule on a folder that was not made for that") {
    const auto outcome = run(std::string("CANDOUR_BREAK_RULE=A1 ") + CANDOUR_BINARY +
                             " serve --data /nonexistent/data --listen 127.0.0.1:0");
    CHECK(outcome.code == 1);
    CHECK(outcome.output.find("No server breaks a rule for real people") != std::string::npos);
}

}  // namespace
}  // namespace candour::privacy_test
