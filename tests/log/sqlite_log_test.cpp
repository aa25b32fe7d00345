#include "server/log/sqlite_log.hpp"

#include "server/log/sqlite_schema.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"
#include "tests/log/room_log_behaviour.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <thread>

namespace candour::log {
namespace {

namespace fs = std::filesystem;

std::error_code error_of_opening(const fs::path& folder) {
    std::error_code error;
    const auto log = SqliteLog::open({folder, {}}, error);
    CHECK_FALSE(log);
    return error;
}

/// Does to a closed log's file what nobody should.
void tamper(const Folder& folder, const std::string& statements) {
    SQLite::Database database(folder.database().string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(statements);
}

/// One room, whose slot a test has to know to tamper with it.
std::string table_of_only_room(const Folder& folder) {
    const SQLite::Database database(folder.database().string());
    SQLite::Statement query(database, "SELECT slot FROM slots WHERE room <> zeroblob(16)");
    REQUIRE(query.executeStep());
    return table_of(query.getColumn(0).getInt64());
}

}  // namespace

TEST_CASE("SqliteLog") {
    std::vector<std::unique_ptr<Folder>> folders;
    behaves_like_a_room_log([&] {
        folders.push_back(std::make_unique<Folder>());
        return open(folders.back()->path());
    });
}

TEST_CASE("a log opened again is as it was left") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        CHECK(log->opening().is_new);
        REQUIRE_FALSE(append(*log, {record(here, 1, "one"), record(there, 1, "other")}));
        REQUIRE_FALSE(append(*log, {record(here, 2, "two")}));
        REQUIRE_FALSE(seal(*log, there, "results"));
    }
    const auto log = open(folder.path());
    CHECK_FALSE(log->opening().is_new);
    CHECK(log->opening().tail == WalTail{});
    CHECK(bytes_of(*log, here) == std::vector<std::string>{"one", "two"});
    CHECK(all_sealed(*log) == Sealed{{there, "results"}});
    CHECK(append(*log, {record(here, 2, "again")}) == LogError::gap);
    CHECK_FALSE(append(*log, {record(here, 3, "three")}));
}

TEST_CASE("what was acked is in the files at once, not only when the log is closed") {
    const Folder folder;
    const Folder copy;
    const auto log = open(folder.path());
    for (std::uint64_t i = 1; i <= 20; ++i) {
        REQUIRE_FALSE(append(*log, {record(here, i, std::to_string(i))}));
        fs::copy_file(folder.database(), copy.database(), fs::copy_options::overwrite_existing);
        fs::copy_file(folder.write_ahead_log(), copy.write_ahead_log(),
                      fs::copy_options::overwrite_existing);
        CHECK(read(*open(copy.path()), here).records.size() == i);
    }
}

TEST_CASE("nobody else can read the files, whatever the mask") {
    const Folder folder;
    const auto data = folder.path() / "a" / "data";
    const mode_t mask = ::umask(0);
    const auto log = open(data);
    REQUIRE_FALSE(append(*log, {record(here, 1, "one")}));
    ::umask(mask);
    CHECK(fs::status(data).permissions() == fs::perms::owner_all);
    int files = 0;
    for (const auto& entry : fs::directory_iterator(data)) {
        CAPTURE(entry.path().string());
        CHECK(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        ++files;
    }
    CHECK(files == 4);  // the database, its -wal and -shm, the lock
}

TEST_CASE("a folder serves one log at a time") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        CHECK(error_of_opening(folder.path()) == LogError::in_use);
        CHECK_FALSE(append(*log, {record(here, 1, "one")}));
    }
    CHECK(bytes_of(*open(folder.path()), here).size() == 1);
}

TEST_CASE("a closed log says so") {
    const Folder folder;
    const auto log = open(folder.path());
    std::atomic<int> kept = 0;
    for (std::uint64_t i = 1; i <= 50; ++i)
        log->append({record(here, i, "x")}, [&](std::error_code error) { kept += error ? 0 : 1; });
    log->close();
    CHECK(kept == 50);
    CHECK(append(*log, {record(here, 51, "x")}) == LogError::closed);
    CHECK(seal(*log, here, "results") == LogError::closed);
}

TEST_CASE("a call may come from where another was told") {
    const Folder folder;
    const auto log = open(folder.path());
    const auto error = answer_to([&](RoomLog::Done done) {
        log->append({record(here, 1, "one")},
                    [&log, done](std::error_code) { log->append({record(here, 2, "two")}, done); });
    });
    CHECK_FALSE(error);
    CHECK(bytes_of(*log, here).size() == 2);
}

TEST_CASE("a folder that cannot be had is an error") {
    const Folder folder;
    Folder::write(folder.path() / "file", "");
    CHECK(error_of_opening(folder.path() / "file" / "data"));
    fs::create_symlink(folder.path() / "file", folder.database());
    CHECK(error_of_opening(folder.path()) == std::errc::too_many_symbolic_link_levels);
}

TEST_CASE("what is missing or unreadable is told after what stands before it") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        for (std::uint64_t i = 1; i <= 5; ++i)
            REQUIRE_FALSE(append(*log, {record(here, i, std::to_string(i))}));
    }
    const std::string table = table_of_only_room(folder);
    SUBCASE("a record in the middle") {
        tamper(folder, "DELETE FROM " + table + " WHERE number = 3");
    }
    SUBCASE("a number that is another") {
        tamper(folder, "UPDATE " + table + " SET number = 300 WHERE number = 3");
    }
    SUBCASE("bytes that are none") {
        tamper(folder, "UPDATE " + table + " SET bytes = 'text' WHERE number = 3");
    }
    const auto log = open(folder.path());
    const Read damaged = read(*log, here);
    CHECK(damaged.error == LogError::damaged);
    CHECK(damaged.records == std::vector<Record>{record(here, 1, "1"), record(here, 2, "2")});
    // The rest of the log serves on.
    CHECK_FALSE(append(*log, {record(there, 1, "other")}));
    CHECK(bytes_of(*log, there).size() == 1);
}

TEST_CASE("a room whose table or beginning is gone is damaged, and the others serve on") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        REQUIRE_FALSE(append(*log, {record(here, 1, "one"), record(here, 2, "two")}));
    }
    const std::string table = table_of_only_room(folder);
    SUBCASE("first record") {
        tamper(folder, "DELETE FROM " + table + " WHERE number = 1");
    }
    SUBCASE("table") {
        tamper(folder, "DROP TABLE " + table);
    }
    const auto log = open(folder.path());
    CHECK(read(*log, here).error == LogError::damaged);
    CHECK(all_rooms(*log) == std::vector<RoomId>{here});
    REQUIRE_FALSE(append(*log, {record(there, 1, "one")}));
    CHECK(bytes_of(*log, there) == std::vector<std::string>{"one"});
}

TEST_CASE("a page of garbage closes the room that it belonged to, and no other") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        REQUIRE_FALSE(append(*log, {record(here, 1, std::string(9000, 'x'))}));
        REQUIRE_FALSE(append(*log, {record(there, 1, "one")}));
    }
    std::string pages = Folder::read(folder.database());
    {
        const SQLite::Database database(folder.database().string());
        SQLite::Statement query(database,
                                "SELECT rootpage FROM sqlite_schema, slots WHERE name = 'batches_' "
                                "|| slot AND room = ?");
        query.bind(1, here.bytes.data(), static_cast<int>(here.bytes.size()));
        REQUIRE(query.executeStep());
        const auto page = static_cast<std::size_t>(query.getColumn(0).getInt64());
        pages.replace((page - 1) * 4096, 4096, 4096, '\x5a');
    }
    Folder::write(folder.database(), pages);

    const auto log = open(folder.path());
    CHECK(read(*log, here).error == LogError::damaged);
    CHECK(append(*log, {record(here, 2, "two")}) == LogError::gap);
    CHECK(bytes_of(*log, there) == std::vector<std::string>{"one"});
    CHECK_FALSE(append(*log, {record(there, 2, "two")}));
}

TEST_CASE("sealed results with a changed byte are damaged, and do not hide the others") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        REQUIRE_FALSE(seal(*log, here, "results"));
    }
    tamper(folder, "UPDATE " + table_of_only_room(folder) +
                       " SET bytes = CAST(replace(CAST(bytes AS "
                       "TEXT), 'results', 'resulTs') AS BLOB)");
    const auto log = open(folder.path());
    REQUIRE_FALSE(seal(*log, there, "others"));
    Sealed all;
    const auto error = log->sealed(
        [&](const RoomId& room, const std::string& sealed) { all.emplace_back(room, sealed); });
    CHECK(error == LogError::damaged);
    CHECK(all == Sealed{{there, "others"}});
}

TEST_CASE("a file overwritten in places never makes up an answer, nor ends the process") {
    const Folder folder;
    {
        const auto log = open(folder.path());
        for (std::uint64_t i = 1; i <= 40; ++i)
            REQUIRE_FALSE(append(*log, {record(here, i, std::string(700, 'x')),
                                        record(there, i, std::string(90, 'y'))}));
    }
    constexpr std::uint64_t seed = 7;
    CAPTURE(seed);
    seeds::Dice dice{seed};
    const std::string good = Folder::read(folder.database());
    for (int i = 0; i < 60; ++i) {
        CAPTURE(i);
        std::string bad = good;
        for (int n = 0; n < 20; ++n) bad[dice.below(bad.size())] = static_cast<char>(dice.byte());
        if (i % 3 == 0) bad.resize(dice.below(bad.size()));
        Folder::write(folder.database(), bad);
        std::error_code error;
        const auto log = SqliteLog::open({folder.path(), {}}, error);
        if (!log) continue;
        for (const RoomId& room : {here, there})
            for (const Record& each : read(*log, room).records) CHECK(each.room == room);
    }
}

}  // namespace candour::log
