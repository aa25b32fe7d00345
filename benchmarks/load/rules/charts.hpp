// Charts of a load report, as SVG whose colours come from the page's style sheet.
#pragma once

#include "benchmarks/load/rules/histogram.hpp"
#include "benchmarks/load/rules/outcome.hpp"

#include <optional>
#include <string>
#include <vector>

namespace candour::load {

struct Measured {
    std::string name;
    const Histogram* times;
    std::optional<Micros> allowed;  // for 99 of 100
};

/// A row for each: half, 9 of 10, 99 of 100 and the longest on one logarithmic axis, with what is
/// allowed.
[[nodiscard]] std::string latency_chart(const std::vector<Measured>& rows);

/// Second by second: people in the room, answers confirmed, and the server's use where it is known.
[[nodiscard]] std::string people_chart(const std::vector<Second>& seconds);
[[nodiscard]] std::string answers_chart(const std::vector<Second>& seconds);
[[nodiscard]] std::string server_chart(const std::vector<Second>& seconds);

}  // namespace candour::load
