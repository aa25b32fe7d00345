// The entry of every fuzz target, and the bar on what one input may cost.
#include "tests/fuzz/target.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace candour::fuzz {
namespace {

namespace fs = std::filesystem;

/// CPU time of this thread alone, so that neighbours on the machine do not count (much).
double cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// No input of 64 kB may cost more, in this build with its sanitizers. libFuzzer's own limit is in
/// whole seconds, which hides what holds a shard for half of one. What people run is several times
/// faster and a target reads its bytes more than once, so the bar is stricter than it says: nothing
/// is taken off for the sanitizers.
constexpr double limit_ms = 50;
/// The first call makes tables, and a neighbour can empty the caches: only an input that is slow
/// each time is slow.
constexpr int tries = 4;

double limit() {
    const char* chosen = std::getenv("CANDOUR_FUZZ_MS");  // NOLINT(concurrency-mt-unsafe)
    return chosen == nullptr ? limit_ms : std::strtod(chosen, nullptr);
}

double cost_of(std::string_view bytes) {
    const double before = cpu_ms();
    take(bytes);
    return cpu_ms() - before;
}

void write_first_inputs(const fs::path& folder) {
    fs::create_directories(folder);
    std::size_t number = 0;
    for (const std::string& input : first_inputs())
        std::ofstream(folder / ("first-" + std::to_string(++number)), std::ios::binary) << input;
}

}  // namespace

void require(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "this must hold: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

std::vector<std::string> files_of(std::string_view folder) {
    std::vector<std::string> texts;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(CANDOUR_SOURCE_DIR) / folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return texts;
}

}  // namespace candour::fuzz

/// `fuzz_NAME --write-first-inputs=FOLDER` writes what the target makes itself, and ends.
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
    constexpr std::string_view flag = "--write-first-inputs=";
    if (*count < 2) return 0;
    const std::string_view first = (*arguments)[1];
    if (!first.starts_with(flag)) return 0;
    candour::fuzz::write_first_inputs(first.substr(flag.size()));
    std::_Exit(0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace candour::fuzz;
    static const double limit_in_ms = limit();
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    double least = cost_of(bytes);
    for (int i = 1; i < tries && least > limit_in_ms; ++i) least = std::min(least, cost_of(bytes));
    if (least > limit_in_ms) std::fprintf(stderr, "%.1f ms of CPU time\n", least);
    require(least <= limit_in_ms, "an input costs no more CPU time than the limit");
    return 0;
}
