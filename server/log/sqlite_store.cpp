#include "server/log/sqlite_store.hpp"

#include "server/log/first_look.hpp"
#include "server/log/limits.hpp"
#include "server/log/log_folder.hpp"
#include "server/log/sqlite_error.hpp"
#include "server/log/sqlite_reader.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace candour::log {
namespace {

void checkpoint_on_close(SQLite::Database& database, bool is_wanted) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_wanted ? 0 : 1,
                      nullptr);
}

int keep_wal_size(void* pages, sqlite3*, const char*, int size) {
    *static_cast<int*>(pages) = size;
    return SQLITE_OK;
}

}  // namespace

SqliteStore::SqliteStore(LogFolder& folder, SqliteReader& reader, std::string vfs)
    : folder_(folder), reader_(reader), vfs_(std::move(vfs)) {
    connect();
    // One that died after erasing, or is of an earlier version, left empty pages.
    (void)attempt([this] {
        if (number("PRAGMA freelist_count") > 0) write_anew();
    });
    // What an earlier process deleted last may still be in its write-ahead log. On a full disk this
    // fails, yet what is there can be read.
    (void)truncate_wal();
    if (database_ == nullptr) connect();  // or say why not
}

/// The last connection to be closed moves the write-ahead log, which a reader's cannot.
SqliteStore::~SqliteStore() {
    (void)reader_.let_go();
}

void SqliteStore::connect() {
    slots_ = nullptr;
    database_ = nullptr;  // first, as closing may still write
    const LogFiles before = files_of(folder_.database());
    auto database = open_to_write(folder_.database(), vfs_);
    database->setBusyTimeout(static_cast<int>(limits::reader_patience.count()));
    checkpoint_on_close(*database, false);  // what turns out not to be ours is left as it is
    prepare_schema(*database);
    sqlite3_wal_hook(database->getHandle(), &keep_wal_size, &wal_pages_);
    slots_ = std::make_unique<SqliteSlots>(*database);
    const LogFiles after = files_of(folder_.database());
    if (!after.database.is(before.database) || !after.wal.is_there())
        throw std::system_error(LogError::damaged);  // exchanged meanwhile
    held_ = after;
    checkpoint_on_close(*database, true);
    database_ = std::move(database);
}

bool SqliteStore::holds(const LogFiles& files) const {
    // Without a connection a write-ahead log may have come and gone.
    return files.database.is(held_.database) && files.database.size > 0 &&
           (database_ == nullptr || files.wal.is(held_.wal));
}

/// Other files than ours stand under the log's names. The first time that they are seen this fails:
/// somebody may be copying them there just now. When the same files are seen a second time, the
/// copy is finished, and the log goes on with them.
void SqliteStore::put_right(const LogFiles& files) {
    const bool is_settled = files == std::exchange(strange_, files);
    // While there is nothing the connection stays: what it has open may be moved back.
    if (!is_settled || files.database.size == 0) throw std::system_error(LogError::damaged);
    // The reader's connection would keep to the old files, and in one process all connections to a
    // database share what they know of its write-ahead log.
    const auto nobody_reads = reader_.let_go();
    if (files.database.is(held_.database))
        save_write_ahead_log(files);
    else
        leave_for_another(files);
    connect();
}

void SqliteStore::leave_for_another(const LogFiles& files) {
    // SQLite would take our write-ahead log for that of the other database, and mix them.
    const bool is_beside_ours = database_ != nullptr && files.wal.is(held_.wal);
    if (is_beside_ours && files.wal.size > 0) throw std::system_error(LogError::damaged);
    if (look_before_opening(folder_.database())) throw std::system_error(LogError::damaged);
    folder_.take_again();
    if (database_ != nullptr) checkpoint_on_close(*database_, false);
}

/// What was kept last is in a file without a name, which nobody has but us.
void SqliteStore::save_write_ahead_log(const LogFiles& files) {
    // Another one that has something in it is not ours to remove, and cannot stay either.
    if (files.wal.size > wal_header_size) throw std::system_error(LogError::damaged);
    if (const auto error = cut_wal()) throw std::system_error(error);
}

int SqliteStore::number(const char* query) {
    return database_->execAndGet(query).getInt();
}

std::error_code SqliteStore::begin() {
    return attempt([this] {
        const LogFiles files = files_of(folder_.database());
        const bool is_strange = !holds(files);
        // One failure is the disk's; if the next try fails too the connection may be what is wrong.
        if (is_strange || database_ == nullptr || failures_ > 1) {
            is_strange ? put_right(files) : connect();
            remove_doubtful();
            failures_ = 1;
        }
        strange_ = {};
        if (slots_ == nullptr) slots_ = std::make_unique<SqliteSlots>(*database_);
        database_->exec("BEGIN IMMEDIATE");
    });
}

std::error_code SqliteStore::commit() {
    const auto error = attempt([this] { database_->exec("COMMIT"); });
    if (error) return error;
    failures_ = 0;
    doubts_.clear();  // whatever was left behind them has been overwritten
    written_.clear();
    return {};
}

void SqliteStore::rollback() noexcept {
    ++failures_;
    slots_ = nullptr;  // it knows of what is now undone, and has statements that stopped half-way
    doubts_.insert(doubts_.end(), written_.begin(), written_.end());
    written_.clear();
    if (database_ != nullptr && sqlite3_get_autocommit(database_->getHandle()) == 0)
        (void)database_->tryExec("ROLLBACK");  // what it cannot undo the next connection will
}

/// After "nothing of it is durable" was said, nothing of it may turn up again.
void SqliteStore::remove_doubtful() {
    if (doubts_.empty()) return;
    database_->exec("BEGIN IMMEDIATE");
    for (const Doubt& doubt : doubts_)
        if (slots_->last(doubt.room) >= doubt.from) slots_->remove_from(doubt.room, doubt.from);
    database_->exec("COMMIT");
    doubts_.clear();
}

bool SqliteStore::follows(std::span<const Record> records) const {
    std::unordered_map<RoomId, std::uint64_t> last;
    return std::ranges::all_of(records, [&](const Record& record) {
        const auto number = last.try_emplace(record.room, slots_->last(record.room)).first;
        return record.number.value() == ++number->second && slots_->takes_batches(record.room);
    });
}

std::error_code SqliteStore::append(std::span<const Record> records) {
    return attempt([&] {
        if (!follows(records)) throw std::system_error(LogError::gap);
        for (const Record& record : records) {
            written_.push_back({record.room, record.number.value()});
            slots_->append(record.room, record.number.value(), record.bytes);
        }
    });
}

std::error_code SqliteStore::seal(const RoomId& room, const std::string& sealed) {
    return attempt([&] { slots_->seal(room, sealed); });
}

std::error_code SqliteStore::forget(const RoomId& room) {
    return attempt([&] { slots_->forget(room); });
}

/// Says the version once more, which writes the first page: an empty transaction would write
/// nothing.
std::error_code SqliteStore::probe() {
    return attempt(
        [&] { database_->exec("PRAGMA user_version = " + std::to_string(sqlite_schema_version)); });
}

std::error_code SqliteStore::erase_some() {
    return attempt([&] { slots_->erase_some(); });
}

/// Erased pages are empty, yet there are as many as the batches filled, and the sealed results lie
/// behind them: both say how long the answers were, in other words something of who gave which.
/// VACUUM lays the file out by what is in it alone. (An auto_vacuum would give the pages back too,
/// but puts those that stay wherever its list of free ones says, and costs every commit.) While
/// another room is live this would be in its way, and be undone by its batches: its own end is
/// soon enough.
void SqliteStore::write_anew() noexcept {
    // Should it fail, on a full disk for one, all that was to be erased is, and sealing must not
    // wait for more: whatever is erased next tries again.
    (void)attempt([this] {
        if (database_ == nullptr || is_something_to_erase() || slots_->is_any_live()) return;
        const int used = number("PRAGMA page_count") - number("PRAGMA freelist_count");
        if (used <= limits::max_pages_written_anew) database_->exec("VACUUM");
    });
}

std::error_code SqliteStore::truncate_wal() {
    if (const auto error = cut_wal()) return error;
    return attempt([this] {
        if (!holds(files_of(folder_.database()))) throw std::system_error(LogError::damaged);
        if (!is_something_to_erase() && !slots_->is_any_live()) begin_index_anew();
    });
}

/// The file beside the write-ahead log (-shm) counts transactions, and where the write-ahead log
/// was cut it keeps which page stood where. SQLite makes it anew for the first connection alone;
/// while another process has the database open there is none.
void SqliteStore::begin_index_anew() {
    const auto nobody_reads = reader_.let_go();
    connect();
}

std::error_code SqliteStore::cut_wal() {
    if (database_ == nullptr) return std::make_error_code(std::errc::io_error);
    const int code = sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code == SQLITE_OK) wal_pages_ = 0;
    return sqlite_error(code);
}

std::error_code SqliteStore::checkpoint() {
    if (database_ == nullptr) return std::make_error_code(std::errc::io_error);
    const int code = sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code == SQLITE_OK) wal_pages_ = 0;  // the next commit says how long it is
    return sqlite_error(code);
}

}  // namespace candour::log
