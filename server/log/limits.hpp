// What the log on SQLite budgets, with its unit in its name and its reason beside it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace candour::log::limits {

/// Pages of 4 kB in the write-ahead log from which an idle moment is used to move them: one such
/// checkpoint takes 1 to 3 ms, and a commit tick leaves 9.
inline constexpr int checkpoint_when_idle_pages = 256;
/// From here on it is done even while others wait: the file has 16 MB.
inline constexpr int checkpoint_always_pages = 4'096;
/// How soon to look again whether the reader that keeps the write-ahead log from being cut has
/// gone.
inline constexpr std::chrono::milliseconds erase_retry{5};
/// How long the cutting of the write-ahead log waits for a reader; each reads for less.
inline constexpr std::chrono::milliseconds reader_patience{20};
/// More than 8 MB of results are not written anew: a room that begins just then has to wait for it
/// (half a second, on a busy machine of two cores), and the copy is made in memory.
inline constexpr int max_pages_written_anew = 2'048;
/// What a reader takes at once. A piece takes well under a millisecond to read, and sealing waits
/// for no more than one.
inline constexpr std::size_t read_piece_bytes = 1U << 20U;
/// How much is overwritten in one transaction, so that answers do not wait long for it.
inline constexpr std::int64_t erase_piece_bytes = 1 << 20;
/// New slots come several at a time, and a room takes one of them by its own random id: which slot
/// it has says little of when it began. Not many, as making a table takes longer the more there
/// are.
inline constexpr int slots_at_a_time = 4;
/// Prepared statements, one for each live room that a machine usually has; each has about 3 kB.
inline constexpr std::size_t max_prepared = 1'024;

}  // namespace candour::log::limits
