// FaultyVfs: a SQLite VFS over the real one whose disk fails, fills up or loses power when told to.
#pragma once

#include "tests/seeds.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candour::log {

enum class Fault : std::uint8_t {
    io_error,     // nothing happens, EIO
    full,         // nothing happens, ENOSPC
    short_write,  // half of it is written, ENOSPC (a sync does nothing, EIO)
    late_error,   // it happens, yet EIO is said
};

inline constexpr Fault faults[] = {Fault::io_error, Fault::full, Fault::short_write,
                                   Fault::late_error};

/// Counts every write, sync and truncation of the databases opened through it (not what the
/// wal-index in shared memory does), and lets those fail whose number is in a range.
///
/// Owner and lifetime: a test; longer than the logs that use it. Thread: any.
class FaultyVfs {
public:
    FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;
    ~FaultyVfs();

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// How many operations there have been.
    [[nodiscard]] std::uint64_t operations() const;
    /// `count` operations fail, the next one but `after` first.
    void fail(Fault fault,
              std::uint64_t after,
              std::uint64_t count = std::numeric_limits<std::uint64_t>::max());
    void heal();
    /// Faults are for files whose names end like this; all others are well.
    void fail_only(std::string ending);
    /// How many operations there have been on files whose names end like this.
    [[nodiscard]] std::uint64_t operations_on(std::string_view ending) const;
    /// How many operations were failed.
    [[nodiscard]] std::uint64_t failures() const;
    /// How often something was written into a file without a name, which SQLite makes in the folder
    /// for temporary files.
    [[nodiscard]] std::uint64_t temporary_writes() const { return temporary_writes_; }
    /// While `broken`, nothing can be read.
    void break_reads(bool broken) { reads_are_broken_ = broken; }

    /// While `broken`, no file can be opened; those that are open serve on.
    void break_opening(bool broken) { opening_is_broken_ = broken; }

    /// Calls `before` on the thread of each operation. Call it before a log is opened.
    void call_before(std::function<void()> before);
    /// The same, and keeps for each file what is synced and what is only written.
    void watch_power(std::function<void()> before);
    /// What the files would hold if the power went now: all that was synced, and of what was
    /// written since any part: in any order, whole or torn at a sector. Names are without folder.
    /// Only inside `before`.
    [[nodiscard]] std::map<std::string, std::string> without_power(seeds::Dice& dice) const;

private:
    struct Write {
        std::uint64_t at = 0;
        std::string bytes;
    };
    struct Truncation {
        std::uint64_t size = 0;
    };
    using Change = std::variant<Write, Truncation>;
    struct Image {
        std::string synced;
        std::vector<Change> since;
    };
    struct File;     // what SQLite has in its hands
    struct Methods;  // its functions

    [[nodiscard]] bool next_fails(const char* path, Fault& fault);
    void note(const std::string& path, Change change);
    void note_sync(const std::string& path);
    void note_open(const std::string& path);
    void note_removal(const std::string& path);
    static void apply(std::string& bytes, const Change& change);

    std::string name_;
    sqlite3_vfs* real_;
    sqlite3_vfs vfs_{};

    std::atomic<bool> reads_are_broken_ = false;
    std::atomic<bool> opening_is_broken_ = false;
    std::atomic<std::uint64_t> temporary_writes_ = 0;
    mutable std::mutex mutex_;  // guards what follows, save that these two are set once
    std::uint64_t operations_ = 0;
    std::map<std::string, std::uint64_t, std::less<>> operations_on_;  // by path
    std::uint64_t fail_from_ = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t fail_count_ = 0;
    std::uint64_t failures_ = 0;
    std::string only_;
    Fault fault_ = Fault::io_error;
    std::function<void()> before_;
    bool watches_power_ = false;
    std::map<std::string, Image> images_;
};

}  // namespace candour::log
