// TestServer: a running server without its sockets, on a disk that outlives it.
#pragma once

#include "server/app/shard/shards.hpp"
#include "tests/app/line.hpp"
#include "tests/app/logs.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/domain/decks.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace candour::app::test {

/// What remains when a server ends: its log and its keys; and the calendar and the clock on the
/// wall.
struct Disk {
    explicit Disk(std::uint64_t seed = 1) : random(seed) {}

    log::MemoryLog memory;
    SteeredLog log{memory};
    KeptKeys keys;
    SeededRandom random;

    /// What the operator was told.
    [[nodiscard]] std::vector<std::string> said() const {
        const std::scoped_lock lock{mutex_};
        return said_;
    }
    void say(const std::string& sentence) {
        const std::scoped_lock lock{mutex_};
        said_.push_back(sentence);
    }

    void set_today(const std::string& day) {
        const std::scoped_lock lock{mutex_};
        today_ = day;
    }
    [[nodiscard]] std::string today() const {
        const std::scoped_lock lock{mutex_};
        return today_;
    }
    [[nodiscard]] std::string days_seen() const {
        const std::scoped_lock lock{mutex_};
        return days_seen_;
    }
    void keep_days_seen(const std::string& text) {
        const std::scoped_lock lock{mutex_};
        days_seen_ = text;
    }
    /// The machine sleeps; or works, and nobody does anything.
    void let_pass(std::chrono::hours time) {
        const std::scoped_lock lock{mutex_};
        passed_ += time;
    }
    [[nodiscard]] std::chrono::nanoseconds since_boot() const {
        const std::scoped_lock lock{mutex_};
        return app::since_boot() + passed_;
    }
    [[nodiscard]] std::vector<RoomId> rooms() const;
    /// The sealed results of all rooms.
    [[nodiscard]] std::vector<std::string> sealed() const;

private:
    mutable std::mutex mutex_;  // guards what follows
    std::vector<std::string> said_;
    std::chrono::hours passed_{0};
    std::string today_ = "2026-11-22";
    std::string days_seen_;
};

/// For a test that has to hold on one shard, where nothing is posted, and on three, where
/// everything may be: it runs once with each.
[[nodiscard]] std::size_t one_shard_or_three();

struct Times {
    std::chrono::hours idle_until_sealed{24};
    std::chrono::hours keep_unused{std::chrono::days{14}};
    std::chrono::days keep_sealed{90};
    std::chrono::milliseconds guess_takes{20};
};

/// Owner and thread: the test's.
class TestServer {
public:
    /// Restores what is on the disk, and runs.
    TestServer(Disk& disk, std::size_t shards, Times times = {}, Bounds bounds = {});
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer() { stop(); }

    [[nodiscard]] std::variant<OpenedRoom, Refusal> try_open(std::vector<Slide> slides);
    [[nodiscard]] OpenedRoom open(std::vector<Slide> slides);

    /// A line that has not said anything.
    [[nodiscard]] Line& line(std::size_t shard, const AddressMark& who = {});
    /// A line that has been welcomed and has its first snapshot.
    [[nodiscard]] Line& join(const OpenedRoom& room,
                             Role role,
                             std::size_t shard,
                             std::optional<std::string> ticket = {});
    /// What this role says first.
    [[nodiscard]] static Hello hello(const OpenedRoom& room, Role role);

    /// Whatever has been posted until now, and what that posts, is done: for "and nothing came".
    void settle();
    /// Runs `work` on the thread of a shard, and waits for it.
    void on_shard(std::size_t shard, const std::function<void(Shard&)>& work);
    /// Runs `work` on each shard's thread, one after the other.
    void on_every_shard(const std::function<void(Shard&)>& work);
    /// Everything that has been said is on the log, and shown to all who are there.
    void show_everything();
    /// The tick of 10 s comes on every shard, and all that follows from it.
    void look_at_rooms();
    /// What every shard does each 2 s, and all that follows from it.
    void look_at_log();
    [[nodiscard]] std::size_t home_of(const OpenedRoom& room) const;
    /// A shard that is not the room's home, if there is one.
    [[nodiscard]] std::size_t away_from(const OpenedRoom& room) const {
        return (home_of(room) + 1) % shards.count();
    }
    void stop();

    Shards shards;
    std::vector<std::string> damaged;
    std::error_code restored;

private:
    std::vector<std::unique_ptr<Line>> lines_;
};

/// What a participant and a facilitator say, in short.
[[nodiscard]] Submit submit(const std::string& question,
                            Response response,
                            std::uint64_t round = 1);
[[nodiscard]] Withdraw withdraw(const std::string& question, std::uint64_t round = 1);
[[nodiscard]] Control control(Action action, const std::string& question = {});
[[nodiscard]] Control item(Action action, const std::string& question, const std::string& item);
/// Ends the room while the log takes the end and nothing after it, so that it is not sealed.
void end_unsealed(TestServer& server, Disk& disk, std::size_t home, Line& facilitator);
/// Shows the question and opens it.
void start(Line& facilitator, const std::string& question);
/// The next tally on this line that counts so many.
TallyUpdate tally_of(Line& line, std::uint32_t count);

}  // namespace candour::app::test
