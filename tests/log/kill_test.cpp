// kill -9 at random moments: the process that comes after finds all that was acked.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

namespace candour::log {
namespace {

const std::array rooms{room_of(1), room_of(2)};

std::string bytes_at(std::uint64_t number) {
    return std::to_string(number) + std::string(number * 131 % 5000, 'x');
}

/// Appends as fast as the log takes it, keeping a few calls under way, and writes one byte to
/// `acks` for each that was acked. Never comes back.
[[noreturn]] void append_until_killed(const Folder& folder, int acks) {
    std::error_code error;
    const auto log = SqliteLog::open({folder.path(), {}}, error);
    if (!log) ::_exit(1);
    std::uint64_t next = read(*log, rooms[0]).records.size() + 1;
    for (;; ++next) {
        log->append(
            {record(rooms[0], next, bytes_at(next)), record(rooms[1], next, bytes_at(next))},
            [acks](std::error_code failed) {
                if (failed || ::write(acks, "!", 1) != 1) ::_exit(1);
            });
        if (next % 8 == 0) (void)append(*log, {});
    }
}

enum class Clock : std::uint8_t { from_start, from_first_ack };

/// How many calls a process that lived for so long was told to be done.
std::uint64_t acked_by_killed_process(const Folder& folder,
                                      std::chrono::microseconds life,
                                      Clock clock) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) append_until_killed(folder, pipe[1]);
    ::close(pipe[1]);
    std::uint64_t acked = 0;
    std::array<char, 4096> bytes{};
    if (clock == Clock::from_first_ack) {
        REQUIRE(::read(pipe[0], bytes.data(), 1) == 1);
        ++acked;
    }
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));

    for (ssize_t count = 0; (count = ::read(pipe[0], bytes.data(), bytes.size())) > 0;)
        acked += static_cast<std::uint64_t>(count);
    ::close(pipe[0]);
    return acked;
}

}  // namespace

TEST_CASE("no acked batch is lost by kill -9, in either room, and none is there in part") {
    constexpr std::uint64_t seed = 9;
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    const Folder folder;
    std::uint64_t kept = 0;
    for (int cycle = 0; cycle < 24; ++cycle) {
        CAPTURE(cycle);
        const auto acked =
            acked_by_killed_process(folder, std::chrono::microseconds(random() % 30'000),
                                    cycle % 4 == 0 ? Clock::from_start : Clock::from_first_ack);
        std::error_code error;
        const auto log = SqliteLog::open({folder.path(), {}}, error);
        REQUIRE_MESSAGE(log, error.message());
        CHECK(log->opening().tail.damaged_bytes == 0);
        const Read first = read(*log, rooms[0]);
        const Read second = read(*log, rooms[1]);
        CHECK_FALSE(first.error);
        CHECK_FALSE(second.error);
        CHECK(first.records.size() == second.records.size());
        CHECK(first.records.size() >= kept + acked);
        for (const Record& each : second.records)
            REQUIRE(each.bytes == bytes_at(each.number.value()));
        kept = first.records.size();
    }
    CHECK(kept > 0);
}

}  // namespace candour::log
