#include "server/commands/verify/server_process.hpp"

#include "server/commands/verify/break_rule.hpp"
#include "server/commands/verify/findings.hpp"
#include "server/commands/verify/interruption.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace candour::verify {
namespace {

using namespace std::chrono_literals;

/// The child's arguments; --log-level debug, as there is no level that says more.
std::vector<std::string> arguments(const std::filesystem::path& data) {
    return {"candour",  "serve", "--data",      data.string(), "--listen", "127.0.0.1:0",
            "--shards", "2",     "--log-level", "debug",       "--metrics"};
}

/// The environment without settings of the organiser's own server.
std::vector<std::string> environment(const app::FaultInjection& fault_injection) {
    std::vector<std::string> kept;
    for (char** each = environ; *each != nullptr; ++each)
        if (!std::string_view(*each).starts_with("CANDOUR_")) kept.emplace_back(*each);
    if (fault_injection.rule != app::Rule::none)
        kept.push_back(std::string(break_rule_variable) + "=" + name_of(fault_injection.rule));
    return kept;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    all.reserve(words.size() + 1);
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& data,
                             const app::FaultInjection& fault_injection) {
    auto words = arguments(data);
    auto settings = environment(fault_injection);
    const auto argv = pointers(words);
    const auto envp = pointers(settings);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return;
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {  // between fork and exec: system calls alone
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(127);
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(pipe[1], STDERR_FILENO);
        ::execve("/proc/self/exe", argv.data(), envp.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    from_child_ = pipe[0];
    reader_ = std::thread([this] {
        std::array<char, 4096> bytes{};
        for (;;) {
            const auto got = ::read(from_child_, bytes.data(), bytes.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return;
            const std::scoped_lock lock{mutex_};
            output_.append(bytes.data(), static_cast<std::size_t>(got));
        }
    });
}

ServerProcess::~ServerProcess() {
    stop();
    if (reader_.joinable()) reader_.join();
    if (from_child_ >= 0) ::close(from_child_);
}

std::string ServerProcess::output() const {
    const std::scoped_lock lock{mutex_};
    return output_;
}

std::uint16_t ServerProcess::wait_for_port(std::chrono::seconds patience) {
    constexpr std::string_view before = "listening on http://127.0.0.1:";
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        stop_if_interrupted();
        const auto said = output();
        const auto at = said.find(before);
        std::uint16_t port = 0;
        if (at != said.npos && said.find('\n', at) != said.npos) {
            std::from_chars(said.data() + at + before.size(), said.data() + said.size(), port);
            return port;
        }
        if (pid_ <= 0 || ::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            return 0;
        }
        std::this_thread::sleep_for(10ms);
    }
    return 0;
}

bool ServerProcess::wait_for_end(std::chrono::seconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

void ServerProcess::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    // It writes what it has first, and seals; on a busy machine that takes as long as it takes.
    if (!wait_for_end(60s)) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    pid_ = -1;
    if (reader_.joinable()) reader_.join();
}

}  // namespace candour::verify
