// Passes: who may open rooms on a server that does not let anyone (open-rooms = pass). A pass is a
// name, for the operator alone, and 128 random bits, of which the server keeps a hash.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <boost/system/result.hpp>
#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace candour::app {
class Random;
}

namespace candour::ops {

struct Pass {
    std::string name;
    Bytes32 hash{};  // SHA-256 of the token
    friend bool operator==(const Pass&, const Pass&) = default;
};

/// Letters, digits, '.', '-' and '_', at most 64: it stands in a file, a line each.
[[nodiscard]] bool is_pass_name(std::string_view name);

/// All passes of a data folder, as `candour pass` sees and changes them.
/// Owner: a command. Thread: one. Lifetime: the command's.
class PassFile {
public:
    /// `passes` in this folder.
    explicit PassFile(const std::filesystem::path& data);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// In the order in which they were added. A line that is none of ours is errc::bad_message.
    [[nodiscard]] boost::system::result<std::vector<Pass>, std::error_code> read() const;
    /// A new pass; gives its token, which is nowhere else. errc::file_exists: the name is taken.
    [[nodiscard]] boost::system::result<std::string, std::error_code> add(const std::string& name,
                                                                          app::Random& random);
    /// errc::no_such_file_or_directory: there is no such pass.
    [[nodiscard]] std::error_code remove(std::string_view name);

private:
    [[nodiscard]] std::error_code write(const std::vector<Pass>& passes) const;

    std::filesystem::path path_;
};

/// The passes that a running server knows; read again when the file is another one.
/// Owner: main. Thread: one at a time; not a shard's, as it looks at the disk. Lifetime: longer
/// than the sockets.
class Passes {
public:
    explicit Passes(const std::filesystem::path& data) : file_(data) {}

    /// Which pass this token is of: a number that stays the same as long as the pass is there; for
    /// limits alone. Nothing when it is of none. An error when the file cannot be read: then nobody
    /// knows, and nobody may.
    [[nodiscard]] boost::system::result<std::optional<std::uint64_t>, std::error_code> find(
        std::string_view token);

private:
    /// What changes with a file's content, as write_private_file makes a new one each time.
    struct Look {
        ino_t inode = 0;
        off_t size = -1;
        std::time_t seconds = 0;
        long nanoseconds = 0;
        friend bool operator==(const Look&, const Look&) = default;
    };
    [[nodiscard]] std::error_code refresh();

    PassFile file_;
    std::vector<Pass> passes_;
    std::optional<Look> seen_;
};

}  // namespace candour::ops
