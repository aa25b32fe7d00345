#include "benchmarks/load/rules/duration.hpp"

#include <charconv>
#include <system_error>

namespace candour::load {

std::optional<Micros> read_duration(std::string_view typed) {
    double number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    constexpr double longest_s = 86'400;
    if (error != std::errc{} || !(number >= 0) || number > longest_s) return {};
    const std::string_view unit(end, static_cast<std::size_t>(typed.data() + typed.size() - end));
    double factor = 0;
    if (unit.empty() || unit == "s") factor = 1e6;
    if (unit == "ms") factor = 1e3;
    if (unit == "m" || unit == "min") factor = 60e6;
    if (factor == 0) return {};
    return Micros(static_cast<std::int64_t>(number * factor));
}

}  // namespace candour::load
