// What a disk answers that does not do what it is told.
#pragma once

#include <string>
#include <system_error>

namespace candour::app::test {

inline const std::error_code io_error = std::make_error_code(std::errc::io_error);
inline const std::error_code disk_full = std::make_error_code(std::errc::no_space_on_device);
/// As the operator reads it.
inline const std::string io_error_text = io_error.message();

}  // namespace candour::app::test
