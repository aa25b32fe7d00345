// Once no room is live, no file says anything of the batches that were in it: neither its size nor
// where its pages lie, nor what SQLite counts beside it (rule A2).
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

namespace candour::log {
namespace {

void grow(
    SqliteLog& log, std::uint64_t room, int batches, std::size_t longest, std::uint64_t seed) {
    seeds::Dice dice{seed};
    for (int i = 1; i <= batches; ++i)
        REQUIRE_FALSE(append(log, {record(room_of(room), static_cast<std::uint64_t>(i),
                                          std::string(1 + dice.below(longest), 'x'))}));
}

std::string results_of_length(std::size_t length) {
    return std::string(length, 'r');
}

int number(const Folder& folder, const char* query) {
    SQLite::Database database(folder.database().string());
    return database.execAndGet(query).getInt();
}

}  // namespace

TEST_CASE("the files of sealed rooms are the same, however long their batches were") {
    std::map<std::string, std::string> first;
    for (const std::size_t longest : {10U, 90U, 100U, 900U, 9'000U, 90'000U}) {
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            CAPTURE(longest);
            CAPTURE(seed);
            const Folder folder;
            const auto log = open(folder);
            for (std::uint64_t room = 1; room <= 3; ++room)
                grow(*log, room, 30, longest, seed * room);
            REQUIRE_FALSE(seal(*log, room_of(2), results_of_length(20'000)));
            grow(*log, 4, 20, longest, seed);
            REQUIRE_FALSE(seal(*log, room_of(1), results_of_length(9'000)));
            REQUIRE_FALSE(seal(*log, room_of(3), results_of_length(100)));
            REQUIRE_FALSE(forget(*log, room_of(4)));
            const auto files = folder.contents();
            if (first.empty()) first = files;
            CHECK(files.at("candour.db").size() == first.at("candour.db").size());
            CHECK((files == first));
            CHECK(all_sealed(*log).size() == 3);
        }
    }
}

TEST_CASE("nor does how many batches there were stand in any file") {
    std::map<std::string, std::string> first;
    for (const int batches : {3, 40, 4'000}) {
        CAPTURE(batches);
        const Folder folder;
        const auto log = open(folder);
        grow(*log, 1, batches, 100, 1);
        grow(*log, 2, batches, 100, 2);
        REQUIRE_FALSE(seal(*log, room_of(1), results_of_length(1'000)));
        REQUIRE_FALSE(forget(*log, room_of(2)));
        const auto files = folder.contents();
        CHECK(files.size() == 4);  // the database, its -wal and -shm, the lock
        if (first.empty()) first = files;
        CHECK((files == first));
        // Somebody who reads changes nothing, and the next room finds everything in its place.
        CHECK(all_sealed(*log).size() == 1);
        CHECK((folder.contents() == first));
        grow(*log, 3, 2, 100, 1);
        CHECK(read(*log, room_of(3)).records.size() == 2);
    }
}

TEST_CASE("how often a server wrote that was killed stands in no file after the next start") {
    std::map<std::string, std::string> first;
    for (const int times : {3, 40}) {
        CAPTURE(times);
        const Folder folder;
        const Folder killed;
        {
            const auto log = open(folder);
            REQUIRE_FALSE(seal(*log, room_of(1), "results"));
        }
        {
            SQLite::Database database(folder.database().string(), SQLite::OPEN_READWRITE);
            for (int i = 0; i < times; ++i) database.exec("PRAGMA user_version = 1");
            for (const char* name : {"candour.db", "candour.db-wal", "candour.db-shm"})
                std::filesystem::copy_file(folder.path() / name, killed.path() / name);
        }
        REQUIRE(std::filesystem::file_size(killed.write_ahead_log()) > 4096);
        const auto log = open(killed);
        if (first.empty()) first = killed.contents();
        CHECK((killed.contents() == first));
    }
}

TEST_CASE("a file is not written anew under a live room, but at the end of the last one") {
    const Folder folder;
    const auto log = open(folder);
    grow(*log, 1, 30, 9'000, 1);
    grow(*log, 2, 2, 100, 1);
    REQUIRE_FALSE(seal(*log, room_of(1), "results"));
    CHECK(number(folder, "PRAGMA freelist_count") > 0);
    CHECK(read(*log, room_of(2)).records.size() == 2);
    REQUIRE_FALSE(seal(*log, room_of(2), "results"));
    CHECK(number(folder, "PRAGMA freelist_count") == 0);
    grow(*log, 3, 2, 100, 1);  // with statements that were prepared for the file before
    CHECK(read(*log, room_of(3)).records.size() == 2);
}

TEST_CASE("nor when it holds very much") {
    const Folder folder;
    const auto log = open(folder);
    for (std::uint64_t room = 1; room <= 2; ++room) {
        grow(*log, room, 30, 9'000, 1);
        REQUIRE_FALSE(seal(*log, room_of(room), results_of_length(5'000'000)));
        CHECK((number(folder, "PRAGMA freelist_count") > 0) == (room == 2));
    }
    CHECK(all_sealed(*log).size() == 2);
}

TEST_CASE("a file that an earlier version left with empty pages is written anew at the start") {
    const Folder folder;
    {
        const auto log = open(folder);
        REQUIRE_FALSE(seal(*log, room_of(1), "results"));
    }
    const auto pages = number(folder, "PRAGMA page_count");
    {
        SQLite::Database database(folder.database().string(), SQLite::OPEN_READWRITE);
        database.exec("CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(100000)); DROP TABLE x");
    }
    REQUIRE(number(folder, "PRAGMA page_count") > pages);
    const auto log = open(folder);
    CHECK(number(folder, "PRAGMA page_count") == pages);
    CHECK(all_sealed(*log) == Sealed{{room_of(1), "results"}});
}

}  // namespace candour::log
