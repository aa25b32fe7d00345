// What is done with boxes: the half of Shelf that reads and writes them.
#include "server/app/limits.hpp"
#include "server/shelf/shelf.hpp"
#include "server/shelf/shelf_statements.hpp"

#include <string>
#include <utility>

namespace candour::shelf {
namespace {

namespace limits = app::limits;

Refusal refuse_as_no_box() {
    auto refusal = refuse(RefusalCode::not_found,
                          "The id of a deck or room in this workspace, and "
                          "a version that is still kept.");
    refusal.message = "This is not in the workspace any more, or never was.";
    return refusal;
}

}  // namespace

Result<Box> Shelf::read(const Asker& asker, const BoxId& box, std::optional<BoxRevision> version) {
    return in_transaction([&]() -> Result<Box> {
        auto who = enter(asker, Right::look);
        if (!who) return std::move(who).error();
        if (!version) version = newest(asker.workspace, box);
        SQLite::Statement find(
            *database_,
            "SELECT label, content FROM boxes WHERE workspace = ? AND id = ? AND revision = ?");
        bind(find, 1, asker.workspace.bytes);
        bind(find, 2, box.bytes);
        find.bind(3, as_column(version.value_or(BoxRevision{}).value()));
        if (!find.executeStep()) return refuse_as_no_box();
        return Box{*version, blob(find.getColumn(0)), blob(find.getColumn(1))};
    });
}

Result<BoxVersions> Shelf::versions(const Asker& asker, const BoxId& box) {
    return in_transaction([&]() -> Result<BoxVersions> {
        auto who = enter(asker, Right::look);
        if (!who) return std::move(who).error();
        SQLite::Statement each(*database_,
                               "SELECT revision, label FROM boxes WHERE workspace = ? AND id = ? "
                               "ORDER BY revision DESC");
        bind(each, 1, asker.workspace.bytes);
        bind(each, 2, box.bytes);
        BoxVersions versions;
        while (each.executeStep())
            versions.versions.push_back(
                {box, BoxRevision(number(each.getColumn(0))), blob(each.getColumn(1))});
        if (versions.versions.empty()) return refuse_as_no_box();
        return versions;
    });
}

Result<Kept> Shelf::write(const Asker& asker, const BoxChange& change) {
    return in_transaction([&]() -> Result<Kept> {
        auto who = enter(asker, Right::edit);
        if (!who) return std::move(who).error();
        const auto& id = asker.workspace;
        const auto there = newest(id, change.box);
        if (there != change.made_from) return refuse(RefusalCode::changed_meanwhile);
        if (!there)
            if (auto full = refuse_one_more(id)) return *std::move(full);
        if (there && !change.keeps_version) {
            SQLite::Statement replace(
                *database_, "DELETE FROM boxes WHERE workspace = ? AND id = ? AND revision = ?");
            bind(replace, 1, id.bytes);
            bind(replace, 2, change.box.bytes);
            replace.bind(3, as_column(there->value()));
            replace.exec();
        }
        const auto revision = there.value_or(BoxRevision{}).next();
        put_in(id, change, revision);
        if (auto full = make_room(id, change.box)) return *std::move(full);
        return Kept{revision.value()};
    });
}

std::optional<Refusal> Shelf::erase(const Asker& asker, const BoxId& box, BoxRevision made_from) {
    auto refused = in_transaction([&]() -> std::optional<Refusal> {
        auto who = enter(asker, Right::edit);
        if (!who) return std::move(who).error();
        const auto there = newest(asker.workspace, box);
        if (!there) return refuse_as_no_box();
        if (*there != made_from) return refuse(RefusalCode::changed_meanwhile);
        SQLite::Statement erase(*database_, "DELETE FROM boxes WHERE workspace = ? AND id = ?");
        bind(erase, 1, asker.workspace.bytes);
        bind(erase, 2, box.bytes);
        erase.exec();
        return std::nullopt;
    });
    if (!refused) overwrite_what_was_deleted();
    return refused;
}

std::vector<BoxEntry> Shelf::boxes_of(const WorkspaceId& id) {
    // Of a bare column beside max() SQLite takes the row that has the maximum.
    SQLite::Statement each(*database_,
                           "SELECT id, max(revision), label FROM boxes WHERE workspace = ? GROUP "
                           "BY id ORDER BY id");
    bind(each, 1, id.bytes);
    std::vector<BoxEntry> boxes;
    while (each.executeStep())
        boxes.push_back({{bits<16>(each.getColumn(0))},
                         BoxRevision(number(each.getColumn(1))),
                         blob(each.getColumn(2))});
    return boxes;
}

std::optional<BoxRevision> Shelf::newest(const WorkspaceId& id, const BoxId& box) {
    SQLite::Statement find(*database_,
                           "SELECT max(revision) FROM boxes WHERE workspace = ? AND id = ?");
    bind(find, 1, id.bytes);
    bind(find, 2, box.bytes);
    if (!find.executeStep() || find.getColumn(0).isNull()) return std::nullopt;
    return BoxRevision(number(find.getColumn(0)));
}

std::optional<Refusal> Shelf::refuse_one_more(const WorkspaceId& id) {
    SQLite::Statement boxes(*database_, "SELECT count(DISTINCT id) FROM boxes WHERE workspace = ?");
    bind(boxes, 1, id.bytes);
    boxes.executeStep();
    if (number(boxes.getColumn(0)) < limits::max_boxes_per_workspace) return std::nullopt;
    return refuse(RefusalCode::workspace_full, "At most " +
                                                   std::to_string(limits::max_boxes_per_workspace) +
                                                   " decks and rooms in one workspace.");
}

void Shelf::put_in(const WorkspaceId& id, const BoxChange& change, BoxRevision revision) {
    SQLite::Statement insert(*database_, "INSERT INTO boxes VALUES (?, ?, ?, ?, ?)");
    bind(insert, 1, id.bytes);
    bind(insert, 2, change.box.bytes);
    insert.bind(3, as_column(revision.value()));
    bind(insert, 4, change.label);
    bind(insert, 5, change.content);
    insert.exec();
}

std::optional<Refusal> Shelf::make_room(const WorkspaceId& id, const BoxId& box) {
    SQLite::Statement versions(*database_,
                               "SELECT count(*) FROM boxes WHERE workspace = ? AND id = ?");
    bind(versions, 1, id.bytes);
    bind(versions, 2, box.bytes);
    versions.executeStep();
    if (number(versions.getColumn(0)) > limits::box_versions_kept)
        (void)drop_oldest_version(id, box);
    while (bytes_of(id) > limits::max_workspace_bytes)
        if (!drop_oldest_version(id, box))
            return refuse(RefusalCode::workspace_full,
                          "At most " + std::to_string(limits::max_workspace_bytes / 1'000'000) +
                              " MB in one workspace, older versions included.");
    if (bytes() > options_.max_bytes) return refuse_as_full_shelf();
    return std::nullopt;
}

bool Shelf::drop_oldest_version(const WorkspaceId& id, const BoxId& box) {
    SQLite::Statement drop(
        *database_,
        "DELETE FROM boxes WHERE workspace = ?1 AND id = ?2 AND revision = (SELECT min(revision) "
        "FROM boxes WHERE workspace = ?1 AND id = ?2) AND revision <> (SELECT max(revision) FROM "
        "boxes WHERE workspace = ?1 AND id = ?2)");
    bind(drop, 1, id.bytes);
    bind(drop, 2, box.bytes);
    return drop.exec() > 0;
}

}  // namespace candour::shelf
