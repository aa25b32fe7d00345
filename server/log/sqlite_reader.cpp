#include "server/log/sqlite_reader.hpp"

#include "server/log/limits.hpp"
#include "server/log/log_files.hpp"
#include "server/log/sqlite_error.hpp"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

namespace candour::log {
namespace {

std::string text_of(const SQLite::Column& column) {
    if (!column.isBlob()) throw std::system_error(LogError::damaged);
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return {bytes, static_cast<std::size_t>(column.getBytes())};
}

}  // namespace

SqliteReader::SqliteReader(std::filesystem::path file, std::string vfs)
    : file_(std::move(file)), vfs_(std::move(vfs)) {}

std::unique_lock<std::mutex> SqliteReader::let_go() {
    std::unique_lock lock{mutex_};
    database_ = nullptr;
    version_ = -1;
    return lock;
}

void SqliteReader::connect() {
    // SQLite would make another write-ahead log in the place of one that was removed under the
    // writer's hands, and look into that one for what stands in the other.
    if (!files_of(file_).wal.is_there())
        throw std::system_error(std::make_error_code(std::errc::io_error));
    database_ = open_to_read(file_, vfs_);
}

template <class Work>
std::error_code SqliteReader::inside(Work&& work) {
    const auto error = attempt([&] {
        if (database_ == nullptr) connect();
        database_->exec("BEGIN");
        work();
        database_->exec("COMMIT");
    });
    // A new connection also ends the transaction, and what was wrong with the old one.
    if (error) {
        database_ = nullptr;
        version_ = -1;
    }
    return error;
}

bool SqliteReader::owns(Slot slot, const RoomId& room) {
    SQLite::Statement query(*database_, "SELECT room FROM slots WHERE slot = ?");
    query.bind(1, slot);
    if (!query.executeStep()) return false;
    return text_of(query.getColumn(0)) == std::string(room.bytes.begin(), room.bytes.end());
}

void SqliteReader::look_at_slots() {
    const auto version = database_->execAndGet("PRAGMA data_version").getInt64();
    if (version == version_) return;
    slots_.clear();
    SQLite::Statement query(*database_, "SELECT slot, room, sealed FROM slots");
    while (query.executeStep()) {
        const std::string bytes = text_of(query.getColumn(1));
        RoomId room;
        if (bytes.size() != room.bytes.size()) throw std::system_error(LogError::damaged);
        std::ranges::copy(bytes, room.bytes.begin());
        if (room == no_room) continue;
        slots_[room] = {query.getColumn(0).getInt64(), query.getColumn(2).getInt() != 0};
    }
    version_ = version;
}

std::optional<SqliteReader::Owned> SqliteReader::find(const RoomId& room) {
    // Rooms rarely move, so what was seen last is tried first: looking at all slots for each piece
    // of each room would take long where there are many rooms.
    auto found = slots_.find(room);
    if (found == slots_.end() || !owns(found->second.slot, room)) {
        look_at_slots();
        found = slots_.find(room);
    }
    if (found == slots_.end()) return std::nullopt;
    return found->second;
}

SqliteReader::Piece SqliteReader::read_piece(const RoomId& room, std::uint64_t from) {
    Piece piece;
    const std::scoped_lock lock{mutex_};
    piece.error = inside([&] {
        const auto owned = find(room);
        if (!owned) {
            piece.is_last = true;
            return;
        }
        SQLite::Statement query(*database_, "SELECT number, bytes FROM " + table_of(owned->slot) +
                                                " WHERE number >= ? ORDER BY number");
        query.bind(1, static_cast<std::int64_t>(from));
        for (std::size_t size = 0; size < limits::read_piece_bytes;) {
            if (!query.executeStep()) {
                piece.is_last = true;
                return;
            }
            const auto number = static_cast<std::uint64_t>(query.getColumn(0).getInt64());
            if (number != from++) throw std::system_error(LogError::damaged);
            piece.records.push_back({room, BatchNumber{number}, text_of(query.getColumn(1))});
            size += piece.records.back().bytes.size() + sizeof(Record);
        }
    });
    return piece;
}

std::error_code SqliteReader::read(const RoomId& room,
                                   BatchNumber from,
                                   const std::function<void(const Record&)>& each) {
    std::uint64_t next =
        std::max<std::uint64_t>(from.value(), 1);  // 0 is where sealed results stand
    for (;;) {
        const Piece piece = read_piece(room, next);
        for (const Record& record : piece.records) each(record);
        if (piece.error || piece.is_last) return piece.error;
        next += piece.records.size();
    }
}

std::error_code SqliteReader::rooms(std::vector<RoomId>& out) {
    const std::scoped_lock lock{mutex_};
    return inside([&] {
        look_at_slots();
        for (const auto& [room, owned] : slots_)
            if (!owned.sealed) out.push_back(room);
    });
}

std::error_code SqliteReader::sealed(
    const std::function<void(const RoomId&, const std::string&)>& each) {
    std::vector<RoomId> rooms;
    {
        const std::scoped_lock lock{mutex_};
        const auto error = inside([&] {
            look_at_slots();
            for (const auto& [room, owned] : slots_)
                if (owned.sealed) rooms.push_back(room);
        });
        if (error) return error;
    }
    std::error_code damage;
    for (const RoomId& room : rooms) {
        std::string bytes;
        bool is_there = false;
        {
            const std::scoped_lock lock{mutex_};
            const auto error = inside([&] {
                const auto owned = find(room);
                if (!owned || !owned->sealed) return;  // forgotten meanwhile
                SQLite::Statement query(
                    *database_, "SELECT bytes FROM " + table_of(owned->slot) + " WHERE number = 0");
                is_there = query.executeStep();
                if (!is_there) throw std::system_error(LogError::damaged);
                bytes = text_of(query.getColumn(0));
                if (!take_digest(room, bytes)) throw std::system_error(LogError::damaged);
            });
            // One that is damaged does not hide the others.
            if (error == LogError::damaged)
                damage = error;
            else if (error)
                return error;
            if (error) is_there = false;
        }
        if (is_there) each(room, bytes);
    }
    return damage;
}

}  // namespace candour::log
