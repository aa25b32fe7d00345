// What every fuzz target has in common: run.cpp calls take() with what libFuzzer made up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::fuzz {

/// One input, at most 64 kB. Each target has its own: it uses `bytes` as the server would, and
/// requires of the result what must be so of every input.
void take(std::string_view bytes);

/// Inputs to begin with, besides those in tests/fuzz/corpus: what a target can make itself, so that
/// they follow the code (a batch of today's format) and need not be kept.
[[nodiscard]] std::vector<std::string> first_inputs();

/// Ends the process when it does not hold, so that libFuzzer keeps the input.
void require(bool holds, std::string_view what);

/// The texts of all files of a folder of the sources, "protocol/golden/client".
[[nodiscard]] std::vector<std::string> files_of(std::string_view folder);

}  // namespace candour::fuzz
