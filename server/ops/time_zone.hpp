// In which time zone the server says what day it is: on reports, and in its log.
#pragma once

#include <string>

namespace candour::ops {

/// Whether this machine knows a time zone of that name ("Europe/London"): in the database of zones
/// (tzdata, or where TZDIR says). Blocks.
[[nodiscard]] bool is_time_zone(const std::string& name);

/// From now on the process's local time is of this zone; an empty name leaves it as it is (TZ, or
/// the machine's). Before there are other threads, as the environment is theirs too.
void use_time_zone(const std::string& name);

}  // namespace candour::ops
