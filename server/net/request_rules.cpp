#include "server/net/request_rules.hpp"

#include "server/net/authority.hpp"
#include "server/net/http_text.hpp"

#include <utility>

namespace candour::net {
namespace {

namespace http = boost::beast::http;

Reply cannot_read(unsigned status, std::string allowed) {
    auto refusal = refuse(RefusalCode::bad_message, std::move(allowed));
    refusal.message = "This is not a request that this server can read.";
    auto reply = refusal_reply(status, refusal);
    reply.hang_up = true;
    return reply;
}

/// 421: the right machine, but no server of that name (RFC 9110, 15.5.20).
Reply not_our_name() {
    auto refusal =
        refuse(RefusalCode::not_allowed,
               "An IP address, localhost, or a name that whoever runs the server has set "
               "(public-url, allow-host).");
    refusal.message = "This server does not answer to this name.";
    auto reply = refusal_reply(421, refusal);
    reply.hang_up = true;
    return reply;
}

/// The body's length is said in exactly one way, and one that we know.
std::optional<Reply> refuse_framing(const RequestHead& request) {
    const auto codings = request.count(http::field::transfer_encoding);
    if (codings == 0) return {};
    if (codings > 1 || request.version() != 11 || request.count(http::field::content_length) != 0)
        return cannot_read(400,
                           "Transfer-Encoding once, in HTTP/1.1, and no Content-Length with it.");
    const auto coding = trimmed(field(request, http::field::transfer_encoding));
    if (same_ignoring_case(coding, "chunked")) return {};
    // "chunked, chunked" is wrong; "gzip, chunked" is right and not known here (RFC 9112, 6.1).
    const bool is_chunked_twice = starts_with_ignoring_case(coding, "chunked");
    return cannot_read(is_chunked_twice ? 400 : 501, "Transfer-Encoding: chunked.");
}

}  // namespace

Reply unreadable() {
    return cannot_read(400, "HTTP/1.1, RFC 9112.");
}

Reply too_large(unsigned status, std::string allowed) {
    auto refusal = refuse(RefusalCode::message_too_large, std::move(allowed));
    refusal.message = "This request is too large.";
    auto reply = refusal_reply(status, refusal);
    reply.hang_up = true;
    return reply;
}

std::optional<Reply> refuse_head(const RequestHead& request,
                                 std::string_view public_url,
                                 const std::vector<std::string>& names) {
    if (auto refused = refuse_framing(request)) return refused;
    const auto hosts = request.count(http::field::host);
    const bool is_old = request.version() < 11;  // HTTP/1.0 had no Host
    if (hosts > 1 || (hosts == 0 && !is_old)) return cannot_read(400, "Host, once.");
    const bool has_host = hosts == 1;
    if (has_host && !is_authority(field(request, http::field::host)))
        return cannot_read(400, "Host: a name or an address, and perhaps a port.");
    const auto authority = authority_of(request);
    if (authority.empty() && !has_host) return {};
    if (!is_authority(authority)) return cannot_read(400, "A target with a name or an address.");
    if (!answers_to(authority, public_url, names)) return not_our_name();
    return {};
}

}  // namespace candour::net
