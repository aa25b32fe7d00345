// The web client's files, as they lie inside the binary (cmake/embed.cmake puts them there).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace candour::ops {

/// One file. Everything in it lives as long as the program; any thread may read it.
struct Asset {
    std::string_view path;          ///< as a URL's path: "/assets/projector-3f9a.js"
    std::string_view content_type;  ///< with its charset where it is text
    std::span<const std::byte> bytes;
    std::span<const std::byte> brotli;  ///< the same, compressed; empty if it was not worth it
    std::span<const std::byte> gzip;
    std::string_view etag;  ///< strong, with its quotes (RFC 9110, 8.8.3)
    bool immutable;         ///< its name changes with its content, so it may be kept for a year
};

/// All of them, sorted by path. Empty when the server was built without the web client.
[[nodiscard]] std::span<const Asset> assets();

/// SHA-256 over all of them, in hexadecimal; empty when there are none. The same that this says in
/// client-web/dist: `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum`.
[[nodiscard]] std::string_view assets_hash();

/// The asset at exactly this path, or nullptr.
[[nodiscard]] const Asset* find_asset(std::string_view path);

}  // namespace candour::ops
