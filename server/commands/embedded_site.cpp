#include "server/commands/embedded_site.hpp"

#include "server/ops/assets.hpp"

namespace candour::commands {

std::optional<net::Page> EmbeddedSite::find(std::string_view path) const {
    const auto* asset = ops::find_asset(path);
    if (asset == nullptr) return {};
    return net::Page{.content_type = asset->content_type,
                     .bytes = asset->bytes,
                     .brotli = asset->brotli,
                     .gzip = asset->gzip,
                     .etag = asset->etag,
                     .immutable = asset->immutable};
}

}  // namespace candour::commands
