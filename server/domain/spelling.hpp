// Which of two spellings of one word a person would rather read.
#pragma once

#include <string_view>

namespace candour::domain {

/// Whether `a` reads better than `b` as the word of this key: with fewer signs, then with fewer
/// characters that the folded key does not have (capitals, points of a script, other keyboards'
/// letters), then shorter; among equals by bytes, so that nobody's arrival decides.
[[nodiscard]] bool reads_better(std::string_view a, std::string_view b, std::string_view key);

}  // namespace candour::domain
