// FaultInjection: a rule that is broken on purpose, so that whoever checks the rules can show that
// they would notice. A proof that cannot fail proves nothing.
//
// Nothing is broken unless the starter of the Shards asks for it. `candour serve` does so only for
// the child of `candour verify-anonymity`, on its temporary folder, and says it loudly.
#pragma once

#include <cstdint>

namespace candour::app {

/// The anonymity rules A1 to A9 (docs/anonymity.md); `none` is what everybody runs with.
enum class Rule : std::uint8_t { none, a1, a2, a3, a4, a5, a6, a7, a8, a9 };

/// What is broken stands beside each use of breaks().
struct FaultInjection {
    Rule rule = Rule::none;

    [[nodiscard]] bool breaks(Rule one) const noexcept { return rule != Rule::none && rule == one; }
};

}  // namespace candour::app
