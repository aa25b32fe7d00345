#include "server/commands/verify/findings.hpp"

#include <algorithm>
#include <ostream>

namespace candour::verify {

std::string name_of(Rule rule) {
    return "A" + std::to_string(static_cast<int>(rule));
}

Rule rule_named(const std::string& name) {
    for (std::size_t i = 1; i <= rule_count; ++i)
        if (name_of(static_cast<Rule>(i)) == name) return static_cast<Rule>(i);
    return Rule::none;
}

void Findings::checked(Rule rule, std::size_t count, const std::string& what) {
    auto& all = of(rule).checked;
    const auto same = std::ranges::find(all, what, &std::pair<std::string, std::size_t>::first);
    if (same == all.end())
        all.emplace_back(what, count);
    else
        same->second += count;
}

void Findings::broken(Rule rule, std::string how) {
    of(rule).broken.push_back(std::move(how));
}

void Findings::check(Rule rule, bool holds, const std::string& what, const std::string& how) {
    checked(rule, 1, what);
    if (!holds) broken(rule, how);
}

bool Findings::all_kept() const {
    // A rule of which nothing was looked at is not a rule that holds.
    return std::ranges::all_of(
        rules_, [](const OfRule& rule) { return rule.broken.empty() && !rule.checked.empty(); });
}

void Findings::print(std::ostream& out) const {
    for (std::size_t i = 0; i < rule_count; ++i) {
        const OfRule& rule = rules_.at(i);
        out << "A" << i + 1;
        if (!rule.broken.empty()) {
            out << "  BROKEN  " << rule.broken.front();
            if (rule.broken.size() > 1) out << " (and " << rule.broken.size() - 1 << " more)";
        } else if (rule.checked.empty()) {
            out << "  ?       nothing was looked at";
        } else {
            out << "  ok      ";
            for (std::size_t n = 0; n < rule.checked.size(); ++n)
                out << (n == 0 ? "" : "; ") << rule.checked[n].second << ' '
                    << rule.checked[n].first;
        }
        out << '\n';
    }
}

}  // namespace candour::verify
