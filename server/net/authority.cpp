#include "server/net/authority.hpp"

#include "server/app/limits.hpp"
#include "server/net/http_text.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace candour::net {
namespace {

namespace http = boost::beast::http;

/// How many characters of the target its scheme and "://" take; 0 when it is a path.
std::size_t scheme_length(std::string_view target) noexcept {
    for (const std::string_view scheme : {"http://", "https://"})
        if (starts_with_ignoring_case(target, scheme)) return scheme.size();
    return 0;
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// What a host's name may have (RFC 3986, 3.2.2), without percent-encoding, which no browser sends.
bool is_of_a_name(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_';
}

bool is_of_an_ip_literal(char c) noexcept {
    return is_of_a_name(c) || c == ':';
}

/// The name or address, without port, brackets and a dot at the end ("localhost." is localhost).
std::string_view host_in(std::string_view authority) noexcept {
    if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
    auto host = authority.substr(0, authority.find(':'));
    if (host.size() > 1 && host.ends_with('.')) host.remove_suffix(1);
    return host;
}

}  // namespace

std::string_view path_of(std::string_view target) noexcept {
    const auto scheme = scheme_length(target);
    if (scheme != 0) {
        target.remove_prefix(scheme);
        const auto end = std::min(target.find_first_of("/?"), target.size());
        target.remove_prefix(end);
        if (target.empty() || target.front() == '?') return "/";
    }
    return target.substr(0, target.find('?'));
}

std::string_view authority_of(const RequestHead& request) noexcept {
    auto target = beast_text(request.target());
    const auto scheme = scheme_length(target);
    if (scheme == 0) return field(request, http::field::host);
    target.remove_prefix(scheme);
    return target.substr(0, target.find_first_of("/?"));
}

bool is_authority(std::string_view text) noexcept {
    const bool literal = text.starts_with('[');
    const auto end = literal ? text.find(']') : std::min(text.find(':'), text.size());
    if (end == text.npos) return false;
    const auto host = literal ? text.substr(1, end - 1) : text.substr(0, end);
    if (host.empty() || host.size() > app::limits::max_host_bytes ||
        !std::ranges::all_of(host, literal ? is_of_an_ip_literal : is_of_a_name))
        return false;
    auto port = text.substr(literal ? end + 1 : end);
    if (port.empty()) return true;
    if (!port.starts_with(':')) return false;
    port.remove_prefix(1);
    return port.size() <= app::limits::max_port_digits && std::ranges::all_of(port, is_digit);
}

bool answers_to(std::string_view authority,
                std::string_view public_url,
                const std::vector<std::string>& names) {
    const auto host = host_in(authority);
    boost::system::error_code no_address;
    static_cast<void>(boost::asio::ip::make_address(std::string(host), no_address));
    if (!no_address) return true;
    const auto is = [host](std::string_view name) { return same_ignoring_case(host, name); };
    constexpr std::string_view local = "localhost";
    if (is(local)) return true;
    if (is(host_in(authority_of(public_url)))) return !public_url.empty();
    return std::ranges::any_of(names, is);
}

}  // namespace candour::net
