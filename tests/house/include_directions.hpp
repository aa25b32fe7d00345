// The directions in which includes may point: net -> app -> {domain, text, log} -> protocol.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace candour::house {

/// A wing of server/app: its folder, what is in it, and what of ours its files may include besides
/// each other and what stands beside the wings.
struct Wing {
    std::string_view folder;
    std::string_view what;
    std::array<std::string_view, 8> below;
};

/// The lowest first. docs/architecture.md prints the same table.
[[nodiscard]] std::span<const Wing> wings_of_the_app();

/// Why `file` (its path from the repository's top) may not contain `line`; empty if it may, and for
/// lines that include nothing.
[[nodiscard]] std::string objection(std::string_view file, std::string_view line);

}  // namespace candour::house
