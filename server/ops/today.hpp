// The date: the finest time that a room keeps (rule A6).
#pragma once

#include <string>

namespace candour::ops {

/// YYYY-MM-DD where the server stands, or where the setting time-zone says. Any thread.
[[nodiscard]] std::string today();

}  // namespace candour::ops
