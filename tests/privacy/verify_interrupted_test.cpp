// `candour verify-anonymity` that somebody stops: its server ends, and nothing is left behind.
#include "tests/waiting.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>  // NOLINT: mkdtemp is POSIX's, not <cstdlib>'s
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace candour::privacy_test {
namespace {

namespace fs = std::filesystem;
using waiting::becomes_true;

/// A verification whose temporary files lie in a folder of their own.
/// Owner, thread and lifetime: a test.
class Verification {
public:
    Verification() {
        REQUIRE(::mkdtemp(folder_.data()) != nullptr);
        child_ = ::fork();
        if (child_ != 0) return;
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
        ::setenv("TMPDIR", folder_.c_str(), 1);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execl(CANDOUR_BINARY, "candour", "verify-anonymity", nullptr);
        ::_exit(127);
    }
    Verification(const Verification&) = delete;
    Verification& operator=(const Verification&) = delete;
    ~Verification() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        fs::remove_all(folder_);
    }

    /// The process id of the server that it started; 0 while there is none.
    [[nodiscard]] pid_t server() const {
        const auto id = std::to_string(child_);
        std::ifstream children("/proc/" + id + "/task/" + id + "/children");
        pid_t first = 0;
        children >> first;
        return first;
    }
    /// Whether a file of this name stands anywhere below its folder.
    [[nodiscard]] bool has(const std::string& name) const {
        std::error_code ec;
        for (fs::recursive_directory_iterator each(folder_, ec), end; each != end && !ec;
             each.increment(ec))
            if (each->path().filename() == name) return true;
        return false;
    }
    [[nodiscard]] bool has_left_nothing() const {
        return fs::directory_iterator(folder_) == fs::directory_iterator{};
    }
    /// Sends the signal, and gives the exit code.
    [[nodiscard]] int end_by(int signal) {
        ::kill(child_, signal);
        int status = 0;
        const bool ended = becomes_true([&] { return ::waitpid(child_, &status, WNOHANG) != 0; });
        REQUIRE(ended);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    std::string folder_ = fs::temp_directory_path() / "candour-interrupted-XXXXXX";
    pid_t child_ = -1;
};

}  // namespace

TEST_CASE("a verification that is interrupted ends its server and leaves nothing behind") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        CAPTURE(signal);
        Verification verification;
        REQUIRE(becomes_true([&] { return verification.server() != 0; }));
        REQUIRE(becomes_true([&] { return verification.has("keys"); }));
        const pid_t server = verification.server();
        CHECK(verification.end_by(signal) == 128 + signal);
        CHECK(verification.has_left_nothing());
        CHECK(::kill(server, 0) != 0);
    }
}

TEST_CASE("so does one that has not come so far") {
    Verification verification;
    REQUIRE(becomes_true([&] { return verification.has("permuted"); }));
    CHECK(verification.end_by(SIGTERM) == 128 + SIGTERM);
    CHECK(verification.has_left_nothing());
}

}  // namespace candour::privacy_test
