// Site: where pages and their files come from. Handed in, so that this folder knows no asset table.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace candour::net {

/// One file as the browser gets it. What it points to lives as long as the Site.
struct Page {
    std::string_view content_type;
    std::span<const std::byte> bytes;
    std::span<const std::byte> brotli;  ///< the same, compressed; empty when there is none
    std::span<const std::byte> gzip;
    std::string_view etag;   ///< strong, in its quotes (RFC 9110, 8.8.3)
    bool immutable = false;  ///< its path changes with its content
};

/// Owner: main. Thread: any. Lifetime: longer than the Server.
class Site {
public:
    Site() = default;
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;
    virtual ~Site() = default;

    /// The file at exactly this path ("/index.html"), or nothing.
    [[nodiscard]] virtual std::optional<Page> find(std::string_view path) const = 0;
};

}  // namespace candour::net
