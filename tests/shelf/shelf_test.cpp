#include "server/shelf/shelf.hpp"

#include "server/app/limits.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

namespace candour::shelf::shelf_test {
namespace {

namespace limits = app::limits;

Bytes32 hash_of(std::uint8_t who) {
    Bytes32 hash{};
    hash.fill(who);
    return hash;
}

WorkspaceLink link_of(std::uint8_t who, Right right) {
    std::string id(22, 'A');
    id[0] = static_cast<char>('a' + who);
    return {id, right, hash_of(who), "keyring"};
}

BoxId box_of(std::uint8_t which) {
    BoxId box;
    box.bytes.fill(which);
    return box;
}

constexpr std::uint8_t editor = 1;
constexpr std::uint8_t looker = 2;
constexpr std::uint8_t stranger = 9;

/// A workspace with one link that may edit and one that may look.
struct Team {
    explicit Team(ShelfOptions options = {}) : shelf(with_defaults(std::move(options))) {
        id.bytes.fill(7);
        const auto made = shelf.create(
            id, {"about", "names", {link_of(editor, Right::edit), link_of(looker, Right::look)}});
        created = made.has_value();
    }
    ShelfOptions with_defaults(ShelfOptions options) {
        options.today = [this] { return today; };
        if (options.max_bytes == 0) options.max_bytes = limits::max_workspace_disk_in_memory;
        return options;
    }
    [[nodiscard]] Asker as(std::uint8_t who) const { return {id, hash_of(who)}; }
    Result<Kept> write(std::uint8_t who,
                       std::uint8_t box,
                       std::uint64_t made_from,
                       std::string content,
                       bool keeps_version = false) {
        BoxChange change;
        change.box = box_of(box);
        if (made_from > 0) change.made_from = BoxRevision(made_from);
        change.keeps_version = keeps_version;
        change.label = "label of " + content.substr(0, 20);
        change.content = std::move(content);
        return shelf.write(as(who), change);
    }
    std::string read(std::uint8_t box, std::uint64_t version = 0) {
        const auto wanted = version == 0 ? std::nullopt : std::optional(BoxRevision(version));
        const auto found = shelf.read(as(looker), box_of(box), wanted);
        return found ? found->content : std::string(to_string(found.error().code));
    }

    std::string today = "2026-11-30";
    WorkspaceId id;
    Shelf shelf;
    bool created = false;
};

template <class Value>
std::string code_of(const Result<Value>& result) {
    return result ? "fine" : std::string(to_string(result.error().code));
}
std::string code_of(const std::optional<Refusal>& refused) {
    return refused ? std::string(to_string(refused->code)) : "fine";
}

TEST_CASE(
    "who may edit writes, who may look reads, and a stranger learns not even that it is there") {
    Team team;
    REQUIRE(team.created);
    CHECK(team.write(editor, 1, 0, "deck")->revision == 1);
    CHECK(code_of(team.write(looker, 1, 1, "deck")) == "look_only");
    CHECK(code_of(team.write(stranger, 1, 1, "deck")) == "workspace_not_found");
    CHECK(team.read(1) == "deck");
    CHECK(code_of(team.shelf.read(team.as(stranger), box_of(1), {})) == "workspace_not_found");
    WorkspaceId nowhere;
    CHECK(code_of(team.shelf.show({nowhere, hash_of(editor)})) == "workspace_not_found");
    CHECK(code_of(team.shelf.arrange(team.as(looker), WorkspaceRevision(1), {})) == "look_only");
    CHECK(code_of(team.shelf.erase(team.as(looker), box_of(1), BoxRevision(1))) == "look_only");
    CHECK(code_of(team.shelf.remove(team.as(looker))) == "look_only");
}

TEST_CASE("somebody who may only look is shown no names, and no link but the own one") {
    Team team;
    (void)team.write(editor, 1, 0, "deck");
    const auto all = team.shelf.show(team.as(editor));
    REQUIRE(all.has_value());
    CHECK(all->workspace.names == "names");
    CHECK(all->workspace.links.size() == 2);
    const auto part = team.shelf.show(team.as(looker));
    REQUIRE(part.has_value());
    CHECK(part->right == Right::look);
    CHECK(part->workspace.about == "about");
    CHECK(part->workspace.names.empty());
    REQUIRE(part->workspace.links.size() == 1);
    CHECK(part->workspace.links[0] == link_of(looker, Right::look));
    REQUIRE(part->boxes.size() == 1);
    CHECK(part->boxes[0].label == "label of deck");
}

TEST_CASE("a change that was made from another revision than there is writes nothing") {
    Team team;
    (void)team.write(editor, 1, 0, "first");
    CHECK(code_of(team.write(editor, 1, 0, "as if new")) == "changed_meanwhile");
    CHECK(team.write(editor, 1, 1, "second")->revision == 2);
    CHECK(code_of(team.write(editor, 1, 1, "late")) == "changed_meanwhile");
    CHECK(code_of(team.shelf.erase(team.as(editor), box_of(1), BoxRevision(1))) ==
          "changed_meanwhile");
    CHECK(team.read(1) == "second");
    const Workspace other{"other", "names", {link_of(editor, Right::edit)}};
    CHECK(team.shelf.arrange(team.as(editor), WorkspaceRevision(1), other)->revision == 2);
    CHECK(code_of(team.shelf.arrange(team.as(editor), WorkspaceRevision(1), other)) ==
          "changed_meanwhile");
    CHECK(code_of(team.shelf.create(team.id, other)) == "changed_meanwhile");
}

TEST_CASE("a version is kept where it is asked for, and the last fifty are") {
    Team team;
    (void)team.write(editor, 1, 0, "1");
    (void)team.write(editor, 1, 1, "2");
    CHECK(team.read(1, 1) == "not_found");
    for (std::uint64_t i = 2; i < 60; ++i)
        REQUIRE(team.write(editor, 1, i, std::to_string(i + 1), true)->revision == i + 1);
    const auto versions = team.shelf.versions(team.as(looker), box_of(1));
    REQUIRE(versions.has_value());
    CHECK(versions->versions.size() == limits::box_versions_kept);
    CHECK(versions->versions.front().revision == BoxRevision(60));
    CHECK(versions->versions.back().revision == BoxRevision(11));
    CHECK(team.read(1, 11) == "11");
    CHECK(team.read(1, 10) == "not_found");
    // The list shows the newest.
    CHECK(team.shelf.show(team.as(looker))->boxes[0].label == "label of 60");
}

TEST_CASE("a link that was revoked opens nothing, and the others go on") {
    Team team;
    const Workspace without{"about", "names", {link_of(editor, Right::edit)}};
    REQUIRE(team.shelf.arrange(team.as(editor), WorkspaceRevision(1), without).has_value());
    CHECK(code_of(team.shelf.show(team.as(looker))) == "workspace_not_found");
    CHECK(team.shelf.show(team.as(editor)).has_value());
}

TEST_CASE("the only one who may edit deletes everything, and nobody else does") {
    Team team;
    (void)team.write(editor, 1, 0, "deck");
    const Workspace two{
        "about", "names", {link_of(editor, Right::edit), link_of(looker, Right::edit)}};
    REQUIRE(team.shelf.arrange(team.as(editor), WorkspaceRevision(1), two).has_value());
    CHECK(code_of(team.shelf.remove(team.as(editor))) == "others_can_edit");
    const Workspace one{"about", "names", {link_of(editor, Right::edit)}};
    REQUIRE(team.shelf.arrange(team.as(editor), WorkspaceRevision(2), one).has_value());
    CHECK(code_of(team.shelf.remove(team.as(editor))) == "fine");
    CHECK(code_of(team.shelf.show(team.as(editor))) == "workspace_not_found");
    CHECK(team.shelf.bytes() == 0);
}

TEST_CASE(
    "a workspace takes no more boxes and bytes than it may, and gives up old versions first") {
    Team team;
    for (std::size_t i = 0; i < limits::max_boxes_per_workspace; ++i) {
        BoxChange change;
        change.box.bytes[0] = static_cast<std::uint8_t>(i % 256);
        change.box.bytes[1] = static_cast<std::uint8_t>(i / 256);
        REQUIRE(team.shelf.write(team.as(editor), change).has_value());
    }
    CHECK(code_of(team.write(editor, 77, 0, "one more")) == "workspace_full");

    Team large;
    const std::string half(limits::max_workspace_bytes / 2 - 1'000'000, 'x');
    REQUIRE(large.write(editor, 1, 0, half).has_value());
    REQUIRE(large.write(editor, 1, 1, half, true).has_value());
    REQUIRE(large.write(editor, 1, 2, half, true).has_value());
    CHECK(large.shelf.versions(large.as(editor), box_of(1))->versions.size() == 2);
    CHECK(large.read(1, 1) == "not_found");
    // Of another deck nothing goes.
    REQUIRE(large.write(editor, 2, 0, "small").has_value());
    CHECK(code_of(large.write(editor, 2, 1, half, true)) == "workspace_full");
    CHECK(large.read(2) == "small");
}

TEST_CASE("all workspaces together take no more than the shelf has room for") {
    ShelfOptions options;
    options.max_bytes = 200'000;
    Team team(std::move(options));
    REQUIRE(team.created);
    REQUIRE(team.write(editor, 1, 0, std::string(100'000, 'x')).has_value());
    const auto before = team.shelf.bytes();
    CHECK(code_of(team.write(editor, 2, 0, std::string(100'000, 'x'))) == "server_full");
    CHECK(team.shelf.bytes() == before);
    REQUIRE_FALSE(team.shelf.erase(team.as(editor), box_of(1), BoxRevision(1)).has_value());
    CHECK(team.write(editor, 2, 0, std::string(100'000, 'x')).has_value());
}

TEST_CASE("what nobody has used for long is deleted, and any use counts, as a month") {
    Team team;
    team.today = "2028-11-20";
    CHECK(team.shelf.forget_unused("2026-11-01") == 0);
    REQUIRE(team.shelf.show(team.as(looker)).has_value());
    CHECK(team.shelf.forget_unused("2028-10-01") == 0);
    CHECK(team.shelf.forget_unused("2028-11-20") == 1);
    CHECK(code_of(team.shelf.show(team.as(editor))) == "workspace_not_found");
}

/// A folder that is gone with the test.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "shelf.XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] std::string bytes() const {
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            std::ifstream file(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
        return all;
    }
    std::filesystem::path path;
};

TEST_CASE(
    "a shelf in a folder is there again, readable by nobody else; what was deleted is "
    "overwritten") {
    const Folder folder;
    ShelfOptions options;
    options.file = folder.path / "workspaces.db";
    {
        Team team(options);
        REQUIRE(team.write(editor, 1, 0, "a sealed deck that stays").has_value());
        REQUIRE(team.write(editor, 2, 0, "a sealed deck that goes").has_value());
        CHECK(folder.bytes().find("that goes") != std::string::npos);
        REQUIRE_FALSE(team.shelf.erase(team.as(editor), box_of(2), BoxRevision(1)).has_value());
        CHECK(folder.bytes().find("that goes") == std::string::npos);
        CHECK(std::filesystem::status(options.file).permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        team.shelf.keep_days("2026-11-30\n");
    }
    Team team(options);
    CHECK_FALSE(team.created);
    CHECK(team.read(1) == "a sealed deck that stays");
    CHECK(team.shelf.days() == "2026-11-30\n");
}

TEST_CASE("a file that is no shelf is left as it is") {
    const Folder folder;
    const auto file = folder.path / "workspaces.db";
    std::ofstream(file) << "somebody's notes";
    ShelfOptions options;
    options.file = file;
    CHECK_THROWS(Shelf(options));
    CHECK(folder.bytes() == "somebody's notes");
}

}  // namespace
}  // namespace candour::shelf::shelf_test
