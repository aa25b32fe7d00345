#include "server/log/wal_tail.hpp"

#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace candour::log {
namespace {

WalTail tail_of(const std::string& wal) {
    std::istringstream stream(wal);
    return read_wal_tail(stream);
}

constexpr std::size_t header = 32;
constexpr std::size_t frame = 24 + 4096;

std::string with_changed_byte(std::string wal, std::size_t at) {
    wal[at] = static_cast<char>(wal[at] ^ 4);
    return wal;
}

/// The write-ahead log of a log that took `batches` batches, as a crash would leave it.
std::string wal_after(std::uint64_t batches) {
    const Folder folder;
    std::error_code error;
    const auto log = SqliteLog::open({folder.path(), {}}, error);
    REQUIRE_MESSAGE(log, error.message());
    for (std::uint64_t i = 1; i <= batches; ++i)
        REQUIRE_FALSE(append(*log, {record(room_of(1), i, std::string(100, 'x'))}));
    return Folder::read(folder.write_ahead_log());
}

}  // namespace

TEST_CASE("a write-ahead log that is whole has no tail") {
    const std::string wal = wal_after(5);
    REQUIRE((wal.size() - header) % frame == 0);
    CHECK(tail_of(wal) == WalTail{});
    CHECK(tail_of("") == WalTail{});
}

TEST_CASE("a last transaction that was cut short is unfinished") {
    const std::string wal = wal_after(5);
    CHECK(tail_of(wal.substr(0, 20)) == WalTail{});
    CHECK(tail_of(wal.substr(0, header)) == WalTail{});

    // The first transaction has many frames; without its last it never was.
    const std::string one = wal_after(1);
    REQUIRE(one.size() > header + 3 * frame);
    CHECK(tail_of(one.substr(0, one.size() - frame)) == WalTail{one.size() - frame - header, 0});
    CHECK(tail_of(one.substr(0, one.size() - 100)) == WalTail{one.size() - frame - header, 0});
}

TEST_CASE("frames of an earlier generation behind the last are none of ours") {
    std::string wal = wal_after(5);
    std::string old = wal.substr(wal.size() - frame);
    old[8] = static_cast<char>(old[8] ^ 1);  // another salt
    CHECK(tail_of(wal + old + old) == WalTail{});
}

TEST_CASE("a finished transaction behind a changed byte is damage, wherever the byte is") {
    const std::string wal = wal_after(8);
    const std::size_t frames = (wal.size() - header) / frame;
    for (std::size_t at = 0; at + frame < wal.size(); at += 517) {
        CAPTURE(at);
        const WalTail tail = tail_of(with_changed_byte(wal, at));
        CHECK(tail.damaged_bytes > 0);
        CHECK(tail.damaged_bytes <= frames * frame);
        CHECK(tail.unfinished_bytes == 0);
    }
}

TEST_CASE("a changed byte in the very last frame is never passed over, and may be a torn write") {
    const std::string wal = wal_after(8);
    for (std::size_t i = 0; i < frame; i += i < 24 ? 1 : 13) {
        const std::size_t at = wal.size() - frame + i;
        CAPTURE(i);
        const WalTail tail = tail_of(with_changed_byte(wal, at));
        CHECK(tail.damaged_bytes == 0);
        CHECK(tail.unfinished_bytes >= frame);
    }
}

TEST_CASE("a new commit frame's header before an older frame's page is unfinished") {
    // What a process leaves that died between the two writes, in a file that is used again.
    const std::string wal = wal_after(5);
    std::string old = wal.substr(wal.size() - frame);
    old[8] = static_cast<char>(old[8] ^ 1);
    const std::string torn =
        wal.substr(0, wal.size() - frame + 24) + std::string(frame - 24, 'o') + old + old;
    const WalTail tail = tail_of(torn);
    CHECK(tail.damaged_bytes == 0);
    CHECK(tail.unfinished_bytes > 0);
    CHECK(tail.unfinished_bytes % frame == 0);

    // Not the last that was written: nobody goes on behind what he has not finished.
    const WalTail followed = tail_of(torn + wal.substr(wal.size() - frame));
    CHECK(followed == WalTail{0, tail.unfinished_bytes + 3 * frame});
    // Nor does a process that dies leave a hole before it.
    std::string holed = torn;
    holed[torn.size() - 4 * frame + 500] ^= 1;
    CHECK(tail_of(holed).damaged_bytes > 0);
}

TEST_CASE("the log says on opening what it saw, and serves what could be read") {
    const Folder folder;
    const Folder crashed;
    std::error_code error;
    {
        const auto log = SqliteLog::open({folder.path(), {}}, error);
        REQUIRE_MESSAGE(log, error.message());
        for (std::uint64_t i = 1; i <= 6; ++i)
            REQUIRE_FALSE(append(*log, {record(room_of(1), i, std::string(100, 'x'))}));
        std::filesystem::copy_file(folder.database(), crashed.database());
        std::string wal = Folder::read(folder.write_ahead_log());
        wal[wal.size() - 2 * frame + 500] ^= 1;  // in the last transaction but one
        Folder::write(crashed.write_ahead_log(), wal);
    }
    const auto log = SqliteLog::open({crashed.path(), {}}, error);
    REQUIRE_MESSAGE(log, error.message());
    CHECK(log->opening().tail.damaged_bytes > 0);
    const Read rest = read(*log, room_of(1));
    CHECK_FALSE(rest.error);
    CHECK(rest.records.size() < 6);
    CHECK(rest.records.size() > 0);
}

}  // namespace candour::log
