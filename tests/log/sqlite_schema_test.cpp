// How a database is opened; and how an older one becomes a newer one, with steps that are made up:
// there is one version yet.
#include "server/log/sqlite_schema.hpp"

#include "tests/log/folder.hpp"

#include <SQLiteCpp/Exception.h>
#include <doctest/doctest.h>

#include <array>
#include <string>

namespace candour::log {
namespace {

constexpr std::array first_only{"CREATE TABLE first (x); INSERT INTO first VALUES (1)"};
constexpr std::array both{first_only[0], "ALTER TABLE first ADD COLUMN y DEFAULT 2"};
constexpr std::array second_fails{first_only[0],
                                  "INSERT INTO first VALUES (7); INSERT INTO nowhere VALUES (1)"};

std::unique_ptr<SQLite::Database> new_database(const Folder& folder) {
    Folder::write(folder.database(), "");
    return open_to_write(folder.database(), {});
}

int number_of(SQLite::Database& database, const std::string& query) {
    return database.execAndGet(query).getInt();
}

bool is_at(SQLite::Database& database, int version) {
    return number_of(database, "PRAGMA user_version") == version &&
           number_of(database, "PRAGMA application_id") ==
               (version == 0 ? 0 : sqlite_application_id);
}

}  // namespace

TEST_CASE("what SQLite puts aside stays in memory, for whoever writes and whoever reads") {
    constexpr int memory = 2;
    const Folder folder;
    CHECK(number_of(*new_database(folder), "PRAGMA temp_store") == memory);
    CHECK(number_of(*open_to_read(folder.database(), {}), "PRAGMA temp_store") == memory);
}

TEST_CASE("a database takes the steps that it lacks, and no other") {
    const Folder folder;
    const auto database = new_database(folder);
    SUBCASE("all of them, when it is new") {
        migrate(*database, both);
    }
    SUBCASE("the second, when it has the first") {
        migrate(*database, first_only);
        REQUIRE(is_at(*database, 1));
        database->exec("UPDATE first SET x = 5");
        migrate(*database, both);
        CHECK(number_of(*database, "SELECT x FROM first") == 5);
    }
    SUBCASE("none, when it has them all") {
        migrate(*database, both);
        migrate(*database, both);
    }
    SUBCASE("none, when it has more than there are") {
        migrate(*database, both);
        migrate(*database, first_only);
    }
    CHECK(is_at(*database, 2));
    CHECK(number_of(*database, "SELECT count(*) FROM first") == 1);
    CHECK(number_of(*database, "SELECT y FROM first") == 2);
}

TEST_CASE("a step that fails leaves the version that there was, whole") {
    const Folder folder;
    const auto database = new_database(folder);
    SUBCASE("nothing, where there was nothing") {
        CHECK_THROWS_AS(migrate(*database, second_fails), SQLite::Exception);
        CHECK(is_at(*database, 0));
        CHECK(number_of(*database, "SELECT count(*) FROM sqlite_schema") == 0);
    }
    SUBCASE("the first, where that was taken before") {
        migrate(*database, first_only);
        CHECK_THROWS_AS(migrate(*database, second_fails), SQLite::Exception);
        CHECK(is_at(*database, 1));
        CHECK(number_of(*database, "SELECT x FROM first") == 1);
        CHECK(number_of(*database, "SELECT count(*) FROM first") == 1);
    }
    // With a better second step it goes on from there.
    migrate(*database, both);
    CHECK(is_at(*database, 2));
    CHECK(number_of(*database, "SELECT y FROM first") == 2);
}

}  // namespace candour::log
