// LogFolder: the data folder, closed to everybody else: other users by its modes, other processes
// by a lock.
#pragma once

#include <filesystem>

namespace candour::log {

/// Owner: a SqliteLog. Thread: its owner's. Lifetime: the log's; the lock ends with it, or with the
/// process however it dies.
class LogFolder {
public:
    /// Makes the folder (0700) and the database file (0600) when they are not there, and takes the
    /// lock. Throws std::system_error: LogError::in_use when another process has it.
    explicit LogFolder(const std::filesystem::path& folder);
    LogFolder(const LogFolder&) = delete;
    LogFolder& operator=(const LogFolder&) = delete;
    ~LogFolder();

    [[nodiscard]] const std::filesystem::path& database() const noexcept { return database_; }
    [[nodiscard]] std::filesystem::path write_ahead_log() const;

private:
    std::filesystem::path database_;
    int lock_ = -1;
};

}  // namespace candour::log
