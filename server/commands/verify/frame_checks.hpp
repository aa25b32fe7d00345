// What everything that a guest has heard must keep: rule A3 (groups) and rule A4 (presence).
#pragma once

#include "server/commands/verify/canaries.hpp"
#include "server/commands/verify/findings.hpp"
#include "server/commands/verify/heard.hpp"

#include <deque>
#include <string>
#include <vector>

namespace candour::verify {

/// A3: what is shown of a question moves by nobody or by a whole group, and a strict one shows
/// nothing while it is open. `who` is for the person who reads the line.
void check_groups(Findings& findings,
                  const std::deque<Heard>& heard,
                  const std::string& who,
                  const std::vector<CanaryQuestion>& questions);

/// A4: how many are here is rounded to five, and changes at most once in ten seconds.
void check_presence(Findings& findings, const std::deque<Heard>& heard, const std::string& who);

}  // namespace candour::verify
