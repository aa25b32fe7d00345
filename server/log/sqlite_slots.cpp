#include "server/log/sqlite_slots.hpp"

#include "server/log/limits.hpp"
#include "server/log/room_log.hpp"
#include "server/log/sqlite_error.hpp"

#include <algorithm>
#include <system_error>

namespace candour::log {
namespace {

RoomId room_in(const SQLite::Column& column) {
    RoomId room;
    if (column.getBytes() != static_cast<int>(room.bytes.size()))
        throw std::system_error(LogError::damaged);
    const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
    std::copy_n(bytes, room.bytes.size(), room.bytes.begin());
    return room;
}

}  // namespace

SqliteSlots::SqliteSlots(SQLite::Database& database) : database_(database) {
    SQLite::Statement query(database_, "SELECT slot, room, sealed, erasing FROM slots");
    while (query.executeStep()) {
        Place place{.slot = query.getColumn(0).getInt64(),
                    .sealed = query.getColumn(2).getInt() != 0};
        const RoomId room = room_in(query.getColumn(1));
        count_ = std::max(count_, place.slot);
        if (room == no_room) {
            (query.getColumn(3).getInt() != 0 ? to_erase_ : free_).push_back(place.slot);
            continue;
        }
        if (!place.sealed) look_for_newest(place);
        if (!rooms_.emplace(room, place).second) throw std::system_error(LogError::damaged);
    }
}

/// One damaged page must not close all rooms: it is the business of whoever reads that room.
void SqliteSlots::look_for_newest(Place& place) {
    const std::error_code error = attempt([&] {
        const std::string newest = "SELECT ifnull(max(number), 0) FROM " + table_of(place.slot);
        place.last = static_cast<std::uint64_t>(database_.execAndGet(newest).getInt64());
    });
    if (error && error != LogError::damaged) throw std::system_error(error);
    place.damaged = static_cast<bool>(error);
}

bool SqliteSlots::takes_batches(const RoomId& room) const {
    const auto found = rooms_.find(room);
    return found == rooms_.end() || (!found->second.sealed && !found->second.damaged);
}

std::uint64_t SqliteSlots::last(const RoomId& room) const {
    const auto found = rooms_.find(room);
    return found == rooms_.end() ? 0 : found->second.last;
}

void SqliteSlots::append(const RoomId& room, std::uint64_t number, const std::string& bytes) {
    Place& place = place_of(room);
    insert(place.slot, number, bytes);
    place.last = number;
}

void SqliteSlots::remove_from(const RoomId& room, std::uint64_t number) {
    if (number == 1) return forget(room);
    Place& place = place_of(room);
    SQLite::Statement remove(database_,
                             "DELETE FROM " + table_of(place.slot) + " WHERE number >= ?");
    remove.bind(1, static_cast<std::int64_t>(number));
    remove.exec();
    place.last = number - 1;
}

void SqliteSlots::seal(const RoomId& room, const std::string& sealed) {
    forget(room);
    const Slot slot = take_slot(room);
    set(slot, room, true, false);
    insert(slot, 0, with_digest(room, sealed));
    rooms_[room] = {.slot = slot, .sealed = true};
}

void SqliteSlots::forget(const RoomId& room) {
    const auto found = rooms_.find(room);
    if (found == rooms_.end()) return;
    const Slot slot = found->second.slot;
    set(slot, no_room, false, true);
    inserts_.erase(slot);
    rooms_.erase(found);
    to_erase_.push_back(slot);
}

bool SqliteSlots::is_any_live() const {
    return std::ranges::any_of(rooms_, [](const auto& each) { return !each.second.sealed; });
}

void SqliteSlots::erase_some() {
    const Slot slot = to_erase_.back();
    const std::string table = table_of(slot);
    SQLite::Statement rows(database_,
                           "SELECT number, length(bytes) FROM " + table + " ORDER BY number");
    std::int64_t bytes = 0;
    while (rows.executeStep()) {
        const std::int64_t number = rows.getColumn(0).getInt64();
        bytes += rows.getColumn(1).getInt64();
        if (bytes < limits::erase_piece_bytes) continue;
        SQLite::Statement remove(database_, "DELETE FROM " + table + " WHERE number <= ?");
        remove.bind(1, number);
        rows.reset();
        remove.exec();
        return;
    }
    // Without a WHERE, SQLite frees the table's pages whole, and secure_delete fills them with
    // zeros: copies of rows that the deletions before have left on them go too.
    database_.exec("DELETE FROM " + table);
    set(slot, no_room, false, false);
    to_erase_.pop_back();
    free_.push_back(slot);
}

SqliteSlots::Place& SqliteSlots::place_of(const RoomId& room) {
    const auto found = rooms_.find(room);
    if (found != rooms_.end()) return found->second;
    const Slot slot = take_slot(room);
    set(slot, room, false, false);
    return rooms_[room] = Place{.slot = slot};
}

Slot SqliteSlots::take_slot(const RoomId& room) {
    if (free_.empty()) add_slots();
    std::swap(free_[std::hash<RoomId>{}(room) % free_.size()], free_.back());
    const Slot slot = free_.back();
    free_.pop_back();
    return slot;
}

void SqliteSlots::add_slots() {
    for (int i = 0; i < limits::slots_at_a_time; ++i) {
        const Slot slot = ++count_;
        database_.exec("CREATE TABLE " + table_of(slot) +
                       " (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        SQLite::Statement add(database_, "INSERT INTO slots VALUES (?, ?, 0, 0)");
        add.bind(1, slot);
        add.bindNoCopy(2, no_room.bytes.data(), static_cast<int>(no_room.bytes.size()));
        add.exec();
        free_.push_back(slot);
    }
}

void SqliteSlots::set(Slot slot, const RoomId& room, bool sealed, bool erasing) {
    SQLite::Statement set(database_,
                          "UPDATE slots SET room = ?, sealed = ?, erasing = ? WHERE slot = ?");
    set.bindNoCopy(1, room.bytes.data(), static_cast<int>(room.bytes.size()));
    set.bind(2,
             sealed ? 1 : 0);  // 0 and 1 have no byte of their own, so that the row keeps its size
    set.bind(3, erasing ? 1 : 0);
    set.bind(4, slot);
    set.exec();
}

void SqliteSlots::insert(Slot slot, std::uint64_t number, const std::string& bytes) {
    if (inserts_.size() > limits::max_prepared) inserts_.clear();
    auto found = inserts_.find(slot);
    if (found == inserts_.end()) {
        SQLite::Statement made(database_, "INSERT INTO " + table_of(slot) + " VALUES (?, ?)");
        found = inserts_.emplace(slot, std::move(made)).first;
    }
    SQLite::Statement& statement = found->second;
    statement.bind(1, static_cast<std::int64_t>(number));
    statement.bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
    statement.exec();
    statement.reset();
}

}  // namespace candour::log
