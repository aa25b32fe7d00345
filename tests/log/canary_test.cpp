// What was sealed or forgotten is in no file of the folder (rule A6, and what the log can do for
// A1).
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"
#include "tests/waiting.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <memory>

namespace candour::log {
namespace {

std::string canary_of(std::uint64_t room) {
    return "canary-" + std::to_string(room) + "-";
}

/// A body of this length that holds the room's canary all over, so that no piece of it is without.
std::string body(std::uint64_t room, std::size_t length) {
    std::string text;
    while (text.size() < length) text += canary_of(room);
    text.resize(length);
    return text;
}

std::string id_of(std::uint64_t room) {
    const RoomId id = room_of(room);
    return {id.bytes.begin(), id.bytes.end()};
}

/// A log that is closed when it has sealed a room, and before it has erased all of it. What the
/// seal was told.
std::error_code close_while_erasing(const Folder& folder) {
    const auto log = open(folder);
    for (std::uint64_t i = 1; i <= 20; ++i)
        REQUIRE_FALSE(append(*log, {record(room_of(1), i, body(1, 500'000))}));
    std::error_code told;
    log->seal(room_of(1), "results", [&told](std::error_code error) { told = error; });
    log->append({}, [&log](std::error_code) {  // by the writer, which erases nothing meanwhile
        const auto closed = std::make_shared<bool>(false);
        (void)waiting::becomes_true([&log, closed] {
            log->append({},
                        [closed](std::error_code error) { *closed = static_cast<bool>(error); });
            return *closed;
        });
    });
    log->close();
    return told;
}

}  // namespace

TEST_CASE("after sealing, forgetting and use by others no byte of a room is left") {
    constexpr std::uint64_t rooms = 40;
    constexpr std::uint64_t seed = 5;
    CAPTURE(seed);
    std::size_t longest = 0;
    SUBCASE("small batches") {
        longest = 300;
    }
    SUBCASE("batches of a page or two") {
        longest = 6000;
    }
    SUBCASE("batches of many pages") {
        longest = 40'000;
    }
    CAPTURE(longest);

    const Folder folder;
    const auto log = open(folder);
    seeds::Dice dice{seed};
    std::vector<std::uint64_t> last(rooms);
    const auto grow = [&](std::uint64_t from, int ticks) {
        for (int i = 0; i < ticks; ++i) {
            std::vector<Record> tick;
            for (std::uint64_t room = from; room < rooms; ++room)
                if (dice.below(4) == 0)
                    tick.push_back(
                        record(room_of(room), ++last[room], body(room, 100 + dice.below(longest))));
            REQUIRE_FALSE(append(*log, std::move(tick)));
        }
    };
    grow(0, 40);
    for (std::uint64_t room = 0; room < 20; ++room) {
        REQUIRE(folder.holds(canary_of(room)));
        // Results are plain text, and go at a time of their own.
        REQUIRE_FALSE(seal(*log, room_of(room), body(room + 100, 2000)));
        CHECK_FALSE(folder.holds(canary_of(room)));
    }
    grow(20, 20);
    for (std::uint64_t room = 0; room < 10; ++room) {
        REQUIRE(folder.holds(canary_of(room + 100)));
        REQUIRE_FALSE(forget(*log, room_of(room)));
        CHECK_FALSE(folder.holds(canary_of(room + 100)));
        CHECK_FALSE(folder.holds(id_of(room)));
    }
    grow(20, 20);
    for (std::uint64_t room = 0; room < 20; ++room) CHECK_FALSE(folder.holds(canary_of(room)));
    for (std::uint64_t room = 20; room < rooms; ++room)
        CHECK(read(*log, room_of(room)).records.size() == last[room]);
}

TEST_CASE("nothing of a room is ever written outside of the folder") {
    const FaultyVfs vfs;
    const Folder folder;
    const auto log = open(folder, vfs.name());
    for (std::uint64_t i = 1; i <= 30; ++i)
        REQUIRE_FALSE(append(*log, {record(room_of(1), i, body(1, 200'000))}));
    CHECK(read(*log, room_of(1)).records.size() == 30);
    // More than SQLite would keep in its cache while it writes the file anew.
    REQUIRE_FALSE(seal(*log, room_of(1), body(1, 7'000'000)));
    CHECK(all_sealed(*log).size() == 1);
    REQUIRE_FALSE(forget(*log, room_of(1)));
    CHECK(vfs.temporary_writes() == 0);
}

TEST_CASE("a room that is forgotten while it runs leaves nothing either") {
    const Folder folder;
    const auto log = open(folder);
    for (std::uint64_t i = 1; i <= 30; ++i)
        REQUIRE_FALSE(append(*log, {record(room_of(1), i, body(1, 3000))}));
    REQUIRE_FALSE(forget(*log, room_of(1)));
    CHECK_FALSE(folder.holds(canary_of(1)));
    CHECK_FALSE(folder.holds(id_of(1)));
}

TEST_CASE("sealing is done only when no reader keeps the old bytes in the write-ahead log") {
    using namespace std::chrono_literals;
    const Folder folder;
    const auto log = open(folder);
    REQUIRE_FALSE(append(*log, {record(room_of(1), 1, body(1, 3000))}));
    SQLite::Database reader(folder.database().string());
    reader.exec("BEGIN");
    REQUIRE(reader.execAndGet("SELECT count(*) FROM slots").getInt() > 0);

    std::promise<std::error_code> told;
    auto sealed = told.get_future();
    log->seal(room_of(1), "results", [&](std::error_code error) { told.set_value(error); });
    // Others are served meanwhile.
    REQUIRE_FALSE(append(*log, {record(room_of(2), 1, "other")}));
    CHECK(sealed.wait_for(50ms) == std::future_status::timeout);
    CHECK(folder.holds(canary_of(1)));
    reader.exec("COMMIT");
    CHECK_FALSE(sealed.get());
    CHECK_FALSE(folder.holds(canary_of(1)));
    CHECK(std::filesystem::file_size(folder.write_ahead_log()) == 0);
}

TEST_CASE("a large room is erased in parts, and others are served between them") {
    const Folder folder;
    const auto log = open(folder);
    for (std::uint64_t i = 1; i <= 8; ++i)
        REQUIRE_FALSE(append(*log, {record(room_of(1), i, body(1, 500'000))}));
    bool is_sealed = false;  // told by the writer, as the others are
    std::promise<std::error_code> told;
    log->seal(room_of(1), "results", [&](std::error_code error) {
        is_sealed = true;
        told.set_value(error);
    });
    std::promise<bool> served;
    log->append({record(room_of(2), 1, "other")},
                [&](std::error_code) { served.set_value(!is_sealed); });
    CHECK(served.get_future().get());
    CHECK_FALSE(told.get_future().get());
    CHECK_FALSE(folder.holds(canary_of(1)));
}

TEST_CASE("what a process did not come to erase, the next one does without being asked") {
    const Folder folder;
    CHECK(close_while_erasing(folder) == LogError::closed);
    REQUIRE(folder.holds(canary_of(1)));
    const auto log = open(folder);
    CHECK(all_sealed(*log) == Sealed{{room_of(1), "results"}});
    CHECK(all_rooms(*log).empty());
    CHECK(waiting::becomes_true([&folder] { return !folder.holds(canary_of(1)); }));
}

TEST_CASE("a seal that a close cut short, asked for again, is done when all is erased") {
    const Folder folder;
    CHECK(close_while_erasing(folder) == LogError::closed);
    const auto log = open(folder);
    CHECK_FALSE(seal(*log, room_of(1), "results"));
    CHECK_FALSE(folder.holds(canary_of(1)));
    CHECK(all_sealed(*log) == Sealed{{room_of(1), "results"}});
}

TEST_CASE("a process that died between sealing and erasing is made good for by the next") {
    const Folder folder;
    const Folder after_crash;
    const auto log = open(folder);
    REQUIRE_FALSE(append(*log, {record(room_of(1), 1, body(1, 3000))}));
    SQLite::Database reader(folder.database().string());
    reader.exec("BEGIN");
    REQUIRE(reader.execAndGet("SELECT count(*) FROM slots").getInt() > 0);
    log->seal(room_of(1), "results", [](std::error_code) {});
    REQUIRE_FALSE(append(*log, {record(room_of(2), 1, "other")}));  // so the seal is committed

    namespace fs = std::filesystem;
    fs::copy_file(folder.database(), after_crash.database());
    fs::copy_file(folder.write_ahead_log(), after_crash.write_ahead_log());
    REQUIRE(after_crash.holds(canary_of(1)));
    const auto next = open(after_crash);
    REQUIRE_FALSE(forget(*next, room_of(3)));  // is told when all that was to be erased is
    CHECK_FALSE(after_crash.holds(canary_of(1)));
    CHECK(all_sealed(*next) == Sealed{{room_of(1), "results"}});
}

}  // namespace candour::log
