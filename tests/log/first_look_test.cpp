// A database that is not ours, or not ours yet, or whose other half is gone: it is left as it is.
// SQLite would not leave it so: a write-ahead log that it finds goes into the database, or away.
#include "server/log/first_look.hpp"

#include "server/log/sqlite_log.hpp"
#include "server/log/sqlite_schema.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

namespace candour::log {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::pair<std::string, fs::perms>>;

/// What is in a folder but for the lock, which we take before we look, and the index of a
/// write-ahead log, which SQLite makes again from nothing whenever it likes.
Files files_in(const Folder& folder) {
    Files files;
    for (const auto& entry : fs::directory_iterator(folder.path())) {
        const std::string name = entry.path().filename().string();
        if (name != "candour.lock" && !name.ends_with("-shm"))
            files[name] = {Folder::read(entry.path()), entry.status().permissions()};
    }
    return files;
}

/// Ours would be closed to others.
void let_group_read(const fs::path& path) {
    fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
}

/// However often it is tried.
void is_refused_and_left_alone(const Folder& folder, LogError expected) {
    const Files before = files_in(folder);
    for (int i = 0; i < 3; ++i) {
        std::error_code error;
        const auto log = SqliteLog::open({folder.path(), {}}, error);
        CHECK_FALSE(log);
        CHECK(error == expected);
        CHECK(files_in(folder) == before);
    }
}

SQLite::Database any_database(const Folder& folder) {
    return {folder.database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

void copy(const Folder& from, const Folder& to) {
    for (const auto& [name, file] : files_in(from)) {
        Folder::write(to.path() / name, file.first);
        fs::permissions(to.path() / name, file.second);
    }
}

/// As a process leaves a database that dies now.
void leave(const Folder& folder, const std::string& statements) {
    const Folder elsewhere;
    SQLite::Database database = any_database(elsewhere);
    database.exec(statements);
    copy(elsewhere, folder);
}

void leave_log(const Folder& folder, const std::string& statements) {
    const Folder elsewhere;
    const auto log = open(elsewhere);
    REQUIRE_FALSE(append(*log, {record(room_of(1), 1, "one")}));
    SQLite::Database database = any_database(elsewhere);
    database.exec(statements);
    copy(elsewhere, folder);
}

std::uintmax_t size_of(const fs::path& path) {
    return fs::exists(path) ? fs::file_size(path) : 0;
}

}  // namespace

TEST_CASE("a file that is not ours is refused and left alone") {
    const Folder folder;
    SUBCASE("text") {
        Folder::write(folder.database(), std::string(5000, 'x'));
    }
    SUBCASE("a few bytes") {
        Folder::write(folder.database(), "SQLite format 3");
    }
    SUBCASE("zeros") {
        Folder::write(folder.database(), std::string(4096, '\0'));
    }
    SUBCASE("another program's database") {
        any_database(folder).exec("CREATE TABLE x (y)");
    }
    SUBCASE("another program's, with an id") {
        any_database(folder).exec("PRAGMA application_id = 7");
    }
    SUBCASE("another program's, with a version") {
        any_database(folder).exec("PRAGMA user_version = 7");
    }
    SUBCASE("another program's, that keeps a write-ahead log when it is used") {
        any_database(folder).exec("PRAGMA journal_mode = WAL; CREATE TABLE x (y)");
    }
    SUBCASE("another program's, with many tables") {
        SQLite::Database database = any_database(folder);
        for (int i = 0; i < 200; ++i)
            database.exec("CREATE TABLE x" + std::to_string(i) + " (" + std::string(200, 'y') +
                          ")");
    }
    let_group_read(folder.database());
    is_refused_and_left_alone(folder, LogError::foreign);
}

TEST_CASE("nor is what another program left to be moved into its database, or taken back") {
    const Folder folder;
    const std::string with_wal = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;";
    const fs::path rest = folder.path() / "candour.db-journal";
    SUBCASE("moved, into one with an id") {
        leave(folder, "PRAGMA application_id = 7; " + with_wal + "CREATE TABLE x (y)");
        REQUIRE(size_of(folder.write_ahead_log()) > 0);
    }
    SUBCASE("moved, into one without") {
        leave(folder, "CREATE TABLE x (y); " + with_wal + "INSERT INTO x VALUES (1)");
        REQUIRE(size_of(folder.write_ahead_log()) > 0);
    }
    SUBCASE("moved, into one that has nothing in it yet") {
        leave(folder, with_wal + "CREATE TABLE x (y)");
        REQUIRE(size_of(folder.write_ahead_log()) > 0);
    }
    SUBCASE("taken back") {
        leave(
            folder,
            "PRAGMA application_id = 7; CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(50000));"
            "PRAGMA cache_size = 1; BEGIN; UPDATE x SET y = randomblob(50000)");
        REQUIRE(size_of(rest) > 0);
    }
    let_group_read(folder.database());
    is_refused_and_left_alone(folder, LogError::foreign);
}

TEST_CASE("a later version's log is refused and left alone, wherever it says so") {
    const Folder folder;
    SUBCASE("in the database") {
        open(folder.path());
        any_database(folder).exec("PRAGMA user_version = 99");
    }
    SUBCASE("in the database, with a write-ahead log") {
        leave_log(folder,
                  "PRAGMA user_version = 99; PRAGMA wal_checkpoint; CREATE TABLE another (x)");
        REQUIRE(size_of(folder.write_ahead_log()) > 0);
    }
    SUBCASE("in the write-ahead log") {
        leave_log(folder, "PRAGMA user_version = 99");
        REQUIRE(size_of(folder.write_ahead_log()) > 0);
    }
    is_refused_and_left_alone(folder, LogError::newer);
}

TEST_CASE("a write-ahead log without its database is damage, and both are left as they are") {
    const Folder folder;
    leave_log(folder, "PRAGMA user_version");
    SUBCASE("the database is empty") {
        Folder::write(folder.database(), "");
        is_refused_and_left_alone(folder, LogError::damaged);
    }
    SUBCASE("the database is gone") {
        fs::remove(folder.database());
        const Files before = files_in(folder);
        std::error_code error;
        CHECK_FALSE(SqliteLog::open({folder.path(), {}}, error));
        CHECK(error == LogError::damaged);
        CHECK(files_in(folder) == before);
        CHECK_FALSE(fs::exists(folder.database()));
    }
}

TEST_CASE("an empty database is taken for ours, and so is one that has no more than a header") {
    const Folder folder;
    SUBCASE("no byte") {
        Folder::write(folder.database(), "");
    }
    SUBCASE("no byte, and a write-ahead log in which nothing stands") {
        Folder::write(folder.database(), "");
        Folder::write(folder.write_ahead_log(), std::string(32, 'x'));
    }
    SUBCASE("one page") {
        any_database(folder).exec("PRAGMA journal_mode = WAL");
        REQUIRE(size_of(folder.database()) == 4096);
    }
    const auto log = open(folder);
    CHECK_FALSE(append(*log, {record(room_of(1), 1, "one")}));
}

TEST_CASE("a log that was laid out by a process that died at once is found to be ours") {
    const Folder folder;
    const Folder killed;
    Folder::write(folder.database(), "");
    const auto database = open_to_write(folder.database(), {});
    prepare_schema(*database);
    copy(folder, killed);
    CHECK_NOTHROW(CHECK_FALSE(look_before_opening(killed.database())));
    open(killed);
}

}  // namespace candour::log
