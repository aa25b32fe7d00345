#include "server/log/patient_log.hpp"

#include <cerrno>
#include <utility>

namespace candour::log {

PatientLog::PatientLog(SqliteOptions options, OnOpened on_opened)
    : options_(std::move(options)), on_opened_(std::move(on_opened)) {}

bool PatientLog::may_get_better(std::error_code error) noexcept {
    return error == LogError::damaged || error == LogError::foreign || error == LogError::newer ||
           error == std::errc::io_error || error == std::errc::no_space_on_device ||
           error == std::error_code(EDQUOT, std::generic_category());
}

std::error_code PatientLog::make_ready() {
    if (log_ != nullptr) return {};
    std::error_code error;
    log_ = SqliteLog::open(options_, error);
    if (log_ == nullptr) return error;
    on_opened_(log_->opening());
    opened_.store(log_.get(), std::memory_order_release);
    return {};
}

void PatientLog::append(std::vector<Record> records, Done done) {
    SqliteLog* log = opened();
    if (log == nullptr) return done(LogError::not_open);
    log->append(std::move(records), std::move(done));
}

std::error_code PatientLog::read(const RoomId& room,
                                 BatchNumber from,
                                 const std::function<void(const Record&)>& each) const {
    const SqliteLog* log = opened();
    return log == nullptr ? make_error_code(LogError::not_open) : log->read(room, from, each);
}

std::error_code PatientLog::rooms(std::vector<RoomId>& out) const {
    const SqliteLog* log = opened();
    return log == nullptr ? make_error_code(LogError::not_open) : log->rooms(out);
}

void PatientLog::seal(const RoomId& room, std::string sealed, Done done) {
    SqliteLog* log = opened();
    if (log == nullptr) return done(LogError::not_open);
    log->seal(room, std::move(sealed), std::move(done));
}

std::error_code PatientLog::sealed(
    const std::function<void(const RoomId&, const std::string&)>& each) const {
    const SqliteLog* log = opened();
    return log == nullptr ? make_error_code(LogError::not_open) : log->sealed(each);
}

void PatientLog::forget(const RoomId& room, Done done) {
    SqliteLog* log = opened();
    if (log == nullptr) return done(LogError::not_open);
    log->forget(room, std::move(done));
}

void PatientLog::probe(Done done) {
    SqliteLog* log = opened();
    if (log == nullptr) return done(LogError::not_open);
    log->probe(std::move(done));
}

}  // namespace candour::log
