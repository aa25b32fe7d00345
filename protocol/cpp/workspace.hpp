// What the server knows of workspaces: closed boxes, and whose link may do what with them. Plain
// values.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candour {

/// Chosen by the browser that makes it: 128 random bits, in base64url on the wire.
struct WorkspaceId {
    Bytes16 bytes{};
    friend auto operator<=>(const WorkspaceId&, const WorkspaceId&) = default;
};

/// Names one box inside its workspace: 128 random bits.
struct BoxId {
    Bytes16 bytes{};
    friend auto operator<=>(const BoxId&, const BoxId&) = default;
};

/// Moves by one with every change of what it belongs to; the first is 1.
using BoxRevision = Number<struct BoxRevisionTag>;
using WorkspaceRevision = Number<struct WorkspaceRevisionTag>;

/// What whoever has a link may do.
enum class Right : std::uint8_t { look, edit };

/// One link, as the server knows it.
struct WorkspaceLink {
    std::string id;  // 22 characters of base64url, chosen by the browser
    Right right = Right::look;
    Bytes32 token_hash{};  // SHA-256 of what its browser shows, which follows from the capability
    std::string keyring;   // the workspace's keys, sealed to this link; opaque here
    friend bool operator==(const WorkspaceLink&, const WorkspaceLink&) = default;
};

/// All of a workspace but its boxes, as one value, so that a link goes and every other one gets new
/// keys in one step.
struct Workspace {
    std::string about;  // its name and older keys, for whoever has a link; opaque here
    std::string names;  // what the links are called, for whoever may edit; opaque here
    std::vector<WorkspaceLink> links;
    friend bool operator==(const Workspace&, const Workspace&) = default;
};

/// What a list shows of a box.
struct BoxEntry {
    BoxId id;
    BoxRevision revision;
    std::string label;  // opaque here
    friend bool operator==(const BoxEntry&, const BoxEntry&) = default;
};

/// What somebody with a link is shown. One who may only look gets no names, and no link but the
/// own one.
struct WorkspaceShown {
    std::string link;
    Right right = Right::look;
    WorkspaceRevision revision;
    std::uint64_t bytes = 0;
    std::uint64_t bytes_allowed = 0;
    Workspace workspace;
    std::vector<BoxEntry> boxes;
    friend bool operator==(const WorkspaceShown&, const WorkspaceShown&) = default;
};

/// The versions of one box that are still there, the newest first.
struct BoxVersions {
    std::vector<BoxEntry> versions;
    friend bool operator==(const BoxVersions&, const BoxVersions&) = default;
};

/// A change was written; the revision that it made.
struct Kept {
    std::uint64_t revision = 0;
    friend bool operator==(const Kept&, const Kept&) = default;
};

/// A label has this length always, so that none tells how long a title is; a body begins with it.
inline constexpr std::size_t box_label_bytes = 1'536;

}  // namespace candour
