// What stands at the end of a write-ahead log, seen before SQLite reads it: SQLite takes everything
// up to the last transaction that checks out, and drops the rest without a word.
#pragma once

#include <cstdint>
#include <iosfwd>

namespace candour::log {

struct WalTail {
    /// In frames after the last finished transaction that can be read, when all of them chain well
    /// but perhaps the very last: a process or machine died while writing it. SQLite writes a
    /// frame's header, which says whether it finishes a transaction, and then its page: over older
    /// frames, a new header may stand before an old page. Nothing in it was ever acked. (A byte
    /// that changed in the very last finishing frame looks like this as well, and what is lost then
    /// is the last transaction.)
    std::uint64_t unfinished_bytes = 0;
    /// From the last finished transaction that can be read to the last one that cannot, when more
    /// was written behind the first bad frame: something has changed the file, and acked answers
    /// may be lost. (A transaction that failed on its fsync and was then partly overwritten by
    /// another looks like this as well.)
    std::uint64_t damaged_bytes = 0;
    friend bool operator==(const WalTail&, const WalTail&) = default;
};

/// Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. Any bytes may come.
[[nodiscard]] WalTail read_wal_tail(std::istream& wal);

}  // namespace candour::log
