#include "server/log/log_folder.hpp"

#include "server/log/room_log.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace candour::log {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

/// A file descriptor that ends with its scope.
class Opened {
public:
    Opened(const std::filesystem::path& path, int flags, mode_t mode)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0) fail(path);
        // The process's mask may have taken bits away, an earlier owner may have left some.
        if (::fchmod(descriptor_, mode) != 0) {
            const int error = errno;
            ::close(descriptor_);
            errno = error;
            fail(path);
        }
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const noexcept { return descriptor_; }
    int release() noexcept { return std::exchange(descriptor_, -1); }

private:
    int descriptor_;
};

/// Makes the names in a folder durable.
void sync(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail(folder);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    errno = error;
    if (result != 0) fail(folder);
}

}  // namespace

LogFolder::LogFolder(const std::filesystem::path& folder) : database_(folder / "candour.db") {
    if (std::filesystem::create_directories(folder))
        sync(std::filesystem::absolute(folder).lexically_normal().parent_path());
    const Opened opened{folder, O_RDONLY | O_DIRECTORY, 0700};

    Opened lock{folder / "candour.lock", O_RDWR | O_CREAT | O_NOFOLLOW, 0600};
    // flock, as a lock of fcntl's would end when SQLite closes some other descriptor of the file.
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) throw std::system_error(LogError::in_use, folder.string());
        fail(folder);
    }
    // Before SQLite makes it, which would leave it to the mask who can read it.
    const Opened database{database_, O_RDWR | O_CREAT | O_NOFOLLOW, 0600};
    sync(folder);
    lock_ = lock.release();
}

LogFolder::~LogFolder() {
    ::close(lock_);
}

std::filesystem::path LogFolder::write_ahead_log() const {
    std::filesystem::path path = database_;
    return path += "-wal";
}

}  // namespace candour::log
