// Summary: an outcome as lines of text for a terminal.
#pragma once

#include "benchmarks/load/rules/outcome.hpp"
#include "benchmarks/load/rules/verdict.hpp"

#include <string>

namespace candour::load {

/// The verdict first, then the figures that it stands on.
[[nodiscard]] std::string summary(const Outcome& outcome, const Verdict& verdict);

}  // namespace candour::load
