// File tables: Linux limits open files (RLIMIT_NOFILE) for each table of them, and a thread may
// have one of its own (unshare(2), CLONE_FILES). So a shard does, and n shards hold n times as many
// connections.
//
// What was opened before keeps its number in the new table, which is how shards reach each other's
// event descriptors; from then on a number means another file in each. So everything that threads
// share (every io_context, the log) is opened before the first call, and what a shard opens it
// closes on its own thread.
#pragma once

#include <system_error>

namespace candour::app {

/// Gives the calling thread a file table of its own.
[[nodiscard]] std::error_code own_file_table();

/// Whether this system lets a thread do that (containers may not): tried on a thread that ends.
[[nodiscard]] bool has_own_file_tables();

}  // namespace candour::app
