// The database file: how it is opened, what is in it, how an older one becomes a newer one.
// Private to server/log.
//
// Schema 1. Each room has a slot: a table of its own, `batches_N`, whose rows are its batches under
// their numbers. Rooms never share a page of the file. In one table for all rooms they would, and
// SQLite's secure_delete leaves copies of deleted rows on pages that others still use: it does not
// clear what moving rows between pages leaves behind. (Measured with 3.40: of 20 rooms deleted from
// among 40, pieces of 2 to 6 could still be read.) A room's pages become free as a whole, and are
// then overwritten with zeros as a whole; tests/log/canary_test.cpp looks.
//
// `slots` says whose each slot is. A row is always overwritten by one of the same size, in its
// place, so that no copy of a room's id remains either. Slots are used again. A room that is sealed
// gets another slot, with one row under the number 0: 32 bytes of SHA-256, then the sealed results.
// Its old slot becomes nobody's with `erasing` set, until its rows have been overwritten, a part at
// a time.
//
// There are no times anywhere (rule A6).
#pragma once

#include "protocol/cpp/ids.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace candour::log {

inline constexpr std::int32_t sqlite_application_id = 0x434E4452;  // "CNDR"
inline constexpr int sqlite_schema_version = 1;

/// Stands in `slots` for nobody.
inline constexpr RoomId no_room{};

using Slot = std::int64_t;

[[nodiscard]] inline std::string table_of(Slot slot) {
    return "batches_" + std::to_string(slot);
}

/// Both throw SQLite::Exception. `vfs` is the name of a registered SQLite VFS; empty for the
/// default.
[[nodiscard]] std::unique_ptr<SQLite::Database> open_to_write(const std::filesystem::path& file,
                                                              const std::string& vfs);
[[nodiscard]] std::unique_ptr<SQLite::Database> open_to_read(const std::filesystem::path& file,
                                                             const std::string& vfs);

/// Lays out a new file, or brings one of an earlier version to this one. Throws std::system_error
/// with LogError::foreign for a file that is not ours and LogError::newer for one from a later
/// version, and leaves it untouched.
void prepare_schema(SQLite::Database& database);

/// Takes the steps that a database lacks; step i brings version i to i + 1. In one transaction:
/// what fails half-way leaves the version that there was, which the program that wrote it can still
/// open.
void migrate(SQLite::Database& database, std::span<const char* const> steps);

/// What stands in row 0 of a sealed room's slot.
[[nodiscard]] std::string with_digest(const RoomId& room, const std::string& sealed);
/// Gives false when `bytes` are not as they were written for this room.
[[nodiscard]] bool take_digest(const RoomId& room, std::string& bytes);

}  // namespace candour::log
