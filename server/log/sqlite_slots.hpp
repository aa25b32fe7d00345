// SqliteSlots: which room has which table, and what is done to its rows. Private to server/log.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/log/sqlite_schema.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace candour::log {

/// What stands in memory is what stands in the file, plus what the current transaction did: after a
/// rollback make a new one. All functions throw SQLite::Exception and std::system_error, and all
/// that change anything are called inside a transaction.
///
/// Owner: a SqliteStore. Thread: its writer's. Lifetime: until a rollback, or the connection's.
class SqliteSlots {
public:
    explicit SqliteSlots(SQLite::Database& database);

    /// Whether the room's batches can go on where they are: it is not sealed, nor its table
    /// damaged.
    [[nodiscard]] bool takes_batches(const RoomId& room) const;
    /// The number of the room's newest batch; 0 when there is none.
    [[nodiscard]] std::uint64_t last(const RoomId& room) const;

    void append(const RoomId& room, std::uint64_t number, const std::string& bytes);
    /// Takes back what was appended from this number on.
    void remove_from(const RoomId& room, std::uint64_t number);
    /// The room's old slot becomes nobody's and is to be erased, a new one holds the results.
    void seal(const RoomId& room, const std::string& sealed);
    void forget(const RoomId& room);

    [[nodiscard]] bool is_something_to_erase() const noexcept { return !to_erase_.empty(); }
    /// Whether a room that is not sealed has batches.
    [[nodiscard]] bool is_any_live() const;
    /// Overwrites some of what is to be erased: so much that others wait no more than a few
    /// milliseconds.
    void erase_some();

private:
    struct Place {
        Slot slot = 0;
        std::uint64_t last = 0;
        bool sealed = false;
        bool damaged = false;  // what is there is kept as it is, and the other rooms live
    };

    [[nodiscard]] Place& place_of(const RoomId& room);
    void look_for_newest(Place& place);
    [[nodiscard]] Slot take_slot(const RoomId& room);
    void add_slots();
    void set(Slot slot, const RoomId& room, bool sealed, bool erasing);
    void insert(Slot slot, std::uint64_t number, const std::string& bytes);

    SQLite::Database& database_;
    /// One per slot in use, as preparing costs more than inserting.
    std::unordered_map<Slot, SQLite::Statement> inserts_;
    std::unordered_map<RoomId, Place> rooms_;
    std::vector<Slot> free_;
    std::vector<Slot> to_erase_;
    Slot count_ = 0;
};

}  // namespace candour::log
