#include "server/net/handshake.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/messages.hpp"
#include "server/net/authority.hpp"
#include "server/net/http_text.hpp"

namespace candour::net {
namespace {

namespace http = boost::beast::http;

/// 16 bytes in base64 (RFC 6455, 4.1).
bool is_key(std::string_view key) {
    const auto bytes = read_base64(key);
    return bytes && bytes->size() == 16;
}

Reply bad_handshake(std::string allowed) {
    auto refusal = refuse(RefusalCode::bad_message, std::move(allowed));
    refusal.message = "This is not a WebSocket handshake that this server takes.";
    return refusal_reply(400, refusal);
}

/// 426: the right address, but not this protocol (RFC 9110, 15.5.22).
Reply upgrade_required() {
    auto refusal = refuse(RefusalCode::bad_message, "A WebSocket handshake, version 13.");
    refusal.message = "This address takes WebSocket connections only.";
    auto reply = refusal_reply(426, refusal);
    reply.fields.emplace_back("Upgrade", "websocket");
    reply.fields.emplace_back("Connection", "Upgrade");
    reply.fields.emplace_back("Sec-WebSocket-Version", "13");
    return reply;
}

Reply foreign_origin() {
    auto refusal = refuse(RefusalCode::not_allowed, "Connections from this server's own pages.");
    refusal.message = "This connection comes from another site's page.";
    return refusal_reply(403, refusal);
}

}  // namespace

std::string_view field(const RequestHead& request, http::field name) {
    const auto found = request.find(name);
    return found == request.end() ? std::string_view{} : beast_text(found->value());
}

std::string_view authority_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {};
    url.remove_prefix(scheme + 3);
    return url.substr(0, url.find_first_of("/?#"));
}

bool is_same_origin(const RequestHead& request, std::string_view public_url) {
    if (request.find(http::field::origin) == request.end()) return true;
    const auto origin = authority_of(field(request, http::field::origin));
    if (origin.empty()) return false;  // "null": a sandboxed frame, a file
    return same_ignoring_case(origin, authority_of(request)) ||
           same_ignoring_case(origin, authority_of(public_url));
}

std::optional<Reply> refuse_handshake(const RequestHead& request, std::string_view public_url) {
    if (!has_token(field(request, http::field::upgrade), "websocket") ||
        !has_token(field(request, http::field::connection), "upgrade") ||
        field(request, http::field::sec_websocket_version) != "13")
        return upgrade_required();
    if (request.version() != 11) return bad_handshake("HTTP/1.1.");
    if (request.count(http::field::sec_websocket_key) != 1 ||
        !is_key(field(request, http::field::sec_websocket_key)))
        return bad_handshake("Sec-WebSocket-Key: 16 random bytes in base64.");
    if (!is_same_origin(request, public_url)) return foreign_origin();
    if (!has_token(field(request, http::field::sec_websocket_protocol), protocol_name))
        return bad_handshake("Sec-WebSocket-Protocol: candour.v1.");
    return {};
}

}  // namespace candour::net
