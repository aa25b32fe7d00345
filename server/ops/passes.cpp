#include "server/ops/passes.hpp"

#include "protocol/cpp/hex.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/limits.hpp"
#include "server/ops/private_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;
namespace limits = app::limits;

/// "<64 hex digits> <name>".
std::optional<Pass> read_line(std::string_view line) {
    constexpr std::size_t digits = 64;
    if (line.size() < digits + 2 || line[digits] != ' ') return std::nullopt;
    Pass pass{std::string(line.substr(digits + 1)), {}};
    const auto hash = from_hex<32>(line.substr(0, digits));
    if (!hash || !is_pass_name(pass.name)) return std::nullopt;
    pass.hash = *hash;
    return pass;
}

/// Keeps two `candour pass` from writing at once, of which one would be lost.
class Lock {
public:
    explicit Lock(fs::path file)
        : fd_(::open((file += ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
        if (fd_ < 0 || ::flock(fd_, LOCK_EX) != 0) error_ = {errno, std::generic_category()};
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] std::error_code error() const { return error_; }

private:
    int fd_;
    std::error_code error_;
};

}  // namespace

bool is_pass_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= limits::max_pass_name_bytes &&
           std::ranges::all_of(name, fits);
}

PassFile::PassFile(const fs::path& data) : path_(data / "passes") {}

boost::system::result<std::vector<Pass>, std::error_code> PassFile::read() const {
    auto text = read_private_file(path_, limits::max_passes * (limits::max_pass_name_bytes + 66));
    if (!text) return text.error();
    std::vector<Pass> passes;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.empty()) continue;
        auto pass = read_line(line);
        if (!pass) return std::make_error_code(std::errc::bad_message);
        passes.push_back(*std::move(pass));
    }
    return passes;
}

std::error_code PassFile::write(const std::vector<Pass>& passes) const {
    std::string text;
    for (const Pass& pass : passes) text += to_hex(pass.hash) + ' ' + pass.name + '\n';
    return write_private_file(path_, text);
}

boost::system::result<std::string, std::error_code> PassFile::add(const std::string& name,
                                                                  app::Random& random) {
    const Lock lock(path_);
    if (lock.error()) return lock.error();
    auto passes = read();
    if (!passes) return passes.error();
    if (std::ranges::find(*passes, name, &Pass::name) != passes->end())
        return std::make_error_code(std::errc::file_exists);
    if (passes->size() >= limits::max_passes)
        return std::make_error_code(std::errc::file_too_large);
    std::string token = app::fresh_capability(random);
    passes->push_back({name, app::capability_hash(token)});
    if (const auto error = write(*passes)) return error;
    return token;
}

std::error_code PassFile::remove(std::string_view name) {
    const Lock lock(path_);
    if (lock.error()) return lock.error();
    auto passes = read();
    if (!passes) return passes.error();
    if (std::erase_if(*passes, [&](const Pass& pass) { return pass.name == name; }) == 0)
        return std::make_error_code(std::errc::no_such_file_or_directory);
    return write(*passes);
}

std::error_code Passes::refresh() {
    struct stat status {};
    std::optional<Look> now;
    if (::stat(file_.path().c_str(), &status) == 0)
        now = Look{status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
    else if (errno == ENOENT)
        now = Look{};
    else
        return {errno, std::generic_category()};
    if (seen_ == now) return {};
    auto passes = file_.read();
    if (!passes) return passes.error();
    passes_ = *std::move(passes);
    seen_ = now;
    return {};
}

boost::system::result<std::optional<std::uint64_t>, std::error_code> Passes::find(
    std::string_view token) {
    if (const auto error = refresh()) return error;
    const Bytes32 hash = app::capability_hash(token);
    std::optional<std::uint64_t> found;
    // All of them, so that the time does not tell how far down one stands.
    for (const Pass& pass : passes_) {
        if (!app::same_hash(hash, pass.hash)) continue;
        std::uint64_t number = 0;
        std::memcpy(&number, pass.hash.data(), sizeof number);
        found = number;
    }
    return found;
}

}  // namespace candour::ops
