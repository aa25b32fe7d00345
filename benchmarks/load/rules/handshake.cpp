#include "benchmarks/load/rules/handshake.hpp"

#include <algorithm>
#include <charconv>

namespace candour::load {
namespace {

/// RFC 6455, 1.3: its own example. A fresh key protects against caches in between, of which a load
/// test has none; a fixed one lets the answer be checked without hashing.
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view expected_accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

void read_field(std::string_view line, HttpHead& head) {
    const auto colon = line.find(':');
    if (colon == line.npos) return;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (same_name(name, "sec-websocket-accept")) head.accepts_upgrade = value == expected_accept;
    if (!same_name(name, "content-length")) return;
    std::size_t length = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), length).ec == std::errc{})
        head.content_length = length;
}

}  // namespace

std::string upgrade_request(std::string_view authority,
                            std::string_view path,
                            std::string_view protocol) {
    std::string request = "GET ";
    request.append(path).append(" HTTP/1.1\r\nHost: ").append(authority);
    request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
    request.append("\r\nSec-WebSocket-Key: ").append(key);
    if (!protocol.empty()) request.append("\r\nSec-WebSocket-Protocol: ").append(protocol);
    return request.append("\r\n\r\n");
}

std::optional<HttpHead> parse_http_head(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return {};
    HttpHead head;
    head.size = end + 4;
    auto lines = bytes.substr(0, end);
    const auto first = lines.substr(0, lines.find("\r\n"));
    if (first.starts_with("HTTP/1.") && first.size() >= 12)
        std::from_chars(first.data() + 9, first.data() + 12, head.status);
    while (true) {
        const auto next = lines.find("\r\n");
        if (next == lines.npos) return head;
        lines.remove_prefix(next + 2);
        read_field(lines.substr(0, lines.find("\r\n")), head);
    }
}

std::string http_request(std::string_view method,
                         std::string_view authority,
                         std::string_view path,
                         std::string_view body) {
    std::string request(method);
    request.append(" ").append(path).append(" HTTP/1.1\r\nHost: ").append(authority);
    request.append("\r\nConnection: close");
    if (!body.empty()) {
        request.append("\r\nContent-Type: application/json\r\nContent-Length: ");
        request.append(std::to_string(body.size()));
    }
    return request.append("\r\n\r\n").append(body);
}

}  // namespace candour::load
