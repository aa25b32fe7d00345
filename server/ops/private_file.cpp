#include "server/ops/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

std::error_code last_error() {
    return {errno, std::generic_category()};
}

/// Closes the file, whatever comes.
class Descriptor {
public:
    Descriptor(const fs::path& file, int flags)
        : fd_(::open(file.c_str(), flags | O_CLOEXEC, 0600)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const noexcept { return fd_; }

private:
    int fd_;
};

std::error_code write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return last_error();
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(fd) == 0 ? std::error_code{} : last_error();
}

std::error_code write_new(const fs::path& file, std::string_view text) {
    ::unlink(file.c_str());  // what a crash left may have another mode
    const Descriptor descriptor(file, O_WRONLY | O_CREAT | O_EXCL);
    if (descriptor.get() < 0) return last_error();
    return write_all(descriptor.get(), text);
}

}  // namespace

boost::system::result<std::string, std::error_code> read_private_file(const fs::path& file,
                                                                      std::size_t at_most) {
    const Descriptor descriptor(file, O_RDONLY);
    if (descriptor.get() < 0) {
        if (errno == ENOENT) return std::string{};
        return last_error();
    }
    std::string text(at_most + 1, '\0');
    std::size_t have = 0;
    while (have < text.size()) {
        const auto got = ::read(descriptor.get(), text.data() + have, text.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return last_error();
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    if (have > at_most) return std::make_error_code(std::errc::file_too_large);
    text.resize(have);
    return text;
}

std::error_code write_private_file(const fs::path& file, std::string_view text) {
    auto unfinished = file;
    unfinished += ".new";
    std::error_code error = write_new(unfinished, text);
    if (!error && ::rename(unfinished.c_str(), file.c_str()) != 0) error = last_error();
    if (error) {
        ::unlink(unfinished.c_str());
        return error;
    }
    const auto folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
    if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) return last_error();
    return {};
}

}  // namespace candour::ops
