// ServerProcess: the real `candour serve` on a data folder, which a test starts and kills.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace candour::crash {

/// CANDOUR_CRASH_BINARY, or the one that was built beside the tests.
[[nodiscard]] std::string server_binary();

/// Owner and thread: a test. Lifetime: the data folder's is longer.
class ServerProcess {
public:
    /// `folder` holds the data and what the server said, which is shown when a test fails.
    ServerProcess(std::filesystem::path binary, std::filesystem::path folder)
        : ServerProcess(std::move(binary), folder, folder / "data") {}
    /// The same with the data elsewhere.
    ServerProcess(std::filesystem::path binary,
                  std::filesystem::path folder,
                  std::filesystem::path data);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() { kill(); }

    /// Returns at once; nobody listens yet. `more` are further arguments.
    void start(const std::vector<std::string>& more);
    /// The port it listens on, once it does; 0 when it ended instead.
    [[nodiscard]] std::uint16_t port();
    /// As a power cut or the kernel would end it (SIGKILL). Returns when it is gone.
    void kill();
    /// As an operator ends it (SIGTERM). Returns when it is gone; true when it ended well.
    [[nodiscard]] bool stop();
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    /// Everything that it has said in all its lives.
    [[nodiscard]] std::string said() const;

private:
    std::filesystem::path binary_;
    std::filesystem::path folder_;
    std::filesystem::path data_;
    pid_t pid_ = 0;
    std::size_t said_before_ = 0;  // by its earlier lives
};

}  // namespace candour::crash
