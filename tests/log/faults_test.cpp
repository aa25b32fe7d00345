// A disk that fails at any moment: what was acked stays, what was refused is not there, and when
// the disk is well again so is the log.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>

namespace candour::log {
namespace {

using Expected = std::map<RoomId, std::vector<std::string>>;

/// Batches for three rooms, one or two of them at a time, appended again until they are kept; what
/// is expected is what was acked, and nothing else, after every step.
class Story {
public:
    explicit Story(SqliteLog& log) : log_(log) {}

    /// True when everything was taken at once.
    bool tick(std::uint64_t number) {
        std::vector<Record> records;
        for (std::uint64_t room = 0; room < 3; ++room)
            if ((number + room) % 3 != 0) records.push_back(next_of(room_of(room), number));
        const auto error = append(log_, records);
        if (!error)
            for (const Record& each : records) expected_[each.room].push_back(each.bytes);
        return !error;
    }
    /// Beside so many rooms of others.
    void check(const RoomLog& log, std::size_t others = 0) const {
        for (const auto& [room, bytes] : expected_) {
            const Read all = read(log, room);
            REQUIRE_FALSE(all.error);
            REQUIRE(std::ranges::equal(all.records, bytes, {}, &Record::bytes));
        }
        REQUIRE(all_rooms(log).size() == expected_.size() + others);
    }

private:
    Record next_of(const RoomId& room, std::uint64_t number) {
        const auto found = expected_.find(room);
        const std::size_t kept = found == expected_.end() ? 0 : found->second.size();
        return record(room, kept + 1,
                      std::to_string(number) + std::string(number * 997 % 9000, 'x'));
    }

    SqliteLog& log_;
    Expected expected_;
};

constexpr std::uint64_t ticks = 8;

std::uint64_t operations_of_a_story() {
    const Folder folder;
    FaultyVfs vfs;
    const auto log = open(folder, vfs.name());
    const std::uint64_t before = vfs.operations();
    Story story(*log);
    for (std::uint64_t i = 0; i < ticks; ++i) story.tick(i);
    return vfs.operations() - before;
}

void fails_and_recovers(Fault fault, std::uint64_t after, std::uint64_t length) {
    const Folder folder;
    FaultyVfs vfs;
    auto log = open(folder, vfs.name());
    Story story(*log);
    vfs.fail(fault, after, length);
    int refused = 0;
    for (std::uint64_t i = 0; i < ticks; ++i)
        while (!story.tick(i)) {
            story.check(*log);
            REQUIRE(++refused < 100);
        }
    story.check(*log);
    CHECK(refused > 0);
    vfs.heal();
    log.reset();
    story.check(*open(folder, {}));
}

}  // namespace

TEST_CASE(
    "whichever write fails, for however long, no acked batch is lost and none refused is kept") {
    const std::uint64_t operations = operations_of_a_story();
    REQUIRE(operations > 30);
    // A fault that passes, at each place; one that lasts, at some.
    for (const auto& [length, step] : {std::pair{1U, 1U}, std::pair{25U, 5U}})
        for (const Fault fault : faults)
            for (std::uint64_t after = 0; after < operations; after += step) {
                const int which = static_cast<int>(fault);
                CAPTURE(which);
                CAPTURE(length);
                CAPTURE(after);
                fails_and_recovers(fault, after, length);
            }
}

TEST_CASE("whichever write of a running checkpoint fails, no acked batch is lost") {
    // In the ticks after one large batch the write-ahead log has grown enough to be moved.
    constexpr std::uint64_t ticks_until_moved = 5;
    constexpr std::uint64_t operations = 310;
    // One write of a page is like the next.
    const auto is_among_pages = [](std::uint64_t after) { return after > 60 && after < 270; };
    const std::string large(970'000, 'x');
    int moves_that_failed = 0;
    for (const Fault fault : faults)
        for (std::uint64_t after = 0; after < operations;
             after += is_among_pages(after) ? 24U : 3U) {
            const int which = static_cast<int>(fault);
            CAPTURE(which);
            CAPTURE(after);
            const Folder folder;
            FaultyVfs vfs;
            std::atomic<bool> trouble_was_told = false;
            std::error_code error;
            auto log = SqliteLog::open({folder.path(), vfs.name(),
                                        [&trouble_was_told](std::error_code trouble) {
                                            if (trouble) trouble_was_told = true;
                                        }},
                                       error);
            REQUIRE_MESSAGE(log, error.message());
            const std::uint64_t created = vfs.operations_on("candour.db");
            REQUIRE_FALSE(append(*log, {record(room_of(9), 1, large)}));
            Story story(*log);
            vfs.fail(fault, after, 3);
            int refused = 0;
            const auto tick_until = [&](std::uint64_t end, std::uint64_t tick) {
                for (; tick < end; ++tick)
                    while (!story.tick(tick)) REQUIRE(++refused < 100);
            };
            tick_until(ticks_until_moved, 0);
            // Nothing waits now, so it is moved; and meanwhile, or after it, more comes.
            REQUIRE(waiting::becomes_true(
                [&] { return trouble_was_told || vfs.operations_on("candour.db") > created; }));
            tick_until(2 * ticks_until_moved, ticks_until_moved);
            const auto is_whole = [&](const SqliteLog& each) {
                story.check(each, 1);
                CHECK((bytes_of(each, room_of(9)) == std::vector<std::string>{large}));
            };
            is_whole(*log);
            log.reset();
            moves_that_failed += trouble_was_told ? 1 : 0;
            is_whole(*open(folder, {}));
        }
    CHECK(moves_that_failed > 20);
}

TEST_CASE("a batch that was refused does not turn up when the connection has to be made anew") {
    // With the reader's connection gone nobody remembers that the refused transaction, which did
    // reach the file, is not to be taken for kept.
    const std::uint64_t operations = operations_of_a_story();
    for (std::uint64_t after = 0; after < operations; ++after) {
        CAPTURE(after);
        const Folder folder;
        FaultyVfs vfs;
        auto log = open(folder, vfs.name());
        vfs.break_reads(true);
        REQUIRE(read(*log, room_of(1)).error);
        vfs.break_reads(false);
        Story story(*log);
        vfs.fail(Fault::late_error, after, 20);
        int refused = 0;
        for (std::uint64_t i = 0; i < ticks; ++i)
            while (!story.tick(i)) REQUIRE(++refused < 100);
        story.check(*log);
        log.reset();
        story.check(*open(folder, {}));
    }
}

TEST_CASE("a full disk is said to be full, and taken up again when there is room") {
    const Folder folder;
    FaultyVfs vfs;
    const auto log = open(folder, vfs.name());
    REQUIRE_FALSE(append(*log, {record(room_of(1), 1, "one")}));
    vfs.fail(Fault::full, 0);
    for (int i = 0; i < 5; ++i)
        CHECK(append(*log, {record(room_of(1), 2, "two")}) == std::errc::no_space_on_device);
    CHECK(bytes_of(*log, room_of(1)) == std::vector<std::string>{"one"});
    vfs.heal();
    CHECK_FALSE(append(*log, {record(room_of(1), 2, "two")}));
    CHECK(bytes_of(*log, room_of(1)) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a broken disk fails everything that was queued, and each call is told once") {
    const Folder folder;
    FaultyVfs vfs;
    const auto log = open(folder, vfs.name());
    vfs.fail(Fault::io_error, 0);
    int told = 0;
    for (int i = 0; i < 20; ++i)
        log->append({record(room_of(1), 1, "one")}, [&](std::error_code error) {
            CHECK(error);
            ++told;
        });
    log->close();
    CHECK(told == 20);
}

TEST_CASE("when the power goes, what was acked stays and nothing else is made up") {
    constexpr std::uint64_t seed = 20221124;
    CAPTURE(seed);
    seeds::Dice dice{seed};
    for (int cycle = 0; cycle < 200; ++cycle) {
        CAPTURE(cycle);
        const Folder folder;
        const Folder after;
        FaultyVfs vfs;
        std::uint64_t acked = 0;       // all of these on the writer's thread while it lives
        std::uint64_t acked_then = 0;  // when the power went
        std::uint64_t left = 5 + dice.below(120);
        std::map<std::string, std::string> files;
        const std::uint64_t torn = dice.number();
        vfs.watch_power([&] {
            if (left == 0 || --left > 0) return;
            seeds::Dice how{torn};
            files = vfs.without_power(how);
            acked_then = acked;
        });
        {
            const auto log = open(folder, vfs.name());
            for (std::uint64_t i = 1; i <= 30; ++i) {
                log->append({record(room_of(1), i, std::to_string(i) + std::string(i * 211, 'x'))},
                            [&](std::error_code error) {
                                if (!error) ++acked;
                            });
                if (dice.below(3) == 0) (void)append(*log, {});  // lets the writer come to rest
            }
        }
        if (left > 0) continue;
        for (const auto& [name, bytes] : files) Folder::write(after.path() / name, bytes);
        const auto log = open(after, {});
        const Read rest = read(*log, room_of(1));
        CHECK_FALSE(rest.error);
        CHECK(rest.records.size() >= acked_then);
        for (const Record& each : rest.records)
            CHECK(each.bytes.starts_with(std::to_string(each.number.value()) + "x"));
        CHECK_FALSE(append(*log, {record(room_of(1), rest.records.size() + 1, "next")}));
    }
}

}  // namespace candour::log
