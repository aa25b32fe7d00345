// DaysSeen: on which days the server has run lately, so that one wrong clock deletes nothing.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace candour::app {

/// Sealed results are deleted once their time has been over on three different days on which the
/// server ran. Between the first and the third of them at least 24 hours pass, whatever the clock
/// says in between: so a clock that jumps 91 days and is put right within a day has deleted
/// nothing, and nor has a machine that starts with a dead battery. Days that turn out to lie in the
/// future are forgotten, and count again when they come.
/// (docs/decisions/0009-a-clock-that-jumps.md says what that costs.)
/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class DaysSeen {
public:
    /// As text() gave it, in this process or an earlier one; lines that are no days are left out.
    explicit DaysSeen(std::string_view text = {});

    /// The server runs on this day. True when that is news, and text() is to be kept.
    bool see(const std::string& today);
    /// The day by which it is told how old results are: the third last that was seen, or empty
    /// while there are fewer.
    [[nodiscard]] std::string told_by() const;
    /// Whether something of `date` that is kept for so long may go.
    [[nodiscard]] bool is_over(std::string_view date, std::chrono::days kept_for) const;
    /// A day a line, the earliest first.
    [[nodiscard]] std::string text() const;

private:
    std::vector<std::string> days_;
};

}  // namespace candour::app
