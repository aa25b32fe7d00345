// SqliteStore: the writing side of the log's database, one step at a time. Private to server/log.
#pragma once

#include "server/log/log_files.hpp"
#include "server/log/room_log.hpp"
#include "server/log/sqlite_slots.hpp"

#include <SQLiteCpp/Database.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace candour::log {

class LogFolder;
class SqliteReader;

/// Owner: a SqliteLog. Thread: its writer's. Lifetime: the log's.
///
/// After an error in a transaction the caller rolls back; the next begin() puts things right, if
/// need be by a new connection.
class SqliteStore {
public:
    /// The reader is of the same database. Throws SQLite::Exception and std::system_error.
    SqliteStore(LogFolder& folder, SqliteReader& reader, std::string vfs);
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;
    ~SqliteStore();

    /// LogError::damaged when other files, or none, stand in the place of those that were opened:
    /// what is written would not be found again. Once they are back, or a sound copy stands there
    /// the second time in a row, it goes on.
    [[nodiscard]] std::error_code begin();
    [[nodiscard]] std::error_code commit();
    void rollback() noexcept;

    // Inside a transaction. LogError::gap leaves the transaction as it was.
    [[nodiscard]] std::error_code append(std::span<const Record> records);
    [[nodiscard]] std::error_code seal(const RoomId& room, const std::string& sealed);
    [[nodiscard]] std::error_code forget(const RoomId& room);
    [[nodiscard]] std::error_code erase_some();
    [[nodiscard]] std::error_code probe();

    /// Whether erase_some has something to do, as far as is known: after an error the next begin()
    /// finds out. After a crash there may be at the start.
    [[nodiscard]] bool is_something_to_erase() const noexcept {
        return slots_ == nullptr || slots_->is_something_to_erase();
    }
    /// Outside a transaction, when all is erased: if no room is live, writes the file anew, so that
    /// neither its size nor where its pages lie depends on the batches that were in it.
    void write_anew() noexcept;
    /// Outside a transaction: moves the write-ahead log into the database and cuts it to nothing,
    /// so that erased bytes are in neither. If no room is live and all is erased, neither is how
    /// many transactions there were. LogError::in_use while a reader is at work: try again.
    /// LogError::damaged as begin(): the bytes may be in a copy. After any other error there may
    /// be no connection; the next begin() makes one.
    [[nodiscard]] std::error_code truncate_wal();
    /// Outside a transaction: moves what it can without waiting for anybody. After an error nothing
    /// is lost: the pages stay in the write-ahead log, and the next try moves them.
    [[nodiscard]] std::error_code checkpoint();
    /// How long the write-ahead log is, in pages of 4 kB.
    [[nodiscard]] int wal_pages() const noexcept { return wal_pages_; }

private:
    /// Batches that an append failed on. Their transaction was rolled back, yet if its bytes
    /// reached the file a new connection may find it whole.
    struct Doubt {
        RoomId room;
        std::uint64_t from = 0;
    };

    void connect();
    [[nodiscard]] bool holds(const LogFiles& files) const;
    void put_right(const LogFiles& files);
    void leave_for_another(const LogFiles& files);
    void save_write_ahead_log(const LogFiles& files);
    [[nodiscard]] std::error_code cut_wal();
    void begin_index_anew();
    [[nodiscard]] int number(const char* query);
    void remove_doubtful();
    [[nodiscard]] bool follows(std::span<const Record> records) const;

    LogFolder& folder_;
    SqliteReader& reader_;
    std::string vfs_;
    std::unique_ptr<SQLite::Database> database_;  // null when it could not be opened again
    std::unique_ptr<SqliteSlots> slots_;          // null when it is to be read again
    LogFiles held_;     // what the connection has open; without one, what it last had
    LogFiles strange_;  // what stood in its place at the last begin()
    int wal_pages_ = 0;

    std::vector<Doubt> doubts_;
    std::vector<Doubt> written_;  // in this transaction
    int failures_ = 0;            // transactions in a row
};

}  // namespace candour::log
