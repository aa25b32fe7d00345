// Days, the finest time that a room keeps (rule A6), as YYYY-MM-DD.
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace candour::app {

/// Nothing when the text is not a day of the calendar in the form YYYY-MM-DD.
[[nodiscard]] inline std::optional<std::chrono::sys_days> read_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t size) {
        unsigned value = 0;
        const char* first = text.data() + from;
        const auto [end, error] = std::from_chars(first, first + size, value);
        return error == std::errc{} && end == first + size ? std::optional{value} : std::nullopt;
    };
    const auto year = number(0, 4);
    const auto month = number(5, 2);
    const auto day = number(8, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

[[nodiscard]] inline std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    const auto number = [](unsigned value, std::size_t size) {
        const std::string text = std::to_string(value);
        return std::string(size - std::min(size, text.size()), '0') + text;
    };
    return number(static_cast<unsigned>(static_cast<int>(date.year())), 4) + '-' +
           number(static_cast<unsigned>(date.month()), 2) + '-' +
           number(static_cast<unsigned>(date.day()), 2);
}

/// Zero when either is no day: what cannot be dated is kept rather than forgotten.
[[nodiscard]] inline std::chrono::days days_between(std::string_view from, std::string_view to) {
    const auto first = read_day(from);
    const auto last = read_day(to);
    return first && last ? *last - *first : std::chrono::days{0};
}

}  // namespace candour::app
