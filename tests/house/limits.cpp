#include "tests/house/limits.hpp"

#include <algorithm>
#include <array>

namespace candour::house {
namespace {

/// A constant with one of these words in its name bounds something.
constexpr std::array<std::string_view, 18> bounding{
    "max",      "min",     "most",   "fewest", "longest",  "shortest",
    "largest",  "limit",   "limits", "least",  "within",   "retry",
    "patience", "timeout", "burst",  "budget", "greatest", "ceiling"};

bool is_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/// The source with a space for each comment.
std::string without_comments(std::string_view source) {
    std::string code;
    while (!source.empty()) {
        const std::size_t comment = source.find("//");
        code += source.substr(0, comment);
        if (comment == source.npos) break;
        const std::size_t end = source.find('\n', comment);
        source.remove_prefix(std::min(end, source.size()));
    }
    return code;
}

/// "max_slides" is, "maxim" is not.
bool bounds_something(std::string_view name) {
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        if (std::ranges::find(bounding, name.substr(0, end)) != bounding.end()) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

/// Whether there is a number in it, other than one in a name.
bool has_a_number(std::string_view value) {
    for (std::size_t i = 0; i < value.size(); ++i)
        if (is_figure(value[i]) && (i == 0 || !is_of_a_name(value[i - 1]))) return true;
    return false;
}

/// The name that ends before `end`, spaces and the brackets of an array apart.
std::string_view name_before(std::string_view text) {
    while (!text.empty() && !is_of_a_name(text.back())) text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && is_of_a_name(text[begin - 1])) --begin;
    return text.substr(begin);
}

}  // namespace

std::vector<std::string> limits_defined_in(std::string_view source) {
    constexpr std::string_view constant = "constexpr ";
    const std::string text = without_comments(source);
    std::string_view code = text;
    std::vector<std::string> found;
    for (std::size_t at = code.find(constant); at != code.npos; at = code.find(constant)) {
        code.remove_prefix(at + constant.size());
        const std::size_t value = code.find_first_of("=({;");
        if (value == code.npos || code[value] == '(' || code[value] == ';') continue;
        const std::string_view name = name_before(code.substr(0, value));
        const std::size_t end = code.find(';', value);
        if (bounds_something(name) && has_a_number(code.substr(value, end - value)))
            found.emplace_back(name);
    }
    return found;
}

}  // namespace candour::house
