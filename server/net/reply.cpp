#include "server/net/reply.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/net/http_text.hpp"

#include <boost/beast/http/status.hpp>

#include <array>
#include <ctime>

namespace candour::net {
namespace {

/// On every answer. The policy has no 'unsafe-inline': pages hold neither script nor style of their
/// own. Nothing of ours may be framed but the studio's preview, by the studio; and no page tells
/// another site where it was linked from.
constexpr std::string_view policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    // No script may make HTML, script or addresses of script from text (Trusted Types) but the one
    // library that cleans Markdown, and the studio for the script that reads its spreadsheets.
    "require-trusted-types-for 'script'; trusted-types dompurify candour-worker; "
    "base-uri 'none'; form-action 'self'; ";
constexpr std::string_view security_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

std::string_view framing_policy(FramingOfPages framing) {
    switch (framing) {
        case FramingOfPages::none: return "frame-ancestors 'none'\r\n";
        case FramingOfPages::frames_our_own: return "frame-src 'self'; frame-ancestors 'none'\r\n";
        case FramingOfPages::framed_by_our_own: return "frame-ancestors 'self'\r\n";
    }
    return "frame-ancestors 'none'\r\n";
}

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7), whatever the locale.
std::string http_date(std::chrono::system_clock::time_point now) {
    const auto time = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 40> text{};
    const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

unsigned status_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::not_found:
        case RefusalCode::room_not_found:
        case RefusalCode::workspace_not_found: return 404;
        case RefusalCode::wrong_method: return 405;
        case RefusalCode::others_can_edit: return 409;
        case RefusalCode::changed_meanwhile: return 412;
        case RefusalCode::message_too_large: return 413;
        case RefusalCode::unsupported_media: return 415;
        case RefusalCode::not_allowed:
        case RefusalCode::look_only: return 403;
        case RefusalCode::pass_needed: return 401;
        case RefusalCode::too_many_requests: return 429;
        case RefusalCode::server_full:
        case RefusalCode::not_kept: return 503;
        case RefusalCode::workspace_full: return 507;
        default: return 400;
    }
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A weight of 0 ("q=0", "q=0.000") means: not this one.
bool has_weight(std::string_view parameters) {
    while (!parameters.empty()) {
        auto parameter = trimmed(take_until(parameters, ';'));
        if (!starts_with_ignoring_case(parameter, "q=")) continue;
        parameter.remove_prefix(2);
        return parameter.find_first_not_of("0.") != parameter.npos;
    }
    return true;
}

/// Strong validators are of one representation each: the compressed one has another.
std::string etag_of(const Page& page, std::string_view coding) {
    std::string etag(page.etag);
    if (!coding.empty() && etag.ends_with('"'))
        etag.insert(etag.size() - 1, "-" + std::string(coding));
    return etag;
}

bool has_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        auto candidate = trimmed(take_until(if_none_match, ','));
        if (candidate == "*") return true;
        if (candidate.starts_with("W/")) candidate.remove_prefix(2);
        if (candidate == etag) return true;
    }
    return false;
}

}  // namespace

std::string_view Reply::body() const {
    if (const auto* own = std::get_if<std::string>(&content)) return *own;
    return std::get<SharedBody>(content).bytes;
}

std::string head_of(const Reply& reply,
                    const Framing& framing,
                    std::chrono::system_clock::time_point now) {
    std::string head = framing.http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
    head.reserve(1'024);
    head += std::to_string(reply.status) + ' ';
    head += beast_text(
        boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(reply.status)));
    const auto add = [&head](std::string_view name, std::string_view value) {
        head.append("\r\n").append(name).append(": ").append(value);
    };
    add("Date", http_date(now));
    if (!reply.content_type.empty()) add("Content-Type", reply.content_type);
    if (reply.status != 304 && reply.status != 204 && reply.status >= 200)
        add("Content-Length", std::to_string(reply.body().size()));
    add("Cache-Control", reply.cache);
    for (const auto& [name, value] : reply.fields) add(name, value);
    if (!framing.keep_alive)
        add("Connection", "close");
    else if (framing.http_1_0)
        add("Connection", "keep-alive");
    head.append("\r\n").append(policy).append(framing_policy(reply.framing_of_pages));
    return head.append(security_headers).append("\r\n");
}

Reply json_reply(unsigned status, std::string json) {
    Reply reply;
    reply.status = status;
    reply.content_type = "application/json";
    reply.content = std::move(json);
    return reply;
}

Reply text_reply(std::string_view content_type, std::string text) {
    Reply reply;
    reply.content_type = content_type;
    reply.content = std::move(text);
    return reply;
}

Reply refusal_reply(const Refusal& refusal) {
    return refusal_reply(status_of(refusal.code), refusal);
}

Reply refusal_reply(unsigned status, const Refusal& refusal) {
    auto reply = json_reply(status, encode(refusal));
    reply.refusal = refusal;
    // A 401 says how one could show who one is (RFC 9110, 15.5.2; RFC 6750, 3).
    if (status == 401) reply.fields.emplace_back("WWW-Authenticate", "Bearer");
    if (refusal.retry_after)
        reply.fields.emplace_back("Retry-After", std::to_string(refusal.retry_after->count()));
    return reply;
}

Reply file_reply(const Page& page, const FileRequest& request) {
    std::string_view coding;
    auto bytes = page.bytes;
    if (!page.brotli.empty() && accepts(request.accept_encoding, "br")) {
        coding = "br";
        bytes = page.brotli;
    } else if (!page.gzip.empty() && accepts(request.accept_encoding, "gzip")) {
        coding = "gzip";
        bytes = page.gzip;
    }
    Reply reply;
    reply.content_type = page.content_type;
    reply.cache = page.immutable ? "public, max-age=31536000, immutable" : "no-cache";
    reply.fields.emplace_back("Vary", "Accept-Encoding");
    if (!page.etag.empty()) reply.fields.emplace_back("ETag", etag_of(page, coding));
    if (!page.etag.empty() && has_etag(request.if_none_match, etag_of(page, coding))) {
        reply.status = 304;
        return reply;
    }
    if (!coding.empty()) reply.fields.emplace_back("Content-Encoding", coding);
    reply.content = SharedBody{as_text(bytes), nullptr};
    return reply;
}

bool accepts(std::string_view list, std::string_view wanted) {
    bool star = false;
    while (!list.empty()) {
        auto parameters = trimmed(take_until(list, ','));
        const auto name = trimmed(take_until(parameters, ';'));
        if (same_ignoring_case(name, wanted)) return has_weight(parameters);
        if (name == "*") star = has_weight(parameters);
    }
    return star;
}

}  // namespace candour::net
