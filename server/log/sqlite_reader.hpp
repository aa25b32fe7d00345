// SqliteReader: the reading side of the log's database. Private to server/log.
#pragma once

#include "server/log/room_log.hpp"
#include "server/log/sqlite_schema.hpp"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace candour::log {

/// Has a connection of its own, so that reading and writing do not wait for each other, and reads
/// in pieces, as the write-ahead log cannot be cut while a reader is inside.
///
/// Owner: a SqliteLog. Thread: any; one piece at a time. Lifetime: the log's. No lock is held while
/// a caller's `each` runs.
class SqliteReader {
public:
    /// Opens nothing yet. The database is open to be written whenever it is read.
    SqliteReader(std::filesystem::path file, std::string vfs);

    /// Closes its connection. Nobody can read until the lock ends; then a new one is made.
    [[nodiscard]] std::unique_lock<std::mutex> let_go();

    [[nodiscard]] std::error_code read(const RoomId& room,
                                       BatchNumber from,
                                       const std::function<void(const Record&)>& each);
    [[nodiscard]] std::error_code rooms(std::vector<RoomId>& out);
    [[nodiscard]] std::error_code sealed(
        const std::function<void(const RoomId&, const std::string&)>& each);

private:
    struct Owned {
        Slot slot = 0;
        bool sealed = false;
    };
    struct Piece {
        std::vector<Record> records;
        bool is_last = false;
        std::error_code error;  // after the records
    };

    void connect();
    /// Runs `work` in a read transaction; afterwards nothing of it is held open.
    template <class Work>
    [[nodiscard]] std::error_code inside(Work&& work);
    /// Where the room is now. Inside a read transaction.
    [[nodiscard]] std::optional<Owned> find(const RoomId& room);
    [[nodiscard]] bool owns(Slot slot, const RoomId& room);
    void look_at_slots();
    [[nodiscard]] Piece read_piece(const RoomId& room, std::uint64_t from);

    std::filesystem::path file_;
    std::string vfs_;
    std::mutex mutex_;  // guards all that follows
    std::unique_ptr<SQLite::Database> database_;
    std::unordered_map<RoomId, Owned> slots_;  // as of version_
    std::int64_t version_ = -1;                // PRAGMA data_version: moves with each commit
};

}  // namespace candour::log
