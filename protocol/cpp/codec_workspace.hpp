// The wire form of workspaces: protocol/README.md, "Workspaces".
// Any thread; no exception for bad input.
#pragma once

#include "protocol/cpp/refusal.hpp"
#include "protocol/cpp/workspace.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace candour {

/// Checks form alone, and that somebody may edit.
[[nodiscard]] boost::system::result<Workspace, Refusal> parse_workspace(std::string_view body);
[[nodiscard]] boost::system::result<WorkspaceShown, Refusal> parse_workspace_shown(
    std::string_view body);
[[nodiscard]] boost::system::result<BoxVersions, Refusal> parse_versions(std::string_view body);
[[nodiscard]] boost::system::result<Kept, Refusal> parse_kept(std::string_view body);

[[nodiscard]] std::string encode(const Workspace& request);
[[nodiscard]] std::string encode(const WorkspaceShown& answer);
[[nodiscard]] std::string encode(const BoxVersions& answer);
[[nodiscard]] std::string encode(const Kept& answer);

}  // namespace candour
