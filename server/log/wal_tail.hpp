// What stands at the end of a write-ahead log, seen before SQLite reads it: SQLite takes everything
// up to the last transaction that checks out, and drops the rest without a word.
#pragma once

#include <cstdint>
#include <iosfwd>

namespace candour::log {

struct WalTail {
    /// In frames after the last finished transaction, none of which finishes one: a process or
    /// machine died while writing it. Nothing in it was ever acked.
    std::uint64_t unfinished_bytes = 0;
    /// From the last finished transaction that can be read to the last one that cannot: something
    /// has changed the file, and acked answers may be lost. (A transaction that failed on its fsync
    /// and was then partly overwritten by another looks like this as well.)
    std::uint64_t damaged_bytes = 0;
    friend bool operator==(const WalTail&, const WalTail&) = default;
};

/// Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. Any bytes may come.
[[nodiscard]] WalTail read_wal_tail(std::istream& wal);

}  // namespace candour::log
