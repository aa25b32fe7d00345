// ServerProcess: the real `candour serve` on a data folder, which the verification and the crash
// tests start, talk to, and end or kill.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace candour::client {

struct ServerProgram {
    std::filesystem::path binary;
    std::filesystem::path data;
    /// Where everything goes that it says; it is added to what is there.
    std::filesystem::path said;
    /// Further variables, "NAME=VALUE". It does not get those of ours that begin with CANDOUR_:
    /// they are the settings of an organiser's own server.
    std::vector<std::string> environment{};
};

/// Owner and thread: the one that started it; the child is killed when that thread ends. Lifetime:
/// the folder's is longer. The destructor kills the child and waits for it.
class ServerProcess {
public:
    explicit ServerProcess(ServerProgram program) : program_(std::move(program)) {}
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() { kill(); }

    /// Returns at once; nobody listens yet. `more` are arguments besides the data folder and an
    /// address of this machine's own. Throws std::system_error when there can be no process.
    void start(const std::vector<std::string>& more);
    /// The port it listens on, once it does; 0 when it ended instead, or does not in time. `look`
    /// is called between two looks, and may throw.
    [[nodiscard]] std::uint16_t port(std::chrono::seconds patience,
                                     const std::function<void()>& look);
    [[nodiscard]] std::uint16_t port();
    /// As a power cut or the kernel would end it (SIGKILL). Returns when it is gone.
    void kill();
    /// As an operator ends it (SIGTERM). Returns when it is gone, by force if it does not go in a
    /// minute; true when it ended by itself, and well.
    [[nodiscard]] bool stop();
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }
    /// Everything that it has said, in all its lives.
    [[nodiscard]] std::string said() const;

private:
    ServerProgram program_;
    pid_t pid_ = 0;                // 0: it does not run
    std::size_t said_before_ = 0;  // by its earlier lives
};

}  // namespace candour::client
