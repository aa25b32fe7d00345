// Durations as people type them.
#pragma once

#include "benchmarks/load/rules/time.hpp"

#include <optional>
#include <string_view>

namespace candour::load {

/// "500ms", "10s", "1.5s", "2m"; a number alone is seconds. Nothing when it is none of these.
[[nodiscard]] std::optional<Micros> read_duration(std::string_view typed);

}  // namespace candour::load
