// What is looked at in every request's head before anything else, whatever it asks for: how it is
// framed (RFC 9112, 6) and whom it is for (3.2). What Beast reads more kindly than the RFC, a proxy
// in front may read otherwise: then one request hides in another's body.
#pragma once

#include "server/net/handshake.hpp"
#include "server/net/reply.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::net {

/// Why this request is not served; nothing when it may be. After a refusal the line is closed, as
/// nobody knows where the request ends. Any thread.
[[nodiscard]] std::optional<Reply> refuse_head(const RequestHead& request,
                                               std::string_view public_url,
                                               const std::vector<std::string>& names);

/// "This is not a request that this server can read", 400.
[[nodiscard]] Reply unreadable();

/// With 413 or 431; what comes after the part that was too large is not read.
[[nodiscard]] Reply too_large(unsigned status, std::string allowed);

}  // namespace candour::net
