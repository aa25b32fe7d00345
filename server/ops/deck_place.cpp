#include "server/ops/deck_place.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace candour::ops {
namespace {

/// "statements[0]" is "statement 1"; what has no number stays as it is.
std::string step_in_words(std::string_view step) {
    const auto bracket = step.find('[');
    std::string name(step.substr(0, bracket));
    if (bracket == step.npos) return name;
    std::size_t index = 0;
    const char* digits = step.data() + bracket + 1;
    const auto [end, error] = std::from_chars(digits, step.data() + step.size(), index);
    if (error != std::errc{} || end == digits) return std::string(step);
    if (name.ends_with('s')) name.pop_back();
    return name + ' ' + std::to_string(index + 1);
}

}  // namespace

std::string place_in_words(std::string_view json_path) {
    std::string words;
    while (!json_path.empty()) {
        const auto step = json_path.substr(0, json_path.find('.'));
        json_path.remove_prefix(std::min(step.size() + 1, json_path.size()));
        if (step != "$") words += (words.empty() ? "" : ", ") + step_in_words(step);
    }
    return words.empty() ? "the deck" : words;
}

}  // namespace candour::ops
