#include "benchmarks/fanout/process.hpp"

#include <time.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace candour::fanout {

Used used_by(int pid) {
    Used used;
    clockid_t clock{};
    timespec at{};
    if (clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &at) == 0)
        used.cpu_us = static_cast<double>(at.tv_sec) * 1e6 + static_cast<double>(at.tv_nsec) / 1e3;
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    if (text.empty()) return used;
    std::istringstream rest(text.substr(text.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;
    rest >> used.user >> used.system;
    return used;
}

std::uint64_t memory_of(int pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/status");
    constexpr std::string_view name = "RssAnon:";
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name)) return std::stoull(line.substr(name.size())) * 1'024;
    return 0;
}

}  // namespace candour::fanout
