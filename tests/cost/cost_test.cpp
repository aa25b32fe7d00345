// What the worst inputs cost, in instructions: a figure that is the same on every machine and
// beside every neighbour, which no time is. Counted by valgrind; without it these tests fail.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

/// A core of the machine that the bars were set on (2026-11-30) does so many of these instructions
/// in a millisecond: the dearest message took 11.3 million and 0.80 ms of CPU time, the dearest
/// deck 494 million and 36.6 ms. benchmarks/micro/worst_bench.cpp says the time of each input.
constexpr std::uint64_t instructions_per_ms = 13'000'000;
constexpr std::uint64_t message_bar_ms = 1;
constexpr std::uint64_t deck_bar_ms = 50;

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    REQUIRE(pipe != nullptr);
    std::string output;
    std::array<char, 4096> some{};
    while (const std::size_t size = std::fread(some.data(), 1, some.size(), pipe.get()))
        output.append(some.data(), size);
    return output;
}

std::vector<std::string> names_of(const std::string& kind) {
    std::vector<std::string> names;
    std::string text = output_of(std::string(CANDOUR_COUNT_ONE) + ' ' + kind);
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        names.push_back(text.substr(0, end));
        text.erase(0, end + 1);
    }
    return names;
}

std::uint64_t instructions_for(const std::string& kind, std::size_t number) {
    const std::string said = output_of(
        "valgrind --tool=callgrind --callgrind-out-file=/dev/null "
        "--toggle-collect='candour::cost::counted*' " +
        std::string(CANDOUR_COUNT_ONE) + ' ' + kind + ' ' + std::to_string(number) + " 2>&1");
    CAPTURE(said);
    const std::string before = "Collected : ";
    const std::size_t at = said.find(before);
    REQUIRE(at != said.npos);  // else there is no valgrind, or it counted nothing
    const std::uint64_t count = std::strtoull(said.c_str() + at + before.size(), nullptr, 10);
    REQUIRE(count > 0);
    return count;
}

void check_all(const std::string& kind, std::uint64_t bar_ms) {
    const auto names = names_of(kind);
    REQUIRE(names.size() > 10);
    std::uint64_t most = 0;
    std::string dearest;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::uint64_t count = instructions_for(kind, i);
        CAPTURE(names[i]);
        CHECK(count <= bar_ms * instructions_per_ms);
        if (count > most) {
            most = count;
            dearest = names[i];
        }
    }
    std::cout << "the dearest " << kind << " (" << dearest << "): " << most << " instructions of "
              << bar_ms * instructions_per_ms << '\n';
}

}  // namespace

TEST_CASE("no message of 16 kB costs more than a millisecond's instructions") {
    check_all("message", message_bar_ms);
}

TEST_CASE("no deck of 4 MB costs more than 50 milliseconds' instructions") {
    check_all("deck", deck_bar_ms);
}
