// KeyDisk: what is asked of the disk when a key is kept or destroyed, so that a test can hand in
// one that fails.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <span>

namespace candour::app {

/// Each function is the system call of its name, EINTR and errno included.
/// Thread: any. Lifetime: longer than the stores on it.
class KeyDisk {
public:
    KeyDisk() = default;
    KeyDisk(const KeyDisk&) = delete;
    KeyDisk& operator=(const KeyDisk&) = delete;
    virtual ~KeyDisk() = default;

    /// The one that there is.
    [[nodiscard]] static KeyDisk& real();

    [[nodiscard]] virtual ssize_t write(int descriptor, std::span<const std::uint8_t> bytes);
    [[nodiscard]] virtual int fsync(int descriptor);
    [[nodiscard]] virtual int rename(const std::filesystem::path& from,
                                     const std::filesystem::path& to);
    [[nodiscard]] virtual int unlink(const std::filesystem::path& path);
};

}  // namespace candour::app
