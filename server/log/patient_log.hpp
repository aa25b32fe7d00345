// PatientLog: a SqliteLog that is opened as soon as it can be. A server whose disk is full, or
// whose database is damaged or not ours, runs and says so, and goes on when somebody has mended
// that.
#pragma once

#include "server/log/sqlite_log.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace candour::log {

/// Owner: main. Thread: any. Lifetime: longer than the shards.
/// Until the log is open everything that is written fails with LogError::not_open.
class PatientLog final : public RoomLog {
public:
    /// Told once, on the thread on which the log was opened.
    using OnOpened = std::function<void(const Opening&)>;

    PatientLog(SqliteOptions options, OnOpened on_opened);

    /// Whether trying again may help, without another command line: the disk may get better, the
    /// file may be put right. A folder that is another server's, or not ours to write, stays so.
    [[nodiscard]] static bool may_get_better(std::error_code error) noexcept;

    /// Errors as SqliteLog::open.
    [[nodiscard]] std::error_code make_ready() override;

    void append(std::vector<Record> records, Done done) override;
    [[nodiscard]] std::error_code read(
        const RoomId& room,
        BatchNumber from,
        const std::function<void(const Record&)>& each) const override;
    [[nodiscard]] std::error_code rooms(std::vector<RoomId>& out) const override;
    void seal(const RoomId& room, std::string sealed, Done done) override;
    [[nodiscard]] std::error_code sealed(
        const std::function<void(const RoomId&, const std::string&)>& each) const override;
    void forget(const RoomId& room, Done done) override;
    void probe(Done done) override;

private:
    [[nodiscard]] SqliteLog* opened() const noexcept {
        return opened_.load(std::memory_order_acquire);
    }

    SqliteOptions options_;
    OnOpened on_opened_;
    std::unique_ptr<SqliteLog> log_;  // written once, then seen through opened_
    std::atomic<SqliteLog*> opened_{nullptr};
};

}  // namespace candour::log
