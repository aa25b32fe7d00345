#include "server/app/lifecycle/days_seen.hpp"

#include "server/app/calendar.hpp"

#include <algorithm>

namespace candour::app {
namespace {

constexpr std::size_t days_needed = 3;

}  // namespace

DaysSeen::DaysSeen(std::string_view text) {
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (read_day(line)) see(std::string(line));
    }
}

bool DaysSeen::see(const std::string& today) {
    if (!read_day(today)) return false;
    const auto before = days_;
    // In this form the order of the texts is that of the days.
    std::erase_if(days_, [&](const std::string& day) { return day >= today; });
    days_.push_back(today);
    if (days_.size() > days_needed) days_.erase(days_.begin());
    return days_ != before;
}

std::string DaysSeen::told_by() const {
    return days_.size() == days_needed ? days_.front() : std::string{};
}

bool DaysSeen::is_over(std::string_view date, std::chrono::days kept_for) const {
    return days_between(date, told_by()) > kept_for;
}

std::string DaysSeen::text() const {
    std::string text;
    for (const std::string& day : days_) text += day + '\n';
    return text;
}

}  // namespace candour::app
