#include "server/shelf/shelf.hpp"

#include "server/app/limits.hpp"
#include "server/shelf/month_of_use.hpp"
#include "server/shelf/shelf_database.hpp"
#include "server/shelf/shelf_statements.hpp"

#include <utility>

namespace candour::shelf {
namespace {

namespace limits = app::limits;

/// What links, names and older keys are counted as: they have a bound, and most have less.
constexpr std::size_t bytes_of_the_rest = 40'000;

}  // namespace

Refusal refuse_as_full_shelf() {
    auto refusal = refuse(RefusalCode::server_full,
                          "Less, or another try when others have deleted "
                          "something. Whoever runs the server can allow "
                          "more.");
    refusal.message = "This server has no more room for workspaces; nothing was written.";
    return refusal;
}

Refusal refuse_as_not_kept() {
    auto refusal = refuse(RefusalCode::not_kept, "The same again after a short wait.");
    refusal.message = "The server cannot keep workspaces at the moment; nothing was written.";
    refusal.retry_after = limits::workspace_retry;
    return refusal;
}

Shelf::Shelf(ShelfOptions options)
    : options_(std::move(options)), database_(open_shelf(options_.file)) {}

Shelf::~Shelf() = default;

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
