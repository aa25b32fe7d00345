// Whom a request is for: the authority of its target or Host (RFC 9110, 7.2; RFC 9112, 3.2), and
// whether that is this server.
//
// A page of another site can have its own name resolve to this machine, and its script then speaks
// to us as if we were that site (DNS rebinding). The browser says the site's name in Host all the
// same, so a server that answers to its own names alone is safe from it.
#pragma once

#include "server/net/handshake.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::net {

/// The target without scheme, authority and query: "http://host/a?b" and "/a?b" are both "/a".
[[nodiscard]] std::string_view path_of(std::string_view target) noexcept;

/// Whom the request is for: what an absolute target says (RFC 9112, 3.2.2), else Host; may be
/// empty.
[[nodiscard]] std::string_view authority_of(const RequestHead& request) noexcept;

/// Whether it has the form of one: a name or address and perhaps a port, without a user or a path.
[[nodiscard]] bool is_authority(std::string_view text) noexcept;

/// Whether a server that people reach by `public_url` answers to this name, whatever the port: an
/// IP address (which no name server can give away), localhost, the name in `public_url`, or one of
/// `names`.
[[nodiscard]] bool answers_to(std::string_view authority,
                              std::string_view public_url,
                              const std::vector<std::string>& names);

}  // namespace candour::net
