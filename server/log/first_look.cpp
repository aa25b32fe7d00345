#include "server/log/first_look.hpp"

#include "server/log/log_files.hpp"
#include "server/log/room_log.hpp"
#include "server/log/sqlite_schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <string_view>
#include <system_error>

namespace candour::log {
namespace {

// https://www.sqlite.org/fileformat.html, 1.3 and 1.6: the file's header, and that of the root page
// of its schema behind it.
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t version_at = 60;
constexpr std::size_t application_at = 68;
constexpr std::size_t page_type_at = 100;
constexpr std::size_t cells_at = 103;
constexpr std::size_t head_size = 108;
constexpr char leaf = 13;

using Head = std::array<char, head_size>;

std::int32_t number_at(const Head& head, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<unsigned char>(head.at(at + i));
    return static_cast<std::int32_t>(value);
}

/// The bytes that there are, at most as many as fit; none of a file that is not there.
std::size_t read_head(const std::filesystem::path& path, Head& head) {
    const auto fail = [&path](int error) {
        throw std::system_error(error, std::generic_category(), path.string());
    };
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 && errno == ENOENT) return 0;
    if (descriptor < 0) fail(errno);
    const ssize_t count = ::read(descriptor, head.data(), head.size());
    const int error = errno;
    ::close(descriptor);
    if (count < 0) fail(error);
    return static_cast<std::size_t>(count);
}

std::uintmax_t size_of(std::filesystem::path path, const char* ending) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path += ending, error);
    if (error == std::errc::no_such_file_or_directory) return 0;
    if (error) throw std::system_error(error, path.string());
    return size;
}

bool holds_anything(const Head& head) {
    return number_at(head, version_at) != 0 || head[page_type_at] != leaf || head[cells_at] != 0 ||
           head[cells_at + 1] != 0;
}

}  // namespace

bool look_before_opening(const std::filesystem::path& database) {
    Head head{};
    const std::size_t size = read_head(database, head);
    const std::uintmax_t wal = size_of(database, "-wal");
    if (size == 0) {
        if (wal > wal_header_size) throw std::system_error(LogError::damaged);
        return true;
    }
    const bool is_to_be_rolled_back = size_of(database, "-journal") > 0;
    if (size < head.size() || !std::string_view(head.data(), head.size()).starts_with(magic)) {
        // Ours is laid out with a rollback journal. If the power goes before the first page is
        // written there are zeros in its place, and SQLite takes back the rest.
        const bool is_unwritten =
            std::ranges::all_of(std::span(head).first(size), [](char byte) { return byte == 0; });
        if (is_unwritten && is_to_be_rolled_back) return false;
        throw std::system_error(LogError::foreign);
    }
    const std::int32_t application = number_at(head, application_at);
    if (application == sqlite_application_id) {
        if (number_at(head, version_at) > sqlite_schema_version)
            throw std::system_error(LogError::newer);
        return false;
    }
    // One without an id and with nothing in it, in the other files neither, is nobody's.
    if (application != 0 || holds_anything(head) || wal > 0 || is_to_be_rolled_back)
        throw std::system_error(LogError::foreign);
    return false;
}

}  // namespace candour::log
