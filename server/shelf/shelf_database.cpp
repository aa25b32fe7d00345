#include "server/shelf/shelf_database.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace candour::shelf {
namespace {

/// Step i brings version i to i + 1. Steps that were released never change.
constexpr std::array<const char*, shelf_schema_version> steps{
    "CREATE TABLE shelf (bytes INTEGER NOT NULL, days TEXT NOT NULL);"
    "INSERT INTO shelf VALUES (0, '');"
    "CREATE TABLE workspaces (id BLOB PRIMARY KEY, revision INTEGER NOT NULL, used TEXT NOT NULL,"
    " bytes INTEGER NOT NULL, about BLOB NOT NULL, names BLOB NOT NULL);"
    "CREATE TABLE links (workspace BLOB NOT NULL, id TEXT NOT NULL, may_edit INTEGER NOT NULL,"
    " token_hash BLOB NOT NULL, keyring BLOB NOT NULL, PRIMARY KEY (workspace, id));"
    "CREATE TABLE boxes (workspace BLOB NOT NULL, id BLOB NOT NULL, revision INTEGER NOT NULL,"
    " label BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (workspace, id, revision));"
    // How much there is, so that nobody need add up all rows.
    "CREATE TRIGGER box_in AFTER INSERT ON boxes BEGIN"
    " UPDATE workspaces SET bytes = bytes + length(new.label) + length(new.content)"
    " WHERE id = new.workspace; END;"
    "CREATE TRIGGER box_out AFTER DELETE ON boxes BEGIN"
    " UPDATE workspaces SET bytes = bytes - length(old.label) - length(old.content)"
    " WHERE id = old.workspace; END;"
    "CREATE TRIGGER workspace_in AFTER INSERT ON workspaces BEGIN"
    " UPDATE shelf SET bytes = bytes + new.bytes; END;"
    "CREATE TRIGGER workspace_changed AFTER UPDATE OF bytes ON workspaces BEGIN"
    " UPDATE shelf SET bytes = bytes + new.bytes - old.bytes; END;"
    "CREATE TRIGGER workspace_out AFTER DELETE ON workspaces BEGIN"
    " UPDATE shelf SET bytes = bytes - old.bytes; END;",
};

/// Left to SQLite the mask would say who can read it.
void close_to_others(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), file.string());
    const int failed = ::fchmod(descriptor, 0600);
    const int why = errno;
    ::close(descriptor);
    if (failed != 0) throw std::system_error(why, std::generic_category(), file.string());
}

int read_number(SQLite::Database& database, const char* query) {
    return database.execAndGet(query).getInt();
}

void prepare(SQLite::Database& database, const std::string& name) {
    const int application = read_number(database, "PRAGMA application_id");
    const int version = read_number(database, "PRAGMA user_version");
    const bool is_new = application == 0 && version == 0 &&
                        read_number(database, "SELECT count(*) FROM sqlite_schema") == 0;
    if ((!is_new && application != shelf_application_id) || version > shelf_schema_version)
        throw std::system_error(std::make_error_code(std::errc::not_supported), name);
    if (version < shelf_schema_version) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        for (auto i = static_cast<std::size_t>(version); i < steps.size(); ++i)
            database.exec(steps.at(i));
        database.exec("PRAGMA application_id = " + std::to_string(shelf_application_id));
        database.exec("PRAGMA user_version = " + std::to_string(shelf_schema_version));
        transaction.commit();
    }
}

}  // namespace

std::unique_ptr<SQLite::Database> open_shelf(const std::filesystem::path& file) {
    const bool in_memory = file.empty();
    if (!in_memory) close_to_others(file);
    auto database = std::make_unique<SQLite::Database>(
        in_memory ? ":memory:" : file.string(),
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
    // A file from elsewhere must not make SQLite run what stands in it. What is deleted is
    // overwritten, and a change that was confirmed is on the disk.
    database->exec(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
        "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL");
    prepare(*database, file.string());
    if (!in_memory) database->exec("PRAGMA journal_mode = WAL");
    return database;
}

}  // namespace candour::shelf
