#include "server/log/log_files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace candour::log {
namespace {

NamedFile named(const std::filesystem::path& path) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) == 0)
        return {status.st_dev, status.st_ino, static_cast<std::uintmax_t>(status.st_size)};
    if (errno == ENOENT || errno == ENOTDIR) return {};  // the folder may be gone too
    throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

LogFiles files_of(const std::filesystem::path& database) {
    std::filesystem::path wal = database;
    wal += "-wal";
    return {named(database), named(wal)};
}

}  // namespace candour::log
