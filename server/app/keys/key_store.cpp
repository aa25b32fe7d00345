#include "server/app/keys/key_store.hpp"

#include "protocol/cpp/hex.hpp"
#include "server/app/calendar.hpp"
#include "server/app/keys/key_disk.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace candour::app {
namespace {

std::error_code last_error() {
    return {errno, std::generic_category()};
}

/// A file descriptor. Owner and lifetime: a function. Thread: one.
class File {
public:
    File(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
    [[nodiscard]] bool write(KeyDisk& disk, std::span<const std::uint8_t> bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = disk.write(descriptor_, bytes);
            if (written < 0 && errno == EINTR) continue;
            if (written == 0) errno = EIO;  // there would be no reason to tell
            if (written <= 0) return false;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return true;
    }
    /// How many bytes there were, at most as many as fit; nothing when they could not be read.
    [[nodiscard]] std::optional<std::size_t> read(std::span<std::uint8_t> bytes) const {
        std::size_t filled = 0;
        while (filled < bytes.size()) {
            const ssize_t count = ::read(descriptor_, &bytes[filled], bytes.size() - filled);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return std::nullopt;
            if (count == 0) break;
            filled += static_cast<std::size_t>(count);
        }
        return filled;
    }
    [[nodiscard]] bool sync(KeyDisk& disk) const { return disk.fsync(descriptor_) == 0; }
    [[nodiscard]] bool set_mode(mode_t mode) const { return ::fchmod(descriptor_, mode) == 0; }

private:
    int descriptor_;
};

/// Makes the names in a folder durable: fsync of a file does not cover its name.
std::error_code sync_folder(KeyDisk& disk, const std::filesystem::path& folder) {
    const File file{folder, O_RDONLY | O_DIRECTORY};
    return file.is_open() && file.sync(disk) ? std::error_code{} : last_error();
}

/// Makes the folder for the keys, and not the one above it: a data folder that somebody has moved
/// away must not be there again, empty.
std::error_code make_private_folder(KeyDisk& disk, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directory(folder, error);
    if (error) return error;
    const File file{folder, O_RDONLY | O_DIRECTORY};
    if (!file.is_open() || !file.set_mode(0700)) return last_error();
    // Also when the folder was there already: the process that made it may have ended before this.
    const auto parent = std::filesystem::absolute(folder).lexically_normal().parent_path();
    return sync_folder(disk, parent);
}

/// One name per room and not a random one, so that what a crash left behind is found and wiped.
constexpr const char* unfinished_ending = ".new";
std::filesystem::path unfinished(std::filesystem::path path) {
    return path += unfinished_ending;
}

/// Overwritten before it is unlinked: that is no use on flash, which writes elsewhere, but where a
/// file system writes in place the bytes are gone from the disk too.
std::error_code wipe(KeyDisk& disk, const std::filesystem::path& path) {
    std::error_code error;
    {
        const File file{path, O_WRONLY};
        if (!file.is_open()) return errno == ENOENT ? std::error_code{} : last_error();
        const Bytes32 zeros{};
        if (!file.write(disk, zeros) || !file.sync(disk)) error = last_error();
    }
    // The file is removed even where its bytes could not be overwritten: a key that nobody can
    // find by its name is less of a danger than one that everybody can.
    if (disk.unlink(path) != 0 && errno != ENOENT) error = last_error();
    return error;
}

}  // namespace

std::error_code MemoryKeyStore::keep(const RoomId&, const RoomKey&) {
    return {};
}
KeyStore::Found MemoryKeyStore::find(const RoomId&) const {
    return std::make_error_code(std::errc::no_such_file_or_directory);
}
bool MemoryKeyStore::holds(const RoomId&) const {
    return true;  // no key was ever on a disk, so none has vanished from there
}
std::error_code MemoryKeyStore::keep_last_day(const RoomId&, const std::string&) {
    return {};
}
std::string MemoryKeyStore::last_day(const RoomId&) const {
    return {};
}
std::error_code MemoryKeyStore::remove_unfinished() {
    return {};
}
std::error_code MemoryKeyStore::destroy(const RoomId&) {
    return {};
}

FileKeyStore::FileKeyStore(std::filesystem::path folder)
    : FileKeyStore(std::move(folder), KeyDisk::real()) {}

FileKeyStore::FileKeyStore(std::filesystem::path folder, KeyDisk& disk)
    : folder_(std::move(folder)), disk_(disk) {}

std::error_code FileKeyStore::keep(const RoomId& room, const RoomKey& key) {
    if (const auto error = make_private_folder(disk_, folder_)) return error;
    const auto path = folder_ / to_hex(room.bytes);
    const auto fresh = unfinished(path);
    {
        const File file{fresh, O_WRONLY | O_CREAT | O_TRUNC};
        if (!file.is_open() || !file.set_mode(0600) || !file.write(disk_, key.bytes()) ||
            !file.sync(disk_)) {
            const auto error = last_error();
            (void)wipe(disk_, fresh);  // the first error is the one to tell
            return error;
        }
    }
    if (disk_.rename(fresh, path) != 0) {
        const auto error = last_error();
        (void)wipe(disk_, fresh);
        return error;
    }
    return sync_folder(disk_, folder_);
}

KeyStore::Found FileKeyStore::find(const RoomId& room) const {
    const File file{folder_ / to_hex(room.bytes), O_RDONLY};
    if (!file.is_open())
        return errno == ELOOP ? std::make_error_code(std::errc::bad_message) : last_error();
    std::array<std::uint8_t, sizeof(Bytes32) + 1> bytes{};  // one more, to see that it ends there
    Found key = std::make_error_code(std::errc::bad_message);
    const auto length = file.read(bytes);
    if (!length) {
        key = last_error();
    } else if (*length == sizeof(Bytes32)) {
        Bytes32 exact;
        std::copy_n(bytes.begin(), exact.size(), exact.begin());
        key = RoomKey{exact};
        OPENSSL_cleanse(exact.data(), exact.size());
    }
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

bool FileKeyStore::holds(const RoomId& room) const {
    struct stat about {};
    return ::lstat((folder_ / to_hex(room.bytes)).c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
           about.st_size == static_cast<off_t>(sizeof(Bytes32));
}

std::error_code FileKeyStore::keep_last_day(const RoomId& room, const std::string& day) {
    const auto date = read_day(day);
    if (!date) return std::make_error_code(std::errc::invalid_argument);
    const timespec midnight{std::chrono::seconds(date->time_since_epoch()).count(), 0};
    const std::array<timespec, 2> times{midnight, midnight};
    const auto path = folder_ / to_hex(room.bytes);
    if (::utimensat(AT_FDCWD, path.c_str(), times.data(), AT_SYMLINK_NOFOLLOW) != 0)
        return last_error();
    return {};
}

std::string FileKeyStore::last_day(const RoomId& room) const {
    struct stat about {};
    if (::lstat((folder_ / to_hex(room.bytes)).c_str(), &about) != 0) return {};
    const std::chrono::sys_seconds changed{std::chrono::seconds{about.st_mtim.tv_sec}};
    return day_text(std::chrono::floor<std::chrono::days>(changed));
}

std::error_code FileKeyStore::remove_unfinished() {
    std::error_code error;
    std::vector<std::filesystem::path> unfinished;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error))
        if (entry.path().extension() == unfinished_ending) unfinished.push_back(entry.path());
    if (error) return error == std::errc::no_such_file_or_directory ? std::error_code{} : error;
    for (const auto& path : unfinished)
        if (const auto left = wipe(disk_, path)) error = left;
    return error;
}

std::error_code FileKeyStore::destroy(const RoomId& room) {
    const auto path = folder_ / to_hex(room.bytes);
    const auto key_error = wipe(disk_, path);
    const auto rest_error = wipe(disk_, unfinished(path));
    const auto folder_error = sync_folder(disk_, folder_);
    if (key_error) return key_error;
    if (rest_error) return rest_error;
    return folder_error == std::errc::no_such_file_or_directory ? std::error_code{} : folder_error;
}

}  // namespace candour::app
