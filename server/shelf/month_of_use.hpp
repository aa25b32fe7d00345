// When a workspace was last used, as coarse as it is noted.
#pragma once

#include "server/app/calendar.hpp"
#include "server/app/limits.hpp"

#include <string>
#include <string_view>

namespace candour::shelf {

/// The last day before this one, or this one, of which the calendar's number is a multiple of 30.
/// A text that is no day is given back.
[[nodiscard]] inline std::string month_of_use(std::string_view day) {
    const auto read = app::read_day(day);
    if (!read) return std::string(day);
    const auto since = read->time_since_epoch();
    return app::day_text(
        std::chrono::sys_days{since - since % app::limits::workspace_use_noted_every});
}

}  // namespace candour::shelf
