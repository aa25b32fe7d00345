#include "server/net/client_address.hpp"

#include "server/net/http_text.hpp"

#include <optional>

namespace candour::net {
namespace {

/// One entry: an address, with or without the port that some proxies add. Nothing for "unknown",
/// names and hidden ones.
std::optional<app::IpAddress> read_hop(std::string_view entry) {
    if (entry.starts_with('[')) {
        const auto end = entry.find(']');
        return end == entry.npos ? std::nullopt : app::read_ip_address(entry.substr(1, end - 1));
    }
    const auto colon = entry.find(':');
    const bool has_port = colon != entry.npos && entry.find(':', colon + 1) == entry.npos;
    return app::read_ip_address(has_port ? entry.substr(0, colon) : entry);
}

/// Takes what stands behind the last comma off the end of `rest`.
std::string_view take_last(std::string_view& rest) {
    const auto comma = rest.rfind(',');
    const auto last = comma == rest.npos ? rest : rest.substr(comma + 1);
    rest = comma == rest.npos ? std::string_view{} : rest.substr(0, comma);
    return trimmed(last);
}

}  // namespace

ClientAddress client_address(const app::IpAddress& peer,
                             const std::vector<std::string_view>& forwarded_for,
                             const app::Networks& trusted) {
    if (!app::any_has(trusted, peer)) return {peer, peer.is_loopback(), !forwarded_for.empty()};
    ClientAddress nearest{peer, true, false};
    for (auto value = forwarded_for.rbegin(); value != forwarded_for.rend(); ++value) {
        auto rest = *value;
        while (!rest.empty()) {
            const auto hop = read_hop(take_last(rest));
            if (!hop) return nearest;  // the trusted one that wrote this does not say for whom
            if (!app::any_has(trusted, *hop)) return {*hop, false, false};
            nearest.address = *hop;
        }
    }
    return nearest;
}

}  // namespace candour::net
