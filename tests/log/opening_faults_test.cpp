// A disk that fails while a log is laid out, or opened after a crash: that is an error or works,
// and once the disk is well again all that was acked is there.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <map>
#include <string>

namespace candour::log {
namespace {

/// The files of a log, by name, and how many batches of one room are in them.
struct Left {
    std::map<std::string, std::string> files;
    std::size_t batches = 0;
};

Left files_of_log(const Folder& folder, std::size_t batches) {
    Left left{{}, batches};
    for (const char* name : {"candour.db", "candour.db-wal"})
        left.files[name] = Folder::read(folder.path() / name);
    return left;
}

/// By a process that was killed: much of it is in the write-ahead log alone.
Left left_by_a_crash() {
    const Folder folder;
    const auto log = open(folder);
    for (std::uint64_t i = 1; i <= 6; ++i)
        REQUIRE_FALSE(append(*log, {record(here, i, std::string(i * 997, 'x'))}));
    REQUIRE_FALSE(seal(*log, there, "results"));
    for (std::uint64_t i = 7; i <= 9; ++i)
        REQUIRE_FALSE(append(*log, {record(here, i, std::string(i * 997, 'x'))}));
    return files_of_log(folder, 9);
}

/// By an earlier version, with empty pages: the file is to be written anew.
Left left_with_empty_pages() {
    const Folder folder;
    {
        const auto log = open(folder);
        REQUIRE_FALSE(seal(*log, there, "results"));
    }
    SQLite::Database database(folder.database().string(), SQLite::OPEN_READWRITE);
    database.exec("CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(50000)); DROP TABLE x");
    return files_of_log(folder, 0);
}

void put(const Left& left, const Folder& folder) {
    for (const auto& [name, bytes] : left.files) Folder::write(folder.path() / name, bytes);
}

void is_whole(const Left& left, const SqliteLog& log) {
    const Read all = read(log, here);
    CHECK_FALSE(all.error);
    CHECK(all.records.size() == left.batches);
    for (const Record& each : all.records)
        CHECK((each.bytes == std::string(each.number.value() * 997, 'x')));
    CHECK(all_sealed(log) == (left.files.empty() ? Sealed{} : Sealed{{there, "results"}}));
}

std::unique_ptr<SqliteLog> try_to_open(const Folder& folder, const FaultyVfs& vfs) {
    std::error_code error;
    auto log = SqliteLog::open({folder.path(), vfs.name()}, error);
    // It may fail, yet never say that somebody should move the file away.
    CHECK(error != LogError::foreign);
    CHECK(error != LogError::newer);
    CHECK(error != LogError::damaged);
    CHECK((log == nullptr) == static_cast<bool>(error));
    return log;
}

void opens_in_the_end(const Left& left, Fault fault, std::uint64_t after, std::uint64_t length) {
    const Folder folder;
    put(left, folder);
    FaultyVfs vfs;
    vfs.fail(fault, after, length);
    auto log = try_to_open(folder, vfs);
    for (int tries = 1; log == nullptr && tries < 3; ++tries) log = try_to_open(folder, vfs);
    if (log != nullptr) is_whole(left, *log);
    vfs.heal();
    if (log == nullptr) log = try_to_open(folder, vfs);
    REQUIRE(log);
    is_whole(left, *log);
    REQUIRE_FALSE(append(*log, {record(room_of(3), 1, "next")}));
    log.reset();
    log = open(folder);
    is_whole(left, *log);
    CHECK(bytes_of(*log, room_of(3)) == std::vector<std::string>{"next"});
}

std::uint64_t operations_of_opening(const Left& left) {
    const Folder folder;
    put(left, folder);
    FaultyVfs vfs;
    const auto log = open(folder, vfs.name());
    return vfs.operations();
}

}  // namespace

TEST_CASE("whichever write fails while a log is opened, it can be opened when the disk is well") {
    Left left;
    SUBCASE("a new one") {
        left = {};
    }
    SUBCASE("after a crash") {
        left = left_by_a_crash();
    }
    SUBCASE("after an earlier version") {
        left = left_with_empty_pages();
    }
    const std::uint64_t operations = operations_of_opening(left);
    REQUIRE(operations > 8);
    for (const std::uint64_t length : {1U, 3U, 1000U})
        for (const Fault fault : faults)
            for (std::uint64_t after = 0; after < operations; ++after) {
                const int which = static_cast<int>(fault);
                CAPTURE(length);
                CAPTURE(which);
                CAPTURE(after);
                opens_in_the_end(left, fault, after, length);
            }
}

TEST_CASE("when the power goes while a log is laid out, the next start does that") {
    constexpr std::uint64_t seed = 20221125;
    CAPTURE(seed);
    seeds::Dice dice{seed};
    const std::uint64_t operations = operations_of_opening({});
    for (std::uint64_t i = 0; i < operations * 12; ++i) {
        CAPTURE(i);
        const Folder folder;
        const Folder after;
        FaultyVfs vfs;
        std::uint64_t left = 1 + i % operations;
        std::map<std::string, std::string> files;
        vfs.watch_power([&] {
            if (left > 0 && --left == 0) files = vfs.without_power(dice);
        });
        open(folder, vfs.name());
        REQUIRE(left == 0);
        for (const auto& [name, bytes] : files) Folder::write(after.path() / name, bytes);
        const auto log = open(after);
        CHECK_FALSE(append(*log, {record(here, 1, "one")}));
    }
}

}  // namespace candour::log
