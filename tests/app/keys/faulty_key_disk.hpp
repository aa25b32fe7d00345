// FaultyKeyDisk: the real disk, which fails or fills up when told to, and says what would be left
// of it without power.
#pragma once

#include "server/app/keys/key_disk.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>

namespace candour::app {

enum class DiskFault : std::uint8_t {
    io_error,     // nothing happens, EIO
    full,         // nothing happens, ENOSPC
    short_write,  // half of it is written, ENOSPC (anything else: nothing happens)
    late_error,   // it happens, yet EIO is said
};

inline constexpr DiskFault disk_faults[] = {DiskFault::io_error, DiskFault::full,
                                            DiskFault::short_write, DiskFault::late_error};

/// Owner and lifetime: a test; longer than its stores. Thread: one.
class FaultyKeyDisk final : public KeyDisk {
public:
    [[nodiscard]] ssize_t write(int descriptor, std::span<const std::uint8_t> bytes) override;
    [[nodiscard]] int fsync(int descriptor) override;
    [[nodiscard]] int rename(const std::filesystem::path& from,
                             const std::filesystem::path& to) override;
    [[nodiscard]] int unlink(const std::filesystem::path& path) override;

    static constexpr int all = std::numeric_limits<int>::max();

    /// How many operations there have been.
    [[nodiscard]] int operations() const noexcept { return operations_; }
    /// `count` operations fail, the next one but `after` first.
    void fail(DiskFault fault, int after, int count);
    void heal() { fail_count_ = 0; }
    /// A write takes no more than so many bytes; before each there is a signal.
    void take_at_once(std::size_t bytes) { at_once_ = bytes; }

    /// Whether a name is on the disk for good; since when it is there does not matter.
    [[nodiscard]] bool has_name(const std::filesystem::path& path) const;
    /// What is on the disk for good of the file that has this name, or of one that had it.
    [[nodiscard]] std::string synced(const std::filesystem::path& path) const;
    /// Whether names were given to bytes that were not on the disk yet. Of the two the name may get
    /// there first.
    [[nodiscard]] bool has_renamed_unsynced() const noexcept { return has_renamed_unsynced_; }

private:
    [[nodiscard]] bool fails();
    /// What to give when it fails, or may be told so late; `done` is what it gave.
    [[nodiscard]] int told(bool failed, int done) const;

    int operations_ = 0;
    int fail_from_ = 0;
    int fail_count_ = 0;
    DiskFault fault_ = DiskFault::io_error;
    std::size_t at_once_ = std::numeric_limits<std::size_t>::max();
    bool is_interrupted_ = false;

    std::map<std::filesystem::path, ino_t> names_;    // as of the last sync of their folder
    std::map<std::filesystem::path, ino_t> renamed_;  // whether that is on the disk or not
    std::map<ino_t, std::string> bytes_;              // as of the last sync of the file
    bool has_renamed_unsynced_ = false;
};

}  // namespace candour::app
