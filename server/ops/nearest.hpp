// "Did you mean ...?"
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace candour::ops {

/// How many letters must be added, removed or replaced to make `a` into `b` (Levenshtein).
[[nodiscard]] inline std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// The name that was probably meant; empty when none is near.
template <class Names>
[[nodiscard]] std::string nearest(std::string_view written, const Names& names) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, written.size() / 3) + 1;
    for (const auto& name : names) {
        const auto away = distance(written, name);
        if (away < least) {
            least = away;
            best = std::string(name);
        }
    }
    return best;
}

}  // namespace candour::ops
