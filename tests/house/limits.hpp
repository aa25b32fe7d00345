// Limits have a place of their own: the limits.hpp of their layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::house {

/// The constants of a source that are limits by their name (max_..., ..._within, ..._retry) and
/// have a number of their own, rather than another limit's or a word for one.
[[nodiscard]] std::vector<std::string> limits_defined_in(std::string_view source);

}  // namespace candour::house
