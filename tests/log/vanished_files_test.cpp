// Somebody moves, removes or replaces the log's files while it runs: nothing is acked that would
// not be found again.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <future>

namespace candour::log {
namespace {

namespace fs = std::filesystem;

/// A log in `folder`/data that has `kept` batches of one room, the last of which are in the
/// write-ahead log alone.
class Running {
public:
    explicit Running(const Folder& folder)
        : data_(folder.path() / "data"), aside_(folder.path() / "aside"), log_(open(data_)) {
        fs::create_directory(aside_);
        grow(3);
    }

    [[nodiscard]] SqliteLog& log() { return *log_; }
    [[nodiscard]] const fs::path& data() const { return data_; }
    [[nodiscard]] fs::path database() const { return data_ / "candour.db"; }
    [[nodiscard]] fs::path wal() const { return data_ / "candour.db-wal"; }
    [[nodiscard]] fs::path aside(const char* name) const { return aside_ / name; }

    std::error_code try_next() {
        const auto error = append(*log_, {record(here, kept_ + 1, std::to_string(kept_ + 1))});
        if (!error) ++kept_;
        return error;
    }
    void grow(int batches) {
        for (int i = 0; i < batches; ++i) REQUIRE_FALSE(try_next());
    }
    /// However often it is tried.
    void takes_nothing(std::error_code because = LogError::damaged) {
        for (int i = 0; i < 5; ++i) CHECK(try_next() == (i == 0 ? LogError::damaged : because));
    }
    /// Within a few tries, and everything acked is there, also for the next process.
    void goes_on() {
        for (int i = 0; i < 4 && try_next(); ++i) continue;
        grow(3);
        has_all();
        log_.reset();
        log_ = open(data_);
        has_all();
        grow(1);
    }
    void has_all() {
        const Read all = read(*log_, here);
        CHECK_FALSE(all.error);
        REQUIRE(all.records.size() == kept_);
        for (const Record& each : all.records)
            CHECK(each.bytes == std::to_string(each.number.value()));
    }
    void copy_aside() {
        fs::copy_file(database(), aside("db"), fs::copy_options::overwrite_existing);
        fs::copy_file(wal(), aside("wal"), fs::copy_options::overwrite_existing);
    }
    /// As somebody does who knows that a server is running: each file whole, under its name.
    void put(const char* name, const fs::path& path) const {
        const fs::path fresh = aside("fresh");
        fs::copy_file(aside(name), fresh);
        fs::rename(fresh, path);
    }

private:
    fs::path data_;
    fs::path aside_;
    std::unique_ptr<SqliteLog> log_;
    std::uint64_t kept_ = 0;
};

}  // namespace

TEST_CASE(
    "nothing is acked while the log's files are elsewhere, and all goes on when they are back") {
    const Folder folder;
    Running running(folder);
    SUBCASE("the database") {
        fs::rename(running.database(), running.aside("db"));
        running.takes_nothing();
        CHECK_FALSE(fs::exists(running.database()));
        fs::rename(running.aside("db"), running.database());
    }
    SUBCASE("both") {
        fs::rename(running.database(), running.aside("db"));
        fs::rename(running.wal(), running.aside("wal"));
        running.takes_nothing();
        fs::rename(running.aside("db"), running.database());
        SUBCASE("one after the other") {
            (void)running.try_next();
            (void)running.try_next();
        }
        fs::rename(running.aside("wal"), running.wal());
    }
    SUBCASE("the folder") {
        fs::rename(running.data(), running.aside("data"));
        running.takes_nothing();
        CHECK_FALSE(fs::exists(running.data()));
        fs::rename(running.aside("data"), running.data());
    }
    SUBCASE("the folder, and an empty one is in its place") {
        fs::rename(running.data(), running.aside("data"));
        fs::create_directory(running.data());
        running.takes_nothing();
        CHECK(fs::is_empty(running.data()));
        fs::remove(running.data());
        fs::rename(running.aside("data"), running.data());
    }
    running.goes_on();
}

TEST_CASE("a log that was removed stays away, until a copy of it is put back") {
    const Folder folder;
    Running running(folder);
    running.copy_aside();
    fs::remove_all(running.data());
    running.takes_nothing();
    CHECK_FALSE(fs::exists(running.data()));
    fs::create_directory(running.data());
    running.put("wal", running.wal());
    running.put("db", running.database());
    CHECK(running.try_next() == LogError::damaged);  // somebody may just be copying it
    running.goes_on();
    CHECK(fs::status(running.database()).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a write-ahead log that was removed costs a refusal, and nothing that was acked") {
    const Folder folder;
    Running running(folder);
    running.has_all();  // so that a reader has it open
    fs::remove(running.wal());
    CHECK(running.try_next() == LogError::damaged);
    running.goes_on();
}

TEST_CASE("a reader does not make a write-ahead log in the place of one that was removed") {
    const Folder folder;
    Running running(folder);
    fs::remove(running.wal());
    CHECK(read(running.log(), here).error == std::errc::io_error);
    CHECK_FALSE(fs::exists(running.wal()));
    CHECK(running.try_next() == LogError::damaged);
    running.goes_on();
}

TEST_CASE("another write-ahead log is not taken, nor touched, and is in the way until it is gone") {
    const Folder folder;
    Running running(folder);
    running.copy_aside();
    running.grow(3);
    running.put("wal", running.wal());
    const std::string another = Folder::read(running.wal());
    running.takes_nothing();
    CHECK((Folder::read(running.wal()) == another));
    fs::remove(running.wal());
    running.goes_on();
}

TEST_CASE("a log that lacks what was acked takes nothing that would follow that") {
    const Folder folder;
    Running running(folder);
    running.copy_aside();
    running.grow(3);
    const auto put = [&running](const char* database, const char* wal) {
        fs::remove(running.database());
        running.put(wal, running.wal());
        running.put(database, running.database());
    };
    fs::copy_file(running.database(), running.aside("new db"));
    fs::copy_file(running.wal(), running.aside("new wal"));
    put("db", "wal");
    running.takes_nothing(LogError::gap);
    CHECK(read(running.log(), here).records.size() == 3);
    // A room of which nothing is missing can begin.
    CHECK_FALSE(append(running.log(), {record(there, 1, "one")}));

    put("new db", "new wal");
    CHECK(running.try_next() == LogError::damaged);
    running.goes_on();
    CHECK(read(running.log(), there).records.empty());
}

TEST_CASE("a database that is put beside our write-ahead log is not mixed with it") {
    const Folder folder;
    Running running(folder);
    running.copy_aside();
    running.grow(3);
    fs::rename(running.database(), running.aside("ours"));
    running.put("db", running.database());
    const std::string another = Folder::read(running.database());
    running.takes_nothing();
    CHECK((Folder::read(running.database()) == another));
    fs::rename(running.aside("ours"), running.database());
    running.goes_on();
}

TEST_CASE("what is no log of ours is not taken for the one that vanished") {
    const Folder folder;
    Running running(folder);
    fs::rename(running.database(), running.aside("ours"));
    fs::rename(running.wal(), running.aside("wal"));
    std::error_code expected = LogError::damaged;
    SUBCASE("an empty file") {
        Folder::write(running.database(), "");
    }
    SUBCASE("text") {
        Folder::write(running.database(), std::string(5000, 'x'));
        expected = LogError::foreign;
    }
    SUBCASE("another program's database") {
        SQLite::Database(running.database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE x (y)");
        expected = LogError::foreign;
    }
    const std::string another = Folder::read(running.database());
    running.takes_nothing(expected);
    CHECK((Folder::read(running.database()) == another));
    fs::rename(running.aside("ours"), running.database());
    fs::rename(running.aside("wal"), running.wal());
    running.goes_on();
}

TEST_CASE("a folder in which another server has begun meanwhile is its own") {
    const Folder folder;
    Running running(folder);
    fs::rename(running.data(), running.aside("data"));
    {
        const auto another = open(running.data());
        REQUIRE_FALSE(append(*another, {record(there, 1, "one")}));
        running.takes_nothing(LogError::in_use);
        CHECK_FALSE(append(*another, {record(there, 2, "two")}));
        CHECK(all_rooms(*another) == std::vector<RoomId>{there});
    }
    fs::remove_all(running.data());
    fs::rename(running.aside("data"), running.data());
    running.goes_on();
}

TEST_CASE("a room is not sealed in a database that is not there") {
    const Folder folder;
    Running running(folder);
    fs::rename(running.database(), running.aside("db"));
    CHECK(seal(running.log(), here, "results") == LogError::damaged);
    CHECK(forget(running.log(), here) == LogError::damaged);
    fs::rename(running.aside("db"), running.database());
    CHECK_FALSE(seal(running.log(), here, "results"));
    CHECK(all_sealed(running.log()) == Sealed{{here, "results"}});
}

TEST_CASE(
    "a room whose old bytes went elsewhere before they were erased is not told to be sealed") {
    const Folder folder;
    Running running(folder);
    SQLite::Database reader(running.database().string());
    reader.exec("BEGIN");
    REQUIRE(reader.execAndGet("SELECT count(*) FROM slots").getInt() > 0);
    std::promise<std::error_code> told;
    running.log().seal(here, "results", [&](std::error_code error) { told.set_value(error); });
    REQUIRE_FALSE(append(running.log(), {record(there, 1, "one")}));  // so the seal is committed
    fs::rename(running.database(), running.aside("db"));
    reader.exec("COMMIT");
    CHECK(told.get_future().get() == LogError::damaged);
    fs::rename(running.aside("db"), running.database());
    CHECK_FALSE(seal(running.log(), here, "results"));
    CHECK(all_sealed(running.log()) == Sealed{{here, "results"}});
    CHECK(fs::file_size(running.wal()) == 0);
}

}  // namespace candour::log
