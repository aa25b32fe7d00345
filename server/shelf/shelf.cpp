#include "server/shelf/shelf.hpp"

#include "server/app/limits.hpp"
#include "server/shelf/month_of_use.hpp"
#include "server/shelf/shelf_database.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <array>
#include <utility>

namespace candour::shelf {
namespace {

namespace limits = app::limits;

template <class Bytes>
void bind(SQLite::Statement& statement, int at, const Bytes& bytes) {
    statement.bindNoCopy(at, static_cast<const void*>(bytes.data()),
                         static_cast<int>(bytes.size()));
}

std::string blob(const SQLite::Column& column) {
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return bytes == nullptr ? std::string{}
                            : std::string(bytes, static_cast<std::size_t>(column.getBytes()));
}

template <std::size_t Size>
std::array<std::uint8_t, Size> bits(const SQLite::Column& column) {
    std::array<std::uint8_t, Size> array{};
    const auto bytes = blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), Size), array.begin());
    return array;
}

std::int64_t as_column(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

std::uint64_t number(const SQLite::Column& column) {
    return static_cast<std::uint64_t>(column.getInt64());
}

}  // namespace

Refusal refuse_as_not_kept() {
    auto refusal = refuse(RefusalCode::not_kept, "The same again after a short wait.");
    refusal.message = "The server cannot keep workspaces at the moment; nothing was written.";
    refusal.retry_after = limits::workspace_retry;
    return refusal;
}

namespace {

Refusal refuse_as_no_box() {
    auto refusal = refuse(RefusalCode::not_found,
                          "The id of a deck or room in this workspace, and "
                          "a version that is still kept.");
    refusal.message = "This is not in the workspace any more, or never was.";
    return refusal;
}

Refusal refuse_as_full_shelf() {
    auto refusal = refuse(RefusalCode::server_full,
                          "Less, or another try when others have deleted "
                          "something. Whoever runs the server can allow "
                          "more.");
    refusal.message = "This server has no more room for workspaces; nothing was written.";
    return refusal;
}

/// What links, names and older keys are counted as: they have a bound, and most have less.
constexpr std::size_t bytes_of_the_rest = 40'000;

bool is_refused(const std::optional<Refusal>& refused) {
    return refused.has_value();
}
template <class Value>
bool is_refused(const Result<Value>& result) {
    return result.has_error();
}

}  // namespace

Shelf::Shelf(ShelfOptions options)
    : options_(std::move(options)), database_(open_shelf(options_.file)) {}

Shelf::~Shelf() = default;

template <class Act>
auto Shelf::in_transaction(Act act) -> decltype(act()) {
    try {
        SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        auto result = act();
        if (!is_refused(result)) transaction.commit();
        return result;
    } catch (const SQLite::Exception& error) {
        return not_kept(error);
    }
}

Refusal Shelf::not_kept(const SQLite::Exception& error) {
    options_.on_trouble(std::string("Workspaces cannot be kept: ") + error.getErrorStr() + '.');
    return refuse_as_not_kept();
}

Result<Kept> Shelf::create(const WorkspaceId& id, const Workspace& workspace) {
    return in_transaction([&]() -> Result<Kept> {
        if (count("SELECT count(*) FROM workspaces") >= limits::max_workspaces)
            return refuse_as_full_shelf();
        SQLite::Statement there(*database_, "SELECT 1 FROM workspaces WHERE id = ?");
        bind(there, 1, id.bytes);
        if (there.executeStep()) return refuse(RefusalCode::changed_meanwhile);
        SQLite::Statement insert(*database_, "INSERT INTO workspaces VALUES (?, 1, ?, ?, ?, ?)");
        bind(insert, 1, id.bytes);
        insert.bind(2, month_of_use(options_.today()));
        insert.bind(3, as_column(bytes_of_the_rest));
        bind(insert, 4, workspace.about);
        bind(insert, 5, workspace.names);
        insert.exec();
        write_links(id, workspace.links);
        if (bytes() > options_.max_bytes) return refuse_as_full_shelf();
        return Kept{1};
    });
}

Result<Shelf::Entered> Shelf::enter(const Asker& asker, Right needed) {
    SQLite::Statement find(*database_,
                           "SELECT links.id, may_edit, revision FROM links JOIN workspaces ON "
                           "workspaces.id = workspace WHERE workspace = ? AND token_hash = ?");
    bind(find, 1, asker.workspace.bytes);
    bind(find, 2, asker.token_hash);
    if (!find.executeStep()) return refuse(RefusalCode::workspace_not_found);
    Entered who{find.getColumn(0).getString(),
                find.getColumn(1).getInt() != 0 ? Right::edit : Right::look,
                WorkspaceRevision(number(find.getColumn(2)))};
    if (needed == Right::edit && who.right != Right::edit) return refuse(RefusalCode::look_only);
    note_use(asker.workspace);
    return who;
}

std::optional<Refusal> Shelf::refuse_stranger(const Asker& asker) {
    try {
        SQLite::Statement find(*database_,
                               "SELECT 1 FROM links WHERE workspace = ? AND token_hash = ?");
        bind(find, 1, asker.workspace.bytes);
        bind(find, 2, asker.token_hash);
        if (find.executeStep()) return std::nullopt;
        return refuse(RefusalCode::workspace_not_found);
    } catch (const SQLite::Exception& error) {
        return not_kept(error);
    }
}

void Shelf::note_use(const WorkspaceId& id) {
    const auto month = month_of_use(options_.today());
    SQLite::Statement note(*database_,
                           "UPDATE workspaces SET used = ?1 WHERE id = ?2 AND used <> ?1");
    note.bind(1, month);
    bind(note, 2, id.bytes);
    note.exec();
}

Result<WorkspaceShown> Shelf::show(const Asker& asker) {
    return in_transaction([&]() -> Result<WorkspaceShown> {
        auto who = enter(asker, Right::look);
        if (!who) return std::move(who).error();
        SQLite::Statement texts(*database_, "SELECT about, names FROM workspaces WHERE id = ?");
        bind(texts, 1, asker.workspace.bytes);
        texts.executeStep();
        WorkspaceShown shown{.link = who->link,
                             .right = who->right,
                             .revision = who->revision,
                             .bytes = bytes_of(asker.workspace),
                             .bytes_allowed = limits::max_workspace_bytes,
                             .workspace = {.about = blob(texts.getColumn(0)),
                                           .names = {},
                                           .links = links_of(asker.workspace)},
                             .boxes = boxes_of(asker.workspace)};
        if (who->right == Right::edit)
            shown.workspace.names = blob(texts.getColumn(1));
        else
            std::erase_if(shown.workspace.links,
                          [&](const WorkspaceLink& link) { return link.id != who->link; });
        return shown;
    });
}

Result<Kept> Shelf::arrange(const Asker& asker,
                            WorkspaceRevision made_from,
                            const Workspace& workspace) {
    auto result = in_transaction([&]() -> Result<Kept> {
        auto who = enter(asker, Right::edit);
        if (!who) return std::move(who).error();
        if (who->revision != made_from) return refuse(RefusalCode::changed_meanwhile);
        const auto next = made_from.next();
        SQLite::Statement update(
            *database_, "UPDATE workspaces SET revision = ?, about = ?, names = ? WHERE id = ?");
        update.bind(1, as_column(next.value()));
        bind(update, 2, workspace.about);
        bind(update, 3, workspace.names);
        bind(update, 4, asker.workspace.bytes);
        update.exec();
        SQLite::Statement clear(*database_, "DELETE FROM links WHERE workspace = ?");
        bind(clear, 1, asker.workspace.bytes);
        clear.exec();
        write_links(asker.workspace, workspace.links);
        return Kept{next.value()};
    });
    if (result) overwrite_what_was_deleted();
    return result;
}

std::optional<Refusal> Shelf::remove(const Asker& asker) {
    auto refused = in_transaction([&]() -> std::optional<Refusal> {
        auto who = enter(asker, Right::edit);
        if (!who) return std::move(who).error();
        SQLite::Statement editors(*database_,
                                  "SELECT count(*) FROM links WHERE workspace = ? AND may_edit");
        bind(editors, 1, asker.workspace.bytes);
        editors.executeStep();
        if (editors.getColumn(0).getInt() > 1) return refuse(RefusalCode::others_can_edit);
        delete_workspace(asker.workspace);
        return std::nullopt;
    });
    if (!refused) overwrite_what_was_deleted();
    return refused;
}

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

void Shelf::write_links(const WorkspaceId& id, const std::vector<WorkspaceLink>& links) {
    for (const WorkspaceLink& link : links) {
        SQLite::Statement insert(*database_, "INSERT INTO links VALUES (?, ?, ?, ?, ?)");
        bind(insert, 1, id.bytes);
        insert.bind(2, link.id);
        insert.bind(3, link.right == Right::edit ? 1 : 0);
        bind(insert, 4, link.token_hash);
        bind(insert, 5, link.keyring);
        insert.exec();
    }
}

std::vector<WorkspaceLink> Shelf::links_of(const WorkspaceId& id) {
    SQLite::Statement each(*database_,
                           "SELECT id, may_edit, token_hash, keyring FROM links WHERE workspace = "
                           "? ORDER BY id");
    bind(each, 1, id.bytes);
    std::vector<WorkspaceLink> links;
    while (each.executeStep())
        links.push_back({each.getColumn(0).getString(),
                         each.getColumn(1).getInt() != 0 ? Right::edit : Right::look,
                         bits<32>(each.getColumn(2)), blob(each.getColumn(3))});
    return links;
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

std::size_t Shelf::bytes_of(const WorkspaceId& id) {
    SQLite::Statement sum(*database_, "SELECT bytes FROM workspaces WHERE id = ?");
    bind(sum, 1, id.bytes);
    return sum.executeStep() ? number(sum.getColumn(0)) : 0;
}

std::size_t Shelf::bytes() {
    return count("SELECT bytes FROM shelf");
}

void Shelf::delete_workspace(const WorkspaceId& id) {
    for (const char* query :
         {"DELETE FROM boxes WHERE workspace = ?", "DELETE FROM links WHERE workspace = ?",
          "DELETE FROM workspaces WHERE id = ?"}) {
        SQLite::Statement statement(*database_, query);
        bind(statement, 1, id.bytes);
        statement.exec();
    }
}

void Shelf::overwrite_what_was_deleted() {
    try {
        database_->execAndGet("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception&) {
        // What was deleted stays readable to nobody, as it is sealed; the next one tries again.
        return;
    }
}

std::size_t Shelf::forget_unused(const std::string& before) {
    std::size_t forgotten = 0;
    const auto refused = in_transaction([&]() -> std::optional<Refusal> {
        std::vector<WorkspaceId> unused;
        SQLite::Statement each(*database_, "SELECT id FROM workspaces WHERE used < ?");
        each.bind(1, before);
        while (each.executeStep()) unused.push_back({bits<16>(each.getColumn(0))});
        for (const WorkspaceId& id : unused) delete_workspace(id);
        forgotten = unused.size();
        return std::nullopt;
    });
    if (refused) return 0;
    if (forgotten > 0) overwrite_what_was_deleted();
    return forgotten;
}

std::string Shelf::days() {
    try {
        return database_->execAndGet("SELECT days FROM shelf").getString();
    } catch (const SQLite::Exception&) {
        return {};  // the count begins anew, and workspaces live two days longer
    }
}

void Shelf::keep_days(const std::string& text) {
    (void)in_transaction([&]() -> std::optional<Refusal> {
        SQLite::Statement keep(*database_, "UPDATE shelf SET days = ?");
        keep.bind(1, text);
        keep.exec();
        return std::nullopt;
    });
}

std::size_t Shelf::count(const char* query) {
    return number(database_->execAndGet(query));
}

}  // namespace candour::shelf
