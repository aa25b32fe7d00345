// The shelf's database file: how it is opened and what is in it. Private to server/shelf.
//
// Schema 1. `workspaces`, `links` and `boxes` hold what browsers have sealed, the hashes of their
// tokens, and counters. There is one date a workspace, of the month in which it was last used.
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>

namespace candour::shelf {

inline constexpr int shelf_application_id = 0x434E4457;  // "CNDW"
inline constexpr int shelf_schema_version = 1;

/// Closed to other users (0600) before SQLite writes to it. An empty path keeps all in memory.
/// Throws std::system_error for a file that is not ours or from a later version, and
/// SQLite::Exception.
[[nodiscard]] std::unique_ptr<SQLite::Database> open_shelf(const std::filesystem::path& file);

}  // namespace candour::shelf
