// SqliteStore: the writing side of the log's database, one step at a time. Private to server/log.
#pragma once

#include "server/log/room_log.hpp"
#include "server/log/sqlite_schema.hpp"

#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace candour::log {

/// Owner: a SqliteLog. Thread: its writer's. Lifetime: the log's.
///
/// After an error in a transaction the caller rolls back; the next begin() puts the connection
/// right, if need be by a new one. What is in memory is only ever what the file said last.
class SqliteStore {
public:
    /// Throws SQLite::Exception and std::system_error.
    SqliteStore(std::filesystem::path file, std::string vfs);
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;
    ~SqliteStore();

    [[nodiscard]] std::error_code begin();
    [[nodiscard]] std::error_code commit();
    void rollback() noexcept;

    // Inside a transaction. LogError::gap leaves the transaction as it was.
    [[nodiscard]] std::error_code append(std::span<const Record> records);
    [[nodiscard]] std::error_code seal(const RoomId& room, const std::string& sealed);
    [[nodiscard]] std::error_code forget(const RoomId& room);

    /// Outside a transaction: moves the write-ahead log into the database and cuts it to nothing,
    /// so that deleted bytes are in neither. LogError::in_use while a reader is at work: try again.
    [[nodiscard]] std::error_code truncate_wal();
    /// Outside a transaction: moves what it can without waiting for anybody.
    void checkpoint() noexcept;
    /// How long the write-ahead log is, in pages of 4 kB.
    [[nodiscard]] int wal_pages() const noexcept { return wal_pages_; }

private:
    struct Place {
        Slot slot = 0;
        std::uint64_t last = 0;  // the number of the newest batch
        bool sealed = false;
    };
    /// Batches that an append failed on. Their transaction was rolled back, yet if its bytes
    /// reached the file a new connection may find it whole.
    struct Doubt {
        RoomId room;
        std::uint64_t from = 0;
    };

    void connect();
    void load();
    void remove_doubtful();
    [[nodiscard]] bool follows(std::span<const Record> records) const;
    [[nodiscard]] Place& place_of(const RoomId& room);
    [[nodiscard]] Slot take_slot(const RoomId& room);
    void add_slots();
    void set_slot(Slot slot, const RoomId& room, bool sealed);
    void insert(Slot slot, std::uint64_t number, const std::string& bytes);
    void clear(Slot slot);

    std::filesystem::path file_;
    std::string vfs_;
    std::unique_ptr<SQLite::Database> database_;
    /// One per slot in use, as preparing costs more than inserting. Dropped before the connection
    /// is.
    std::unordered_map<Slot, SQLite::Statement> inserts_;
    std::unordered_map<RoomId, Place> rooms_;
    std::vector<Slot> free_;
    Slot slots_ = 0;  // how many there are
    int wal_pages_ = 0;

    std::vector<Doubt> doubts_;
    std::vector<Doubt> written_;  // in this transaction
    bool stale_ = false;          // rooms_ and free_ are to be read again
    int failures_ = 0;            // transactions in a row
};

}  // namespace candour::log
