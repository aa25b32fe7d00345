// What a database's files say before SQLite opens them. SQLite may change them by that alone: it
// moves a write-ahead log that it finds into the database when it closes it, and deletes one that
// it finds beside an empty database. Private to server/log.
#pragma once

#include <filesystem>

namespace candour::log {

/// Gives whether there is nothing yet: no file, or an empty one. Throws std::system_error with what
/// is certain from the files alone: LogError::foreign, LogError::newer, or LogError::damaged for a
/// write-ahead log whose database is gone; or with the system's error. The rest is left to
/// prepare_schema.
///
/// Not while this process has the database open: closing a file ends all locks that a process has
/// on it (POSIX, fcntl), and SQLite's with them.
[[nodiscard]] bool look_before_opening(const std::filesystem::path& database);

}  // namespace candour::log
