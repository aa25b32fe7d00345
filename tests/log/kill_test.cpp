// kill -9 before any operation on the disk: the process that comes after finds all that was acked.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

namespace candour::log {
namespace {

const std::array rooms{room_of(1), room_of(2)};

std::string bytes_at(std::uint64_t number) {
    return std::to_string(number) + std::string(number * 131 % 5000, 'x');
}

/// Appends as fast as the log takes it, keeping a few calls under way, and writes one byte to
/// `acks` for each that was acked. Its last operation on the disk, counted from its start, is
/// never done. Never comes back.
[[noreturn]] void append_until_killed(const Folder& folder, int acks, std::uint64_t last) {
    std::atomic<std::uint64_t> begun = 0;
    FaultyVfs vfs;
    vfs.call_before([&begun, last] {
        if (++begun == last) ::raise(SIGKILL);
    });
    std::error_code error;
    const auto log = SqliteLog::open({folder.path(), vfs.name()}, error);
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

/// How many calls a process was told to be done that was killed before this operation.
std::uint64_t acked_by_killed_process(const Folder& folder, std::uint64_t last) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) append_until_killed(folder, pipe[1], last);
    ::close(pipe[1]);
    std::uint64_t acked = 0;
    std::array<char, 4096> bytes{};
    for (ssize_t count = 0; (count = ::read(pipe[0], bytes.data(), bytes.size())) > 0;)
        acked += static_cast<std::uint64_t>(count);
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    return acked;
}

}  // namespace

TEST_CASE("no acked batch is lost by kill -9, in either room, and none is there in part") {
    constexpr std::uint64_t seed = 9;
    CAPTURE(seed);
    seeds::Dice dice{seed};
    const Folder folder;
    std::uint64_t kept = 0;
    int killed_before_any_ack = 0;
    for (int cycle = 0; cycle < 48; ++cycle) {
        CAPTURE(cycle);
        // Every fourth one while it opens the log, or soon after.
        const std::uint64_t last = 1 + dice.below(cycle % 4 == 0 ? 12 : 3'000);
        CAPTURE(last);
        const auto acked = acked_by_killed_process(folder, last);
        killed_before_any_ack += acked == 0 ? 1 : 0;
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
    CHECK(killed_before_any_ack > 5);
    CHECK(kept > 1'000);
}

}  // namespace candour::log
