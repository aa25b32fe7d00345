// SqliteLog: the room log of one machine, in one SQLite database.
//
// In the data folder (0700): candour.db (0600), SQLite's own candour.db-wal and -shm beside it, and
// candour.lock, by which a second server on the same folder is refused.
#pragma once

#include "server/log/room_log.hpp"
#include "server/log/wal_tail.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace candour::log {

class LogFolder;
class SqliteReader;
class SqliteStore;

struct SqliteOptions {
    std::filesystem::path folder;
    std::string vfs;  // the name of a registered SQLite VFS; empty for the default
    /// Told on the writer's thread when what is kept can no longer be moved from the write-ahead
    /// log into the database, and with no error when it can again: nothing is lost meanwhile, yet
    /// the write-ahead log grows.
    std::function<void(std::error_code)> on_trouble = {};
};

/// What was seen on opening that somebody should be told.
struct Opening {
    bool is_new = false;
    WalTail tail;
};

/// Owner: main. Thread: any. Lifetime: longer than the shards; the destructor is close().
///
/// One thread of its own takes everything that was queued since its last commit into one
/// transaction, commits it (WAL, synchronous=FULL), and says so: the more there is to do, the more
/// one fsync pays for. Checkpoints come between commits, when nothing is waiting.
///
/// When its files are removed or replaced while it runs, whatever is written fails with
/// LogError::damaged, until they or a copy of them are back.
class SqliteLog final : public RoomLog {
public:
    /// Null with an error: LogError::in_use, foreign, newer or damaged, or the system's. Blocks.
    [[nodiscard]] static std::unique_ptr<SqliteLog> open(const SqliteOptions& options,
                                                         std::error_code& error);
    ~SqliteLog() override;

    /// Writes what is queued, tells everybody, and ends. Later calls get LogError::closed.
    void close();
    [[nodiscard]] const Opening& opening() const noexcept { return opening_; }

    void append(std::vector<Record> records, Done done) override;
    [[nodiscard]] std::error_code read(
        const RoomId& room,
        BatchNumber from,
        const std::function<void(const Record&)>& each) const override;
    [[nodiscard]] std::error_code rooms(std::vector<RoomId>& out) const override;
    /// Sealing a sealed room puts new results in the place of the old. After an error do it again.
    void seal(const RoomId& room, std::string sealed, Done done) override;
    [[nodiscard]] std::error_code sealed(
        const std::function<void(const RoomId&, const std::string&)>& each) const override;
    void forget(const RoomId& room, Done done) override;
    void probe(Done done) override;

private:
    struct Append {
        std::vector<Record> records;
        Done done;
    };
    struct Seal {
        RoomId room;
        std::string sealed;
        Done done;
    };
    struct Forget {
        RoomId room;
        Done done;
    };
    struct Probe {
        Done done;
    };
    using Job = std::variant<Append, Seal, Forget, Probe>;

    SqliteLog(std::unique_ptr<LogFolder> folder,
              const SqliteOptions& options,
              const Opening& opening);

    void queue(Job job);
    /// Everything that was queued, after waiting for something to do. Empty once there is nothing
    /// more and the log is being closed, or when it is time to go on erasing.
    [[nodiscard]] std::vector<Job> take();
    [[nodiscard]] bool is_over();

    // On the writer's thread.
    void run();
    void work_off(std::vector<Job>& jobs);
    void append_all(std::span<Job> appends);
    void probe_store(const Done& done);
    void undo();
    template <class Change>
    void erase(Change&& change, Done& done);
    [[nodiscard]] bool is_erasing() const;
    void erase_some();
    void tell_erased(std::error_code error);
    void tidy();
    void tell_trouble(std::error_code error);

    std::function<void(std::error_code)> on_trouble_;
    Opening opening_;
    std::unique_ptr<LogFolder> folder_;
    std::unique_ptr<SqliteReader> reader_;  // any thread
    std::unique_ptr<SqliteStore> store_;    // the writer's thread alone

    // The writer's alone.
    std::vector<Done> erasing_;  // of changes whose old bytes are not gone yet
    bool cut_wal_ = false;       // the WAL holds what was erased
    bool write_anew_ = false;    // the file shows how much was erased
    bool a_reader_is_inside_ = false;
    bool erase_later_ = false;  // erasing failed; the next call tries again
    int not_before_ = 0;        // pages in the write-ahead log when a checkpoint failed
    bool is_in_trouble_ = false;

    std::mutex mutex_;  // guards queue_ and closing_
    std::condition_variable something_to_do_;
    std::vector<Job> queue_;
    bool closing_ = false;
    std::thread writer_;
};

}  // namespace candour::log
