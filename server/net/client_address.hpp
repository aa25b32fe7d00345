// Which address a request comes from, when there may be proxies on its way. Pure.
#pragma once

#include "server/app/ip_address.hpp"

#include <string_view>
#include <vector>

namespace candour::net {

/// Whom a limit per address is about.
struct ClientAddress {
    app::IpAddress address;
    /// It stands for people who cannot be told apart: a proxy that does not say for whom it asks,
    /// or this machine itself, behind whose address a proxy may be that nobody has named.
    bool stands_for_many = false;
    /// It says that it is a proxy, and no setting names it.
    bool unnamed_proxy = false;

    friend bool operator==(const ClientAddress&, const ClientAddress&) = default;
};

/// `forwarded_for` are the values of the request's X-Forwarded-For fields, in their order. A proxy
/// adds at the end whom it heard the request from, so that only what trusted proxies have added can
/// be believed: the address is the last one that no trusted proxy has. From a peer that is not
/// trusted nothing is believed.
[[nodiscard]] ClientAddress client_address(const app::IpAddress& peer,
                                           const std::vector<std::string_view>& forwarded_for,
                                           const app::Networks& trusted);

}  // namespace candour::net
