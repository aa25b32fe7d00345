// Findings: what was checked of each anonymity rule, and what was found broken.
#pragma once

#include "server/app/fault_injection.hpp"

#include <array>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace candour::verify {

using app::Rule;
inline constexpr std::size_t rule_count = 9;

/// "A3" for Rule::a3; the rule called that, or none.
[[nodiscard]] std::string name_of(Rule rule);
[[nodiscard]] Rule rule_named(const std::string& name);

/// Owner and thread: the one that checks. Lifetime: one verification.
class Findings {
public:
    /// So many `what`s have been looked at; counts for the same words add up.
    void checked(Rule rule, std::size_t count, const std::string& what);
    /// A sentence for the person who reads the line.
    void broken(Rule rule, std::string how);
    /// Counts one `what`, and notes `how` when it does not hold.
    void check(Rule rule, bool holds, const std::string& what, const std::string& how);

    [[nodiscard]] bool is_broken(Rule rule) const { return !of(rule).broken.empty(); }
    [[nodiscard]] bool all_kept() const;
    /// One line per rule.
    void print(std::ostream& out) const;

private:
    struct OfRule {
        std::vector<std::pair<std::string, std::size_t>> checked;
        std::vector<std::string> broken;
    };
    [[nodiscard]] const OfRule& of(Rule rule) const {
        return rules_.at(static_cast<std::size_t>(rule) - 1);
    }
    [[nodiscard]] OfRule& of(Rule rule) { return rules_.at(static_cast<std::size_t>(rule) - 1); }

    std::array<OfRule, rule_count> rules_;
};

}  // namespace candour::verify
