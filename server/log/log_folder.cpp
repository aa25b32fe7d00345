#include "server/log/log_folder.hpp"

#include "server/log/room_log.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace candour::log {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

constexpr const char* lock_name = "candour.lock";

/// All that a server leaves in its data folder.
constexpr std::array<std::string_view, 6> our_files{
    "candour.db", "candour.db-journal", "candour.db-shm", "candour.db-wal", lock_name, "keys"};

/// A file descriptor that ends with its scope.
class Opened {
public:
    Opened(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0) fail(path);
    }
    Opened(Opened&& other) noexcept : descriptor_(other.release()) {}
    Opened& operator=(Opened&&) = delete;
    ~Opened() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const noexcept { return descriptor_; }
    int release() noexcept { return std::exchange(descriptor_, -1); }

private:
    int descriptor_;
};

/// Makes the names in a folder durable.
void sync(const std::filesystem::path& path) {
    const Opened folder{path, O_RDONLY | O_DIRECTORY};
    if (::fsync(folder.get()) != 0) fail(path);
}

/// Makes a folder that is not there, and those above it, each with a name that lasts.
void make(const std::filesystem::path& folder) {
    if (std::filesystem::is_directory(folder)) return;
    // Of `data/` the parent is `data`, as of `data/.`: made first, it is there.
    const std::filesystem::path parent = folder.has_parent_path() ? folder.parent_path() : ".";
    if (parent != folder) make(parent);
    std::filesystem::create_directory(folder);
    sync(parent);
}

/// Whether nothing but ours is in it: the modes of a folder that others use too, /tmp for one, are
/// not ours to change. (Nor does our own file make it ours: the second start would find that.)
bool is_ours_alone(const std::filesystem::path& folder) {
    struct ::stat status {};
    if (::stat(folder.c_str(), &status) != 0) fail(folder);
    if (status.st_uid != ::geteuid()) return false;
    const std::filesystem::directory_iterator files{folder};
    return std::all_of(begin(files), end(files), [](const auto& entry) {
        return std::ranges::count(our_files, entry.path().filename().string()) > 0;
    });
}

void set_mode(const Opened& file, const std::filesystem::path& path, mode_t mode) {
    if (::fchmod(file.get(), mode) != 0) fail(path);
}

/// The process's mask may have taken bits away, an earlier owner may have left some.
Opened close_to_others(const std::filesystem::path& path, int flags) {
    Opened file{path, O_RDWR | O_NOFOLLOW | flags};
    set_mode(file, path, 0600);
    return file;
}

/// The descriptor of the lock. It ends with that.
int lock(const std::filesystem::path& folder) {
    Opened file = close_to_others(folder / lock_name, O_CREAT);
    // flock, as a lock of fcntl's would end when SQLite closes some other descriptor of the file.
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) throw std::system_error(LogError::in_use, folder.string());
        fail(folder);
    }
    return file.release();
}

}  // namespace

LogFolder::LogFolder(const std::filesystem::path& folder)
    : folder_(folder), database_(folder / "candour.db") {
    make(folder);
    if (is_ours_alone(folder)) set_mode(Opened{folder, O_RDONLY | O_DIRECTORY}, folder, 0700);

    lock_ = lock(folder);
}

LogFolder::~LogFolder() {
    ::close(lock_);
}

void LogFolder::make_database() const {
    close_to_others(database_, O_CREAT);
    sync(folder_);
}

void LogFolder::take_again() {
    struct ::stat ours {};
    struct ::stat there {};
    const std::filesystem::path path = folder_ / lock_name;
    if (::fstat(lock_, &ours) != 0) fail(path);
    const bool is_there = ::stat(path.c_str(), &there) == 0;
    if (!is_there || ours.st_dev != there.st_dev || ours.st_ino != there.st_ino)
        ::close(std::exchange(lock_, lock(folder_)));
    close_to_others(database_, 0);
}

std::filesystem::path LogFolder::write_ahead_log() const {
    std::filesystem::path path = database_;
    return path += "-wal";
}

}  // namespace candour::log
