// ServerWatch: what the server's process uses, when it runs on this machine. The server itself
// does not say (its /metrics has no CPU), so from afar this is not known.
#pragma once

#include "benchmarks/load/rules/time.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace candour::load {

struct ServerSample {
    double busiest_thread = 0;  // share of a core since the last sample
    double machine = 0;         // share of all cores, everything that runs
    std::uint64_t memory_bytes = 0;
    std::size_t descriptors = 0;  // of the fullest file table
};

/// Owner: a rehearsal. Thread: its. Lifetime: the rehearsal's.
class ServerWatch {
public:
    /// Looks for the process that listens on the port; finds nothing when it is somebody else's.
    explicit ServerWatch(std::uint16_t port);

    [[nodiscard]] bool knows() const noexcept { return pid_ > 0; }
    [[nodiscard]] std::size_t descriptor_limit() const noexcept { return descriptor_limit_; }
    /// Nothing the first time, and when the process is not known.
    [[nodiscard]] std::optional<ServerSample> sample(Time at);

private:
    int pid_ = 0;
    std::size_t descriptor_limit_ = 0;
    Time last_{};
    std::map<int, std::uint64_t> ticks_of_thread_;
    std::uint64_t machine_busy_ = 0, machine_all_ = 0;
};

}  // namespace candour::load
