// What is kept is moved from the write-ahead log into the database, now and then: not at every
// commit, and not without a word when it cannot be.
#include "server/log/limits.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <mutex>

namespace candour::log {
namespace {

constexpr std::uint64_t page = 24 + 4096;  // in a write-ahead log, its header included
constexpr std::uint64_t pages_at_a_time = limits::checkpoint_when_idle_pages;
constexpr std::uint64_t pages_of_a_batch = 8;  // of 20 kB, at the most
constexpr std::uint64_t least_pages_of_a_batch = 5;
constexpr const char* database = "candour.db";

using Told = std::vector<std::error_code>;

/// A log on a disk that may fail, and what it told of that.
class Growing {
public:
    Growing() {
        std::error_code error;
        auto on_trouble = [this](std::error_code trouble) {
            const std::scoped_lock lock{mutex_};
            told_.push_back(trouble);
        };
        log_ = SqliteLog::open({folder_.path(), vfs_.name(), on_trouble}, error);
        REQUIRE_MESSAGE(log_, error.message());
        vfs_.fail_only(database);
    }
    FaultyVfs& vfs() { return vfs_; }
    SqliteLog& log() { return *log_; }

    /// Appends so many pages. Each time that enough of them have come to be moved nothing waits to
    /// be appended, until the log has begun to move them.
    void grow(std::uint64_t pages) {
        constexpr std::uint64_t round = pages_at_a_time / least_pages_of_a_batch + 2;
        std::uint64_t moves = 0;
        for (std::uint64_t i = 1; i <= pages / pages_of_a_batch; ++i) {
            REQUIRE_FALSE(append(*log_, {record(here, ++kept_, std::string(20'000, 'x'))}));
            // Whatever was being moved before this batch has been: one thread does both.
            if (i % round == 1) moves = vfs_.operations_on(database);
            if (i % round != 0) continue;
            REQUIRE(waiting::becomes_true([&] { return vfs_.operations_on(database) > moves; }));
        }
    }
    [[nodiscard]] std::uint64_t pages_in_wal() const {
        return std::filesystem::file_size(folder_.write_ahead_log()) / page;
    }
    /// All that was told, once it is as many, or the wait for that was too long.
    [[nodiscard]] Told told(std::size_t count) {
        (void)waiting::becomes_true([&] { return told_so_far().size() >= count; });
        return told_so_far();
    }
    /// All that was ever told: the log is closed, so nobody is left to say more.
    [[nodiscard]] Told told_in_all() {
        log_.reset();
        return told_so_far();
    }
    [[nodiscard]] bool has_all() const { return read(*log_, here).records.size() == kept_; }

private:
    [[nodiscard]] Told told_so_far() {
        const std::scoped_lock lock{mutex_};
        return told_;
    }

    Folder folder_;
    FaultyVfs vfs_;
    std::mutex mutex_;  // guards told_
    Told told_;
    std::uint64_t kept_ = 0;
    std::unique_ptr<SqliteLog> log_;
};

const std::error_code io_error = std::make_error_code(std::errc::io_error);

}  // namespace

TEST_CASE("the write-ahead log does not grow for ever, and nothing is said of that") {
    Growing growing;
    growing.grow(10 * pages_at_a_time);
    CHECK(growing.pages_in_wal() < 3 * pages_at_a_time);
    CHECK(growing.has_all());
    CHECK(growing.told_in_all().empty());
}

TEST_CASE("what cannot be moved into the database is kept, said once, and again when it can") {
    Growing growing;
    Told expected;
    for (int round = 0; round < 2; ++round) {
        CAPTURE(round);
        growing.vfs().fail(Fault::io_error, 0);
        growing.grow(6 * pages_at_a_time);
        CHECK(growing.pages_in_wal() > 5 * pages_at_a_time);
        expected.push_back(io_error);
        CHECK(growing.told(expected.size()) == expected);
        CHECK(growing.has_all());

        growing.vfs().heal();
        growing.grow(2 * pages_at_a_time);
        expected.push_back({});
        CHECK(growing.told(expected.size()) == expected);
        CHECK(growing.has_all());
    }
}

TEST_CASE("a database that cannot be written is not tried at every commit") {
    Growing growing;
    growing.vfs().fail(Fault::io_error, 0);
    growing.grow(8 * pages_at_a_time);
    CHECK(growing.vfs().failures() >= 2);
    CHECK(growing.vfs().failures() <= 8);
}

TEST_CASE("sealing that cannot cut the write-ahead log, and then can, says so too") {
    Growing growing;
    growing.grow(8);
    growing.vfs().fail(Fault::io_error, 0);
    CHECK(seal(growing.log(), here, "results") == io_error);
    growing.vfs().heal();
    CHECK_FALSE(seal(growing.log(), here, "results"));
    CHECK(growing.told(2) == Told{io_error, {}});
}

}  // namespace candour::log
