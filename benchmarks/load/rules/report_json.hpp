// The figures of a run as JSON, for programs: format "candour.load/1".
#pragma once

#include "benchmarks/load/rules/outcome.hpp"
#include "benchmarks/load/rules/verdict.hpp"

#include <string>
#include <vector>

namespace candour::load {

/// `tried`: every step of a search, in order; `outcome` is the one that the verdict is about.
[[nodiscard]] std::string report_json(const Outcome& outcome,
                                      const Verdict& verdict,
                                      const Thresholds& thresholds,
                                      const std::vector<std::pair<std::uint32_t, bool>>& tried);

}  // namespace candour::load
