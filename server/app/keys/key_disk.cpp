#include "server/app/keys/key_disk.hpp"

#include <unistd.h>

#include <cstdio>

namespace candour::app {

KeyDisk& KeyDisk::real() {
    static KeyDisk disk;
    return disk;
}

ssize_t KeyDisk::write(int descriptor, std::span<const std::uint8_t> bytes) {
    return ::write(descriptor, bytes.data(), bytes.size());
}

int KeyDisk::fsync(int descriptor) {
    return ::fsync(descriptor);
}

int KeyDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    return ::rename(from.c_str(), to.c_str());
}

int KeyDisk::unlink(const std::filesystem::path& path) {
    return ::unlink(path.c_str());
}

}  // namespace candour::app
