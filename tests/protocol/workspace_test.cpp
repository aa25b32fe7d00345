// What a workspace may not be, beyond the form of its fields.
#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_workspace.hpp"

#include <doctest/doctest.h>

using namespace candour;

namespace {

WorkspaceLink link_of(std::uint8_t who, Right right) {
    WorkspaceLink link;
    link.id = base64url(Bytes16{who});
    link.right = right;
    link.token_hash.fill(who);
    link.keyring = "sealed";
    return link;
}

/// What is said of a workspace with these links; empty where nothing is wrong.
std::string refused(const WorkspaceLink& one, const WorkspaceLink& other) {
    const Workspace workspace{"sealed", "sealed", {one, other}};
    const auto read = parse_workspace(encode(workspace));
    return read ? std::string() : read.error().message;
}

}  // namespace

TEST_CASE("each link of a workspace has an id and a token of its own") {
    const auto edits = link_of(1, Right::edit);
    const auto looks = link_of(2, Right::look);
    CHECK(refused(edits, looks) == "");

    auto same_id = looks;
    same_id.id = edits.id;
    CHECK(refused(edits, same_id) == "Two links have the same id.");

    // Whoever holds both would only look, and nobody could change or delete the workspace.
    auto same_token = looks;
    same_token.token_hash = edits.token_hash;
    CHECK(refused(edits, same_token) == "Two links have the same token_hash.");
    CHECK(refused(same_token, edits) == "Two links have the same token_hash.");
}

TEST_CASE("a workspace that nobody could edit is refused") {
    const auto looks = link_of(2, Right::look);
    CHECK(refused(looks, link_of(3, Right::look)) ==
          "By none of these links could anybody edit the workspace.");
}
