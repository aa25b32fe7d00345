// What a process has used, from proc(5).
#pragma once

#include <cstdint>

namespace candour::fanout {

struct Used {
    double cpu_us = 0;       // of all threads, to the nanosecond where the kernel says it
    double user_share = 0;   // since the process began; from ticks of 10 ms
    std::uint64_t user = 0;  // ticks
    std::uint64_t system = 0;
};

[[nodiscard]] Used used_by(int pid);
/// Anonymous resident memory, in bytes.
[[nodiscard]] std::uint64_t memory_of(int pid);

}  // namespace candour::fanout
