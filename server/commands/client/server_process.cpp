#include "server/commands/client/server_process.hpp"

#include "server/commands/limits.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <thread>

namespace candour::client {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view greeting = "listening on http://127.0.0.1:";
constexpr auto between_two_looks = 1ms;

std::vector<std::string> environment_with(const std::vector<std::string>& more) {
    std::vector<std::string> kept;
    for (char** each = environ; *each != nullptr; ++each)
        if (!std::string_view(*each).starts_with("CANDOUR_")) kept.emplace_back(*each);
    kept.insert(kept.end(), more.begin(), more.end());
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

void ServerProcess::start(const std::vector<std::string>& more) {
    said_before_ = said().size();
    std::vector<std::string> words{"candour",     "serve",  "--listen",
                                   "127.0.0.1:0", "--data", program_.data.string()};
    words.insert(words.end(), more.begin(), more.end());
    auto settings = environment_with(program_.environment);
    const auto argv = pointers(words);
    const auto envp = pointers(settings);
    // Close on exec, so that a server holds no file of ours, and none of our sockets' open.
    const int output =
        ::open(program_.said.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const pid_t parent = ::getpid();
    const pid_t child = output < 0 ? -1 : ::fork();
    if (child == 0) {  // between fork and exec: system calls alone
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(127);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
        ::execve(program_.binary.c_str(), argv.data(), envp.data());
        ::_exit(127);
    }
    const int error = errno;
    if (output >= 0) ::close(output);
    if (child < 0) throw std::system_error(error, std::generic_category(), "starting a server");
    pid_ = child;
}

std::uint16_t ServerProcess::port() {
    return port(commands::limits::server_patience, [] {});
}

std::uint16_t ServerProcess::port(std::chrono::seconds patience,
                                  const std::function<void()>& look) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        look();
        const std::string text = said().substr(said_before_);
        const auto found = text.find(greeting);
        std::uint16_t port = 0;
        if (found != text.npos && text.find('\n', found) != text.npos) {
            const auto digits = std::string_view(text).substr(found + greeting.size());
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
            return port;
        }
        if (pid_ <= 0 || ::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = 0;
            return 0;
        }
        std::this_thread::sleep_for(between_two_looks);
    }
    return 0;
}

void ServerProcess::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

bool ServerProcess::stop() {
    if (pid_ <= 0) return false;
    ::kill(pid_, SIGTERM);
    const auto deadline = std::chrono::steady_clock::now() + commands::limits::server_patience;
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            kill();
            return false;
        }
        std::this_thread::sleep_for(between_two_looks);
    }
    pid_ = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string ServerProcess::said() const {
    std::ifstream file(program_.said);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace candour::client
