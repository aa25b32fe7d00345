// HTTP texts: comparing and taking apart what stands in a request. ASCII, as HTTP is (RFC
// 9110, 5.5); and none of Beast's own comparisons, of which 1.81's iequals reads a byte past the
// end.
#pragma once

#include <boost/beast/core/string_type.hpp>

#include <algorithm>
#include <string_view>

namespace candour::net {

/// Beast's string_view is Boost's.
[[nodiscard]] inline std::string_view beast_text(boost::beast::string_view text) noexcept {
    return {text.data(), text.size()};
}

[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] constexpr bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::ranges::equal(a, b, {}, lower, lower);
}

[[nodiscard]] constexpr bool starts_with_ignoring_case(std::string_view text,
                                                       std::string_view prefix) noexcept {
    return same_ignoring_case(text.substr(0, prefix.size()), prefix);
}

[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Takes what stands before the next `separator` off the front of `rest`, and the separator.
[[nodiscard]] constexpr std::string_view take_until(std::string_view& rest,
                                                    char separator) noexcept {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

/// Whether a comma-separated list has this token, in any case (RFC 9110, 5.6.1).
[[nodiscard]] constexpr bool has_token(std::string_view list, std::string_view token) noexcept {
    while (!list.empty())
        if (same_ignoring_case(trimmed(take_until(list, ',')), token)) return true;
    return false;
}

/// What an Authorization field has after "Bearer" (RFC 6750, 2.1); empty when it is of another
/// kind.
[[nodiscard]] constexpr std::string_view bearer_token(std::string_view authorization) noexcept {
    constexpr std::string_view scheme = "bearer ";
    if (!starts_with_ignoring_case(authorization, scheme)) return {};
    return trimmed(authorization.substr(scheme.size()));
}

}  // namespace candour::net
