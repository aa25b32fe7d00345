#include "server/commands/client/server_url.hpp"

namespace candour::client {
namespace {

using Result = boost::system::result<ServerUrl, std::string>;

constexpr std::string_view plain = "http://";
constexpr std::string_view encrypted = "https://";

Result fault(std::string_view what) {
    return {boost::system::in_place_error,
            std::string(what) +
                " A server's address looks like https://polls.example.org or "
                "http://127.0.0.1:8080."};
}

}  // namespace

std::optional<Authority> read_authority(std::string_view text) {
    const bool brackets = text.starts_with('[');
    const auto end = brackets ? text.find(']') : text.find(':');
    if (brackets && end == text.npos) return std::nullopt;
    Authority authority;
    authority.host = text.substr(brackets ? 1 : 0, end - (brackets ? 1 : 0));
    auto rest = end == text.npos ? std::string_view{} : text.substr(end + (brackets ? 1 : 0));
    if (authority.host.empty()) return std::nullopt;
    if (rest.empty()) return authority;
    authority.port = rest.substr(1);
    const bool is_port = rest.starts_with(':') && !authority.port->empty() &&
                         authority.port->find_first_not_of("0123456789") == std::string::npos;
    return is_port ? std::optional(authority) : std::nullopt;
}

std::string ServerUrl::authority() const {
    const auto name = host.find(':') == host.npos ? host : "[" + host + "]";
    const bool usual = port == (tls ? "443" : "80");
    return usual ? name : name + ":" + port;
}

boost::system::result<ServerUrl, std::string> read_server_url(std::string_view text) {
    ServerUrl url;
    url.tls = text.starts_with(encrypted);
    if (!url.tls && !text.starts_with(plain)) return fault("This is not a web address.");
    text.remove_prefix(url.tls ? encrypted.size() : plain.size());
    if (text.ends_with('/')) text.remove_suffix(1);
    if (text.find_first_of("/?#@") != text.npos)
        return fault("Here the address of the server alone is wanted.");
    const auto authority = read_authority(text);
    if (!authority) return fault("This address names no machine.");
    url.host = authority->host;
    url.port = authority->port.value_or(url.tls ? "443" : "80");
    return url;
}

}  // namespace candour::client
