// PrivateFile: a small file of the data folder that nobody but its user may read, and of which a
// crash leaves the old one or the new one whole.
#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace candour::ops {

/// The file's bytes; empty when there is no file. Above `at_most` bytes: errc::file_too_large.
/// Blocks.
[[nodiscard]] boost::system::result<std::string, std::error_code> read_private_file(
    const std::filesystem::path& file, std::size_t at_most);

/// Puts `text` in the file's place, mode 0600, durably. Blocks.
[[nodiscard]] std::error_code write_private_file(const std::filesystem::path& file,
                                                 std::string_view text);

}  // namespace candour::ops
