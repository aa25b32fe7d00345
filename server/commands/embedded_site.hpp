// The web client inside the binary, as net's Site.
#pragma once

#include "server/net/site.hpp"

namespace candour::commands {

/// No state; any thread.
class EmbeddedSite final : public net::Site {
public:
    [[nodiscard]] std::optional<net::Page> find(std::string_view path) const override;
};

}  // namespace candour::commands
