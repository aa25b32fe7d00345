#include "server/log/sqlite_store.hpp"

#include "server/log/sqlite_error.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace candour::log {
namespace {

/// New slots come several at a time, and a room takes one of them by its own random id: which slot
/// it has says little of when it began.
constexpr int slots_at_a_time = 16;

/// Enough for every room that a machine has live; a statement has about 3 kB.
constexpr std::size_t max_prepared = 1024;

/// How long truncate_wal waits for a reader; each reads for less.
constexpr int reader_wait_ms = 20;

int keep_wal_size(void* pages, sqlite3*, const char*, int size) {
    *static_cast<int*>(pages) = size;
    return SQLITE_OK;
}

RoomId room_in(const SQLite::Column& column) {
    RoomId room;
    if (column.getBytes() != static_cast<int>(room.bytes.size()))
        throw std::system_error(LogError::damaged);
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    std::copy_n(bytes, room.bytes.size(), room.bytes.begin());
    return room;
}

}  // namespace

SqliteStore::SqliteStore(std::filesystem::path file, std::string vfs)
    : file_(std::move(file)), vfs_(std::move(vfs)) {
    connect();
    // What an earlier process deleted last may still be in its write-ahead log. On a full disk this
    // fails, yet what is there can be read.
    (void)truncate_wal();
}

SqliteStore::~SqliteStore() {
    inserts_.clear();
}

void SqliteStore::connect() {
    inserts_.clear();
    database_ = nullptr;  // first, as closing may still write
    stale_ = true;
    database_ = open_to_write(file_, vfs_);
    database_->setBusyTimeout(reader_wait_ms);
    prepare_schema(*database_);
    sqlite3_wal_hook(database_->getHandle(), &keep_wal_size, &wal_pages_);
    load();
}

void SqliteStore::load() {
    std::unordered_map<RoomId, Place> rooms;
    std::vector<Slot> free;
    slots_ = 0;
    SQLite::Statement query(*database_, "SELECT slot, room, sealed FROM slots");
    while (query.executeStep()) {
        const Slot slot = query.getColumn(0).getInt64();
        const RoomId room = room_in(query.getColumn(1));
        slots_ = std::max(slots_, slot);
        if (room == no_room) {
            free.push_back(slot);
            continue;
        }
        const auto last =
            database_->execAndGet("SELECT ifnull(max(number), 0) FROM " + table_of(slot));
        const Place place{slot, static_cast<std::uint64_t>(last.getInt64()),
                          query.getColumn(2).getInt() != 0};
        if (!rooms.emplace(room, place).second) throw std::system_error(LogError::damaged);
    }
    rooms_ = std::move(rooms);
    free_ = std::move(free);
    stale_ = false;
}

std::error_code SqliteStore::begin() {
    return attempt([this] {
        // One failure is the disk's; if the next try fails too the connection may be what is wrong.
        if (database_ == nullptr || failures_ > 1) {
            connect();
            remove_doubtful();
            failures_ = 1;
        } else if (stale_) {
            load();
        }
        database_->exec("BEGIN IMMEDIATE");
    });
}

std::error_code SqliteStore::commit() {
    const auto error = attempt([this] { database_->exec("COMMIT"); });
    if (error) return error;
    failures_ = 0;
    doubts_.clear();  // whatever was left behind them has been overwritten
    written_.clear();
    return {};
}

void SqliteStore::rollback() noexcept {
    ++failures_;
    stale_ = true;
    doubts_.insert(doubts_.end(), written_.begin(), written_.end());
    written_.clear();
    inserts_.clear();  // a statement that failed stays in its error until it is reset
    if (database_ != nullptr && sqlite3_get_autocommit(database_->getHandle()) == 0)
        (void)database_->tryExec("ROLLBACK");  // what it cannot undo the next connection will
}

/// After "nothing of it is durable" was said, nothing of it may turn up again.
void SqliteStore::remove_doubtful() {
    if (doubts_.empty()) return;
    database_->exec("BEGIN IMMEDIATE");
    for (const Doubt& doubt : doubts_) {
        const auto found = rooms_.find(doubt.room);
        if (found == rooms_.end() || found->second.sealed || found->second.last < doubt.from)
            continue;
        const Place& place = found->second;
        SQLite::Statement remove(*database_,
                                 "DELETE FROM " + table_of(place.slot) + " WHERE number >= ?");
        remove.bind(1, static_cast<std::int64_t>(doubt.from));
        remove.exec();
        if (doubt.from == 1) set_slot(place.slot, no_room, false);
    }
    database_->exec("COMMIT");
    doubts_.clear();
    load();
}

bool SqliteStore::follows(std::span<const Record> records) const {
    std::unordered_map<RoomId, std::uint64_t> last;
    return std::ranges::all_of(records, [&](const Record& record) {
        const auto room = rooms_.find(record.room);
        if (room != rooms_.end() && room->second.sealed) return false;
        const std::uint64_t kept = room == rooms_.end() ? 0 : room->second.last;
        const auto number = last.try_emplace(record.room, kept).first;
        return record.number.value() == ++number->second;
    });
}

std::error_code SqliteStore::append(std::span<const Record> records) {
    return attempt([&] {
        if (!follows(records)) throw std::system_error(LogError::gap);
        for (const Record& record : records) {
            Place& place = place_of(record.room);
            written_.push_back({record.room, record.number.value()});
            insert(place.slot, record.number.value(), record.bytes);
            place.last = record.number.value();
        }
    });
}

std::error_code SqliteStore::seal(const RoomId& room, const std::string& sealed) {
    return attempt([&] {
        Place& place = place_of(room);
        clear(place.slot);
        insert(place.slot, 0, with_digest(room, sealed));
        set_slot(place.slot, room, true);
        place = {place.slot, 0, true};
    });
}

std::error_code SqliteStore::forget(const RoomId& room) {
    return attempt([&] {
        const auto found = rooms_.find(room);
        if (found == rooms_.end()) return;
        const Slot slot = found->second.slot;
        clear(slot);
        set_slot(slot, no_room, false);
        inserts_.erase(slot);
        rooms_.erase(found);
        free_.push_back(slot);
    });
}

SqliteStore::Place& SqliteStore::place_of(const RoomId& room) {
    const auto found = rooms_.find(room);
    if (found != rooms_.end()) return found->second;
    const Slot slot = take_slot(room);
    set_slot(slot, room, false);
    return rooms_[room] = Place{slot, 0, false};
}

Slot SqliteStore::take_slot(const RoomId& room) {
    if (free_.empty()) add_slots();
    const auto chosen = static_cast<std::ptrdiff_t>(std::hash<RoomId>{}(room) % free_.size());
    std::swap(free_[static_cast<std::size_t>(chosen)], free_.back());
    const Slot slot = free_.back();
    free_.pop_back();
    return slot;
}

void SqliteStore::add_slots() {
    for (int i = 0; i < slots_at_a_time; ++i) {
        const Slot slot = ++slots_;
        database_->exec("CREATE TABLE " + table_of(slot) +
                        " (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        SQLite::Statement add(*database_, "INSERT INTO slots VALUES (?, ?, 0)");
        add.bind(1, slot);
        add.bindNoCopy(2, no_room.bytes.data(), static_cast<int>(no_room.bytes.size()));
        add.exec();
        free_.push_back(slot);
    }
}

void SqliteStore::set_slot(Slot slot, const RoomId& room, bool sealed) {
    SQLite::Statement set(*database_, "UPDATE slots SET room = ?, sealed = ? WHERE slot = ?");
    set.bindNoCopy(1, room.bytes.data(), static_cast<int>(room.bytes.size()));
    set.bind(2, sealed ? 1 : 0);  // each without a byte of its own, so that the row keeps its size
    set.bind(3, slot);
    set.exec();
}

void SqliteStore::insert(Slot slot, std::uint64_t number, const std::string& bytes) {
    if (inserts_.size() > max_prepared) inserts_.clear();
    auto found = inserts_.find(slot);
    if (found == inserts_.end())
        found = inserts_
                    .emplace(slot, SQLite::Statement(*database_, "INSERT INTO " + table_of(slot) +
                                                                     " VALUES (?, ?)"))
                    .first;
    SQLite::Statement& statement = found->second;
    statement.bind(1, static_cast<std::int64_t>(number));
    statement.bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
    statement.exec();
    statement.reset();
}

/// Without a WHERE, SQLite frees the table's pages whole, which secure_delete then fills with
/// zeros.
void SqliteStore::clear(Slot slot) {
    database_->exec("DELETE FROM " + table_of(slot));
}

std::error_code SqliteStore::truncate_wal() {
    if (database_ == nullptr) return std::make_error_code(std::errc::io_error);
    int pages = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, &pages, &moved);
    if (code == SQLITE_OK) wal_pages_ = 0;
    return sqlite_error(code);
}

void SqliteStore::checkpoint() noexcept {
    if (database_ == nullptr) return;
    // Should it fail, nothing is lost: the pages stay in the write-ahead log, and the next try
    // moves them. A disk that is full makes itself known by the next append.
    (void)sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                    nullptr, nullptr);
    wal_pages_ = 0;  // the next commit says how long it is
}

}  // namespace candour::log
