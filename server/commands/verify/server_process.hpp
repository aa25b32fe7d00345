// ServerProcess: `candour serve`, this same binary, as a child on a temporary folder, with
// everything that it writes captured.
#pragma once

#include "server/app/fault_injection.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace candour::verify {

/// Owner and thread: the one that verifies; a thread of its own reads what the child writes.
/// Lifetime: the destructor ends the child, by force if need be, and waits for it.
class ServerProcess {
public:
    ServerProcess(const std::filesystem::path& data, const app::FaultInjection& fault_injection);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess();

    /// The port that it listens on, once it does; 0 when it does not in time. Throws Interrupted.
    [[nodiscard]] std::uint16_t wait_for_port(std::chrono::seconds patience);
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    /// Everything on its stdout and stderr so far.
    [[nodiscard]] std::string output() const;
    /// Asks it to end, and ends it when it does not. Afterwards output() is complete.
    void stop();

private:
    [[nodiscard]] bool wait_for_end(std::chrono::seconds patience);

    pid_t pid_ = -1;
    int from_child_ = -1;
    std::thread reader_;
    mutable std::mutex mutex_;  // guards output_
    std::string output_;
};

}  // namespace candour::verify
