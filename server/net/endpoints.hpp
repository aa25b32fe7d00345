// The table of endpoints, and how a request finds its row. Pure.
#pragma once

#include "server/net/endpoint.hpp"

#include <span>
#include <string>
#include <string_view>

namespace candour::net {

/// Every address of this server. The first row that fits is taken.
[[nodiscard]] std::span<const Endpoint> endpoints();

/// Where a request belongs.
struct Found {
    const Endpoint* endpoint = nullptr;  // null: nowhere
    PathParts parts;
    /// The methods that the path has, as a 405 names them (RFC 9110, 15.5.6); empty when there is
    /// nothing at this path.
    std::string allow;
};

/// Any thread.
[[nodiscard]] Found find_endpoint(boost::beast::http::verb method, std::string_view target);

}  // namespace candour::net
