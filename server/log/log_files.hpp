// Which files stand under the log's names. SQLite does not look: it goes on writing into files that
// were removed, and whoever starts next finds nothing of it. Private to server/log.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace candour::log {

/// In bytes. A write-ahead log that is no longer has nothing in it.
inline constexpr std::uintmax_t wal_header_size = 32;

/// What a path names at a moment.
struct NamedFile {
    dev_t device = 0;
    ino_t inode = 0;  // 0: nothing
    std::uintmax_t size = 0;

    [[nodiscard]] bool is_there() const noexcept { return inode != 0; }
    [[nodiscard]] bool is(const NamedFile& other) const noexcept {
        return device == other.device && inode == other.inode;
    }
    friend bool operator==(const NamedFile&, const NamedFile&) = default;
};

struct LogFiles {
    NamedFile database;
    NamedFile wal;
    friend bool operator==(const LogFiles&, const LogFiles&) = default;
};

/// Two calls of stat. Throws std::system_error when it cannot be told what is there.
[[nodiscard]] LogFiles files_of(const std::filesystem::path& database);

}  // namespace candour::log
