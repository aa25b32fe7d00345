#include "server/log/sqlite_schema.hpp"

#include "server/log/room_log.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <openssl/evp.h>
#include <sqlite3.h>

#include <array>
#include <system_error>

namespace candour::log {
namespace {

/// Step i brings version i to i + 1. Steps that were released never change.
constexpr std::array<const char*, sqlite_schema_version> steps{
    "CREATE TABLE slots (slot INTEGER PRIMARY KEY, room BLOB NOT NULL, sealed INTEGER NOT NULL,"
    " erasing INTEGER NOT NULL)",
};

int read_number(SQLite::Database& database, const char* query) {
    return database.execAndGet(query).getInt();
}

std::unique_ptr<SQLite::Database> open(const std::filesystem::path& file,
                                       const std::string& vfs,
                                       int flags) {
    // Each connection is used by one thread at a time, so SQLite need not lock for itself.
    auto database =
        std::make_unique<SQLite::Database>(file.string(), flags | SQLITE_OPEN_NOMUTEX, 0, vfs);
    sqlite3_extended_result_codes(database->getHandle(), 1);
    // A file from elsewhere must not make SQLite run what stands in it.
    database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    return database;
}

constexpr std::size_t digest_size = 32;

std::string digest_of(const RoomId& room, std::string_view sealed) {
    std::string text(room.bytes.begin(), room.bytes.end());
    text += sealed;
    std::string digest(digest_size, '\0');
    if (EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()),
                   nullptr, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
    return digest;
}

}  // namespace

std::unique_ptr<SQLite::Database> open_to_write(const std::filesystem::path& file,
                                                const std::string& vfs) {
    auto database = open(file, vfs, SQLITE_OPEN_READWRITE);
    database->exec(
        "PRAGMA synchronous = FULL;"   // an ack means durable; NORMAL loses what was acked
        "PRAGMA secure_delete = ON;"   // what is deleted is overwritten
        "PRAGMA temp_store = MEMORY;"  // or statement journals would copy rows to the temp folder
        "PRAGMA wal_autocheckpoint = 0");  // the writer chooses the moment
    return database;
}

std::unique_ptr<SQLite::Database> open_to_read(const std::filesystem::path& file,
                                               const std::string& vfs) {
    auto database = open(file, vfs, SQLITE_OPEN_READONLY);
    database->exec("PRAGMA temp_store = MEMORY");
    return database;
}

void prepare_schema(SQLite::Database& database) {
    const int application = read_number(database, "PRAGMA application_id");
    const int version = read_number(database, "PRAGMA user_version");
    const bool is_new = application == 0 && version == 0 &&
                        read_number(database, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!is_new && application != sqlite_application_id) throw std::system_error(LogError::foreign);
    if (version > sqlite_schema_version) throw std::system_error(LogError::newer);

    // Before it gets a write-ahead log, so that a new file says whose it is from its first byte on.
    migrate(database, steps);
    // Done when the statement ends, behind its row: asked for that, nobody would see it fail.
    database.exec("PRAGMA journal_mode = WAL");
    if (database.execAndGet("PRAGMA journal_mode").getString() != "wal")
        throw std::system_error(std::make_error_code(std::errc::not_supported));
}

void migrate(SQLite::Database& database, std::span<const char* const> to_take) {
    const auto version = static_cast<std::size_t>(read_number(database, "PRAGMA user_version"));
    if (version >= to_take.size()) return;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const char* step : to_take.subspan(version)) database.exec(step);
    database.exec("PRAGMA application_id = " + std::to_string(sqlite_application_id));
    database.exec("PRAGMA user_version = " + std::to_string(to_take.size()));
    transaction.commit();
}

std::string with_digest(const RoomId& room, const std::string& sealed) {
    return digest_of(room, sealed) + sealed;
}

bool take_digest(const RoomId& room, std::string& bytes) {
    if (bytes.size() < digest_size) return false;
    const std::string digest = bytes.substr(0, digest_size);
    bytes.erase(0, digest_size);
    return digest == digest_of(room, bytes);
}

}  // namespace candour::log
