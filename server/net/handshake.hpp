// The door for WebSocket handshakes (RFC 6455, section 4.2): what Beast does not look at, and what
// it would refuse without a word that a program understands.
#pragma once

#include "server/net/reply.hpp"

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

#include <optional>
#include <string_view>

namespace candour::net {

using RequestHead = boost::beast::http::request_header<>;

/// Why this request may not become a Connection; nothing when it may. Any thread.
[[nodiscard]] std::optional<Reply> refuse_handshake(const RequestHead& request,
                                                    std::string_view public_url);

/// Whether the request comes from a page of ours, or from no page at all: browsers always say the
/// Origin with a handshake and with a POST, and another site's is not let in (RFC 6455, 10.2).
[[nodiscard]] bool is_same_origin(const RequestHead& request, std::string_view public_url);

/// "host:port" of an absolute URL, or empty.
[[nodiscard]] std::string_view authority_of(std::string_view url);

/// The value of a header, or empty.
[[nodiscard]] std::string_view field(const RequestHead& request, boost::beast::http::field name);

}  // namespace candour::net
