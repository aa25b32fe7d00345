// The report of a run as one page that needs nothing else: no script, no font, no picture from
// anywhere; charts as SVG; light and dark.
#pragma once

#include "benchmarks/load/rules/outcome.hpp"
#include "benchmarks/load/rules/verdict.hpp"

#include <string>
#include <string_view>

namespace candour::load {

/// `server` and `date` are shown as they are given.
[[nodiscard]] std::string report_html(const Outcome& outcome,
                                      const Verdict& verdict,
                                      const Thresholds& thresholds,
                                      std::string_view server,
                                      std::string_view date);

}  // namespace candour::load
