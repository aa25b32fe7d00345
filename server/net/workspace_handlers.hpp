// Workspace handlers: what the endpoints under /api/workspaces answer (protocol/README.md,
// "Workspaces"). One function for each row of endpoints.cpp.
#pragma once

#include "server/net/endpoint.hpp"

#include <optional>
#include <string_view>

namespace candour::net {

/// Why the token opens no workspace of this id. Before the request's body is read, so that a
/// stranger's is not.
Awaitable<std::optional<Reply>> refuse_stranger(const Services& services,
                                                app::AddressMark who,
                                                std::string_view workspace,
                                                std::string_view authorization);

Awaitable<Reply> create_workspace(const Services& services, Request& request);
Awaitable<Reply> show_workspace(const Services& services, Request& request);
Awaitable<Reply> arrange_workspace(const Services& services, Request& request);
Awaitable<Reply> delete_workspace(const Services& services, Request& request);

Awaitable<Reply> read_box(const Services& services, Request& request);
/// The new content takes the place of the newest version.
Awaitable<Reply> replace_box(const Services& services, Request& request);
/// The newest version stays, below the new one.
Awaitable<Reply> add_version(const Services& services, Request& request);
Awaitable<Reply> erase_box(const Services& services, Request& request);
Awaitable<Reply> list_versions(const Services& services, Request& request);
Awaitable<Reply> read_version(const Services& services, Request& request);

}  // namespace candour::net
