#include "tests/app/keys/faulty_key_disk.hpp"

#include "tests/app/keys/key_folder.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace candour::app {
namespace {

namespace fs = std::filesystem;

fs::path name_of(int descriptor) {
    return fs::path("/proc/self/fd") / std::to_string(descriptor);
}

ino_t inode_of(const fs::path& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_ino : 0;
}

}  // namespace

void FaultyKeyDisk::fail(DiskFault fault, int after, int count) {
    fault_ = fault;
    fail_from_ = operations_ + after;
    fail_count_ = count;
}

bool FaultyKeyDisk::fails() {
    const int number = operations_++;
    return number >= fail_from_ && number - fail_from_ < fail_count_;
}

int FaultyKeyDisk::told(bool failed, int done) const {
    if (!failed) return done;
    const bool is_full = fault_ == DiskFault::full || fault_ == DiskFault::short_write;
    errno = is_full ? ENOSPC : EIO;
    return -1;
}

ssize_t FaultyKeyDisk::write(int descriptor, std::span<const std::uint8_t> bytes) {
    const bool has_limit = at_once_ != std::numeric_limits<std::size_t>::max();
    is_interrupted_ = has_limit && !is_interrupted_;
    if (is_interrupted_) {
        errno = EINTR;
        return -1;
    }
    const bool failed = fails();
    auto taken = bytes.first(std::min(bytes.size(), at_once_));
    if (failed && fault_ == DiskFault::short_write) taken = taken.first(taken.size() / 2);
    const bool happens =
        !failed || fault_ == DiskFault::short_write || fault_ == DiskFault::late_error;
    const ssize_t written = happens ? KeyDisk::write(descriptor, taken) : -1;
    return told(failed, static_cast<int>(written));
}

int FaultyKeyDisk::fsync(int descriptor) {
    const bool failed = fails();
    if (failed && fault_ != DiskFault::late_error) return told(failed, -1);
    const int done = KeyDisk::fsync(descriptor);
    const fs::path path = fs::read_symlink(name_of(descriptor));
    if (!fs::is_directory(name_of(descriptor))) {
        bytes_[inode_of(name_of(descriptor))] = contents_of(name_of(descriptor));
        return told(failed, done);
    }
    std::erase_if(names_, [&](const auto& each) { return each.first.parent_path() == path; });
    for (const auto& entry : fs::directory_iterator(path))
        names_[entry.path()] = inode_of(entry.path());
    return told(failed, done);
}

int FaultyKeyDisk::rename(const fs::path& from, const fs::path& to) {
    const bool failed = fails();
    if (failed && fault_ != DiskFault::late_error) return told(failed, -1);
    const auto synced = bytes_.find(inode_of(from));
    if (synced == bytes_.end() || synced->second != contents_of(from)) has_renamed_unsynced_ = true;
    renamed_[to] = inode_of(from);
    return told(failed, KeyDisk::rename(from, to));
}

int FaultyKeyDisk::unlink(const fs::path& path) {
    const bool failed = fails();
    if (failed && fault_ != DiskFault::late_error) return told(failed, -1);
    return told(failed, KeyDisk::unlink(path));
}

bool FaultyKeyDisk::has_name(const fs::path& path) const {
    return names_.contains(path);
}

std::string FaultyKeyDisk::synced(const fs::path& path) const {
    const auto inode = renamed_.find(path);
    const auto found = inode == renamed_.end() ? bytes_.end() : bytes_.find(inode->second);
    return found == bytes_.end() ? std::string{} : found->second;
}

}  // namespace candour::app
