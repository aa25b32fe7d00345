// Endpoint: one row of the table of what this server answers over HTTP (protocol/README.md,
// "HTTP").
#pragma once

#include "server/app/keys/address_mark.hpp"
#include "server/net/ask.hpp"
#include "server/net/guesser.hpp"
#include "server/net/handshake.hpp"
#include "server/net/reply.hpp"
#include "server/net/services.hpp"

#include <boost/beast/http/verb.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candour::net {

using PathParts = std::array<std::string, 3>;

/// A request that was read to its end, of whom the endpoint takes it.
struct Request {
    const RequestHead& head;
    std::string path;  // without the query
    PathParts parts;   // what stands where the pattern has braces
    std::string body;
    std::string origin;  // "https://polls.example.org": how a link to this server begins
    Guesser& guesser;    // for who asks for something by a room's code
    app::AddressMark who;
};

/// Who may ask.
enum class Who : std::uint8_t {
    anybody,
    /// Pages of ours, and whatever is no page: another site's page is refused (handshake.hpp says
    /// how they are told apart).
    own_pages,
    /// The same, and whoever may open rooms (openers.hpp).
    openers,
    /// Pages of ours, and whatever is no page, with a link to the workspace that the path names.
    members,
};

/// Runs on the shard that accepted the socket; what takes long or belongs to another shard it
/// awaits (ask.hpp). Both arguments outlive it.
using Handler = Awaitable<Reply> (*)(const Services& services, Request& request);

struct Endpoint {
    boost::beast::http::verb method;
    /// "{}" is one segment, whatever it is; "{code}" one that is a room's code. "/*" is every other
    /// path but those of the pages' own files, which are only shown at their addresses.
    std::string_view pattern;
    Who who;
    /// The one content type that a body may have; empty: a body is read and ignored.
    std::string_view body_type;
    std::size_t max_body_bytes;
    /// Null: the socket becomes a WebSocket connection. Where there is a handler for GET, HEAD is
    /// answered too.
    Handler handle;
};

}  // namespace candour::net
