#include "tests/crash/server_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

namespace candour::crash {

namespace {

constexpr std::string_view greeting = "Candour is listening on http://127.0.0.1:";
constexpr std::chrono::seconds patience{60};

}  // namespace

std::string server_binary() {
    const char* other = std::getenv("CANDOUR_CRASH_BINARY");  // NOLINT: one thread
    return other == nullptr ? CANDOUR_BINARY : other;
}

ServerProcess::ServerProcess(std::filesystem::path binary,
                             std::filesystem::path folder,
                             std::filesystem::path data)
    : binary_(std::move(binary)), folder_(std::move(folder)), data_(std::move(data)) {}

void ServerProcess::start(const std::vector<std::string>& more) {
    said_before_ = said().size();
    std::vector<std::string> arguments{binary_.string(), "serve",  "--listen",
                                       "127.0.0.1:0",    "--data", data_.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    // Close on exec, so that a server holds no socket of the test's and thereby keeps it open.
    const int output =
        ::open((folder_ / "said").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    ::close(output);
    if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
}

std::uint16_t ServerProcess::port() {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        const std::string text = said().substr(said_before_);
        const std::size_t found = text.find(greeting);
        if (found != text.npos && text.find('\n', found) != text.npos)
            return static_cast<std::uint16_t>(std::stoul(text.substr(found + greeting.size())));
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = 0;
            return 0;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1});  // between two looks
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
    ::kill(pid_, SIGTERM);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});  // between two looks
    }
    pid_ = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string ServerProcess::said() const {
    std::ifstream file(folder_ / "said");
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace candour::crash
