// The directions in which includes may point: net -> app -> {domain, text, log} -> protocol.
#pragma once

#include <string>
#include <string_view>

namespace candour::house {

/// Why `file` (its path from the repository's top) may not contain `line`; empty if it may, and for
/// lines that include nothing.
[[nodiscard]] std::string objection(std::string_view file, std::string_view line);

}  // namespace candour::house
