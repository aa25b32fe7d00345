// LogFolder: the data folder, closed to everybody else: other users by modes, other processes by a
// lock.
#pragma once

#include <filesystem>

namespace candour::log {

/// Owner: a SqliteLog. Thread: its owner's. Lifetime: the log's; the lock ends with it, or with the
/// process however it dies.
class LogFolder {
public:
    /// Makes the folder when it is not there, closes it to others (0700) when nothing but ours is
    /// in it, and takes the lock. Throws std::system_error: LogError::in_use when another process
    /// has it.
    explicit LogFolder(const std::filesystem::path& folder);
    LogFolder(const LogFolder&) = delete;
    LogFolder& operator=(const LogFolder&) = delete;
    ~LogFolder();

    /// Makes the database file when it is not there, and closes it to others (0600): before SQLite
    /// does, which would leave it to the mask who can read it. Throws std::system_error.
    void make_database() const;
    /// The same for files that somebody has put in the place of those that there were: makes no
    /// database, and takes the lock that is there now, which another process may have.
    void take_again();

    [[nodiscard]] const std::filesystem::path& database() const noexcept { return database_; }
    [[nodiscard]] std::filesystem::path write_ahead_log() const;

private:
    std::filesystem::path folder_;
    std::filesystem::path database_;
    int lock_ = -1;
};

}  // namespace candour::log
