#include "server/log/sqlite_log.hpp"

#include "server/log/first_look.hpp"
#include "server/log/limits.hpp"
#include "server/log/log_folder.hpp"
#include "server/log/sqlite_error.hpp"
#include "server/log/sqlite_reader.hpp"
#include "server/log/sqlite_store.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <utility>

namespace candour::log {
namespace {

Opening look(const LogFolder& folder) {
    Opening opening;
    opening.is_new = look_before_opening(folder.database());
    std::ifstream wal(folder.write_ahead_log(), std::ios::binary);
    if (wal) opening.tail = read_wal_tail(wal);
    return opening;
}

}  // namespace

std::unique_ptr<SqliteLog> SqliteLog::open(const SqliteOptions& options, std::error_code& error) {
    std::unique_ptr<SqliteLog> log;
    error = attempt([&] {
        auto folder = std::make_unique<LogFolder>(options.folder);
        const Opening opening = look(*folder);
        folder->make_database();
        log.reset(new SqliteLog(std::move(folder), options, opening));
    });
    return log;
}

SqliteLog::SqliteLog(std::unique_ptr<LogFolder> folder,
                     const SqliteOptions& options,
                     const Opening& opening)
    : on_trouble_(options.on_trouble),
      opening_(opening),
      folder_(std::move(folder)),
      reader_(std::make_unique<SqliteReader>(folder_->database(), options.vfs)),
      store_(std::make_unique<SqliteStore>(*folder_, *reader_, options.vfs)),
      writer_([this] { run(); }) {}

SqliteLog::~SqliteLog() {
    close();
}

void SqliteLog::close() {
    {
        const std::scoped_lock lock{mutex_};
        closing_ = true;
    }
    something_to_do_.notify_one();
    if (writer_.joinable()) writer_.join();
}

void SqliteLog::append(std::vector<Record> records, Done done) {
    queue(Append{std::move(records), std::move(done)});
}

void SqliteLog::seal(const RoomId& room, std::string sealed, Done done) {
    queue(Seal{room, std::move(sealed), std::move(done)});
}

void SqliteLog::forget(const RoomId& room, Done done) {
    queue(Forget{room, std::move(done)});
}

void SqliteLog::probe(Done done) {
    queue(Probe{std::move(done)});
}

std::error_code SqliteLog::read(const RoomId& room,
                                BatchNumber from,
                                const std::function<void(const Record&)>& each) const {
    return reader_->read(room, from, each);
}

std::error_code SqliteLog::rooms(std::vector<RoomId>& out) const {
    return reader_->rooms(out);
}

std::error_code SqliteLog::sealed(
    const std::function<void(const RoomId&, const std::string&)>& each) const {
    return reader_->sealed(each);
}

void SqliteLog::queue(Job job) {
    {
        const std::scoped_lock lock{mutex_};
        if (!closing_) {
            queue_.push_back(std::move(job));
            job = Append{};
        }
    }
    something_to_do_.notify_one();
    std::visit(
        [](auto& refused) {
            if (refused.done) refused.done(LogError::closed);
        },
        job);
}

std::vector<SqliteLog::Job> SqliteLog::take() {
    std::unique_lock lock{mutex_};
    const auto is_something_to_do = [this] { return closing_ || !queue_.empty(); };
    if (!is_erasing())
        something_to_do_.wait(lock, is_something_to_do);
    else if (a_reader_is_inside_ && !store_->is_something_to_erase())
        something_to_do_.wait_for(lock, limits::erase_retry, is_something_to_do);
    return std::exchange(queue_, {});
}

bool SqliteLog::is_over() {
    const std::scoped_lock lock{mutex_};
    return closing_ && queue_.empty();
}

void SqliteLog::run() {
    do {
        std::vector<Job> jobs = take();
        if (!jobs.empty()) erase_later_ = false;
        work_off(jobs);
        if (is_erasing()) erase_some();
        tidy();
    } while (!is_over());
    for (const Done& done : erasing_) done(LogError::closed);
    erasing_.clear();
}

void SqliteLog::work_off(std::vector<Job>& jobs) {
    const auto is_append = [](const Job& job) { return std::holds_alternative<Append>(job); };
    for (auto job = jobs.begin(); job != jobs.end();) {
        const auto end = std::find_if_not(job, jobs.end(), is_append);
        if (job != end) {
            append_all({job, end});
            job = end;
            continue;
        }
        if (auto* seal = std::get_if<Seal>(&*job))
            erase([&] { return store_->seal(seal->room, seal->sealed); }, seal->done);
        else if (auto* forget = std::get_if<Forget>(&*job))
            erase([&] { return store_->forget(forget->room); }, forget->done);
        else if (auto* probe = std::get_if<Probe>(&*job))
            probe_store(probe->done);
        ++job;
    }
}

/// One transaction for all; a call whose numbers do not follow fails alone.
void SqliteLog::append_all(std::span<Job> appends) {
    std::vector<std::error_code> results(appends.size());
    std::error_code error = store_->begin();
    for (std::size_t i = 0; i < appends.size() && !error; ++i) {
        results[i] = store_->append(std::get<Append>(appends[i]).records);
        if (results[i] != LogError::gap) error = results[i];
    }
    if (!error) error = store_->commit();
    if (error) undo();
    for (std::size_t i = 0; i < appends.size(); ++i)
        std::get<Append>(appends[i]).done(error ? error : results[i]);
}

void SqliteLog::probe_store(const Done& done) {
    std::error_code error = store_->begin();
    if (!error) error = store_->probe();
    if (!error) error = store_->commit();
    if (error) undo();
    done(error);
}

/// Done only when the old bytes are gone from all files.
template <class Change>
void SqliteLog::erase(Change&& change, Done& done) {
    std::error_code error = store_->begin();
    if (!error) error = change();
    if (!error) error = store_->commit();
    if (!error) {
        erasing_.push_back(std::move(done));
        cut_wal_ = write_anew_ = true;
        erase_later_ = false;  // whatever failed before this in the same turn
        return;
    }
    undo();
    done(error);
}

/// After a failed transaction erasing pauses, so that a failing disk is not asked again at once;
/// but not while somebody waits for the erasing to be done.
void SqliteLog::undo() {
    store_->rollback();
    if (erasing_.empty()) erase_later_ = true;
}

bool SqliteLog::is_erasing() const {
    return !erase_later_ && (cut_wal_ || store_->is_something_to_erase());
}

/// Erases a part of what is to be erased, so that appends come between two parts; after the last
/// one writes the file anew and cuts the write-ahead log.
void SqliteLog::erase_some() {
    if (store_->is_something_to_erase()) {
        std::error_code error = store_->begin();
        if (!error && store_->is_something_to_erase()) error = store_->erase_some();
        if (!error) error = store_->commit();
        cut_wal_ = write_anew_ = true;
        if (!error) return;
        store_->rollback();
        tell_erased(error);
        return;
    }
    if (std::exchange(write_anew_, false)) store_->write_anew();
    const std::error_code error = store_->truncate_wal();
    tell_trouble(error);
    a_reader_is_inside_ = error == LogError::in_use;
    if (!a_reader_is_inside_) tell_erased(error);  // else again, soon
}

void SqliteLog::tell_erased(std::error_code error) {
    erase_later_ = static_cast<bool>(error);
    cut_wal_ = erase_later_;
    for (const Done& done : std::exchange(erasing_, {})) done(error);
}

void SqliteLog::tidy() {
    // A disk that fails is not asked at every commit.
    if (store_->wal_pages() < not_before_) not_before_ = 0;  // begun anew
    const int grown = store_->wal_pages() - not_before_;
    if (grown < limits::checkpoint_when_idle_pages) return;
    if (grown < limits::checkpoint_always_pages) {
        const std::scoped_lock lock{mutex_};
        if (!queue_.empty()) return;
    }
    const std::error_code error = store_->checkpoint();
    not_before_ = error ? store_->wal_pages() : 0;
    tell_trouble(error);
}

void SqliteLog::tell_trouble(std::error_code error) {
    if (error == LogError::in_use) return;  // somebody reads or moves it just now
    if (std::exchange(is_in_trouble_, static_cast<bool>(error)) == static_cast<bool>(error)) return;
    if (on_trouble_) on_trouble_(error);
}

}  // namespace candour::log
