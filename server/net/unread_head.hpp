// Heads of requests that could not be read: what they deserve, and who waits for it.
#pragma once

#include "server/net/ask.hpp"
#include "server/net/reply.hpp"
#include "server/net/socket.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <optional>

namespace candour::net {

using HeadParser = beast::http::request_parser<beast::http::empty_body>;

/// What a request deserves whose head could not be read for this reason: an answer, or nothing when
/// nobody is there.
[[nodiscard]] std::optional<Reply> reply_to_bad_head(error_code ec);

/// Whether a person waits for that answer. A browser says what it takes after the address, and
/// perhaps after its cookies: where one of these was too long, as much is read on as the buffer
/// holds. An address that fills the whole buffer is taken for a person's, as nothing says
/// otherwise. Whoever asks has set a deadline at which the socket is closed.
Awaitable<bool> is_for_a_person_after_all(Socket& socket,
                                          beast::flat_buffer& buffer,
                                          HeadParser& head,
                                          error_code why_unread);

}  // namespace candour::net
