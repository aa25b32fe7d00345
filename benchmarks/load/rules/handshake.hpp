// The two HTTP exchanges of a client: an upgrade to WebSocket (RFC 6455, section 4) and a plain
// request. Texts in, texts out. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candour::load {

/// `authority` is HOST:PORT. `protocol` may be empty.
[[nodiscard]] std::string upgrade_request(std::string_view authority,
                                          std::string_view path,
                                          std::string_view protocol);

struct HttpHead {
    int status = 0;
    std::size_t size = 0;                       // with the empty line at its end
    std::optional<std::size_t> content_length;  // none: until the line closes
    bool accepts_upgrade = false;               // Sec-WebSocket-Accept fits upgrade_request's key
    friend bool operator==(const HttpHead&, const HttpHead&) = default;
};

/// Nothing while the head is not whole yet. A head that is not HTTP has the status 0.
[[nodiscard]] std::optional<HttpHead> parse_http_head(std::string_view bytes);

/// `body` as JSON when there is one; the line is closed after the answer.
[[nodiscard]] std::string http_request(std::string_view method,
                                       std::string_view authority,
                                       std::string_view path,
                                       std::string_view body);

}  // namespace candour::load
