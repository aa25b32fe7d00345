// Logs and key stores that do as a test tells them.
#pragma once

#include "server/app/keys/key_store.hpp"
#include "server/log/memory_log.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace candour::app::test {

/// A log in front of another that fails, or makes wait, when it is told to.
/// Thread: any. `done` is told on the thread that appends, or on the one that releases.
class SteeredLog final : public log::RoomLog {
public:
    explicit SteeredLog(log::RoomLog& behind) : behind_(behind) {}

    /// From now on everything that is written fails with this; with no error, goes through.
    void fail(std::error_code error) {
        const std::scoped_lock lock{mutex_};
        error_ = error;
    }
    /// From now on nothing can be read, and what is written fails too; with no error, all is well.
    void fail_reads(std::error_code error) {
        const std::scoped_lock lock{mutex_};
        read_error_ = error;
    }
    /// From now on appends wait until they are released.
    void hold() {
        const std::scoped_lock lock{mutex_};
        holds_ = true;
    }
    /// From now on seals wait until they are released.
    void hold_seals() {
        const std::scoped_lock lock{mutex_};
        holds_seals_ = true;
    }
    /// Lets what waits go through (or fail), and what comes later too.
    void release() {
        std::vector<std::function<void()>> held;
        {
            const std::scoped_lock lock{mutex_};
            holds_ = false;
            holds_seals_ = false;
            held.swap(held_);
        }
        for (const std::function<void()>& one : held) one();
    }
    /// How many appends and seals wait.
    [[nodiscard]] std::size_t held() const {
        const std::scoped_lock lock{mutex_};
        return held_.size();
    }
    /// How many calls have failed.
    [[nodiscard]] std::size_t failures() const noexcept { return failures_; }
    /// Changes the bytes of every record as it is read.
    void tamper(std::function<void(log::Record&)> change) { tamper_ = std::move(change); }

    [[nodiscard]] std::error_code make_ready() override { return unreadable(); }
    void append(std::vector<log::Record> records, Done done) override {
        {
            const std::scoped_lock lock{mutex_};
            if (holds_) {
                held_.emplace_back([this, records = std::move(records), done = std::move(done)] {
                    append(records, done);
                });
                return;
            }
        }
        if (const std::error_code error = refused()) return done(error);
        behind_.append(std::move(records), std::move(done));
    }
    [[nodiscard]] std::error_code read(
        const RoomId& room,
        BatchNumber from,
        const std::function<void(const log::Record&)>& each) const override {
        if (const std::error_code error = unreadable()) return error;
        return behind_.read(room, from, [&](log::Record record) {
            if (tamper_) tamper_(record);
            each(record);
        });
    }
    [[nodiscard]] std::error_code rooms(std::vector<RoomId>& out) const override {
        const std::error_code error = unreadable();
        return error ? error : behind_.rooms(out);
    }
    void seal(const RoomId& room, std::string sealed, Done done) override {
        {
            const std::scoped_lock lock{mutex_};
            if (holds_seals_) {
                held_.emplace_back([this, room, sealed = std::move(sealed),
                                    done = std::move(done)] { seal(room, sealed, done); });
                return;
            }
        }
        if (const std::error_code error = refused()) return done(error);
        behind_.seal(room, std::move(sealed), std::move(done));
    }
    [[nodiscard]] std::error_code sealed(
        const std::function<void(const RoomId&, const std::string&)>& each) const override {
        const std::error_code error = unreadable();
        return error ? error : behind_.sealed(each);
    }
    void forget(const RoomId& room, Done done) override {
        if (const std::error_code error = refused()) return done(error);
        behind_.forget(room, std::move(done));
    }
    void probe(Done done) override {
        ++probes_;
        if (const std::error_code error = refused()) return done(error);
        behind_.probe(std::move(done));
    }
    [[nodiscard]] std::size_t probes() const noexcept { return probes_; }

private:
    [[nodiscard]] std::error_code refused() {
        const std::scoped_lock lock{mutex_};
        const std::error_code error = error_ ? error_ : read_error_;
        if (error) ++failures_;
        return error;
    }
    [[nodiscard]] std::error_code unreadable() const {
        const std::scoped_lock lock{mutex_};
        return read_error_;
    }

    log::RoomLog& behind_;
    std::function<void(log::Record&)> tamper_;
    mutable std::mutex mutex_;  // guards what follows
    std::error_code error_;
    std::error_code read_error_;
    bool holds_ = false;
    bool holds_seals_ = false;
    std::vector<std::function<void()>> held_;
    std::atomic<std::size_t> failures_{0};
    std::atomic<std::size_t> probes_{0};
};

/// Keeps keys as the real store does, but in memory. Thread: any.
class KeptKeys final : public KeyStore {
public:
    [[nodiscard]] std::error_code keep(const RoomId& room, const RoomKey& key) override {
        const std::scoped_lock lock{mutex_};
        if (error_) return error_;
        keys_.insert_or_assign(room, key.bytes());
        return {};
    }
    [[nodiscard]] Found find(const RoomId& room) const override {
        const std::scoped_lock lock{mutex_};
        if (error_) return error_;
        const auto found = keys_.find(room);
        if (found == keys_.end()) return std::make_error_code(std::errc::no_such_file_or_directory);
        return RoomKey{found->second};
    }
    [[nodiscard]] bool holds(const RoomId& room) const override {
        const std::scoped_lock lock{mutex_};
        return keys_.contains(room);
    }
    [[nodiscard]] std::error_code keep_last_day(const RoomId& room,
                                                const std::string& day) override {
        const std::scoped_lock lock{mutex_};
        if (error_) return error_;
        days_[room] = day;
        return {};
    }
    [[nodiscard]] std::string last_day(const RoomId& room) const override {
        const std::scoped_lock lock{mutex_};
        const auto found = days_.find(room);
        return found == days_.end() ? std::string() : found->second;
    }
    [[nodiscard]] std::error_code remove_unfinished() override {
        const std::scoped_lock lock{mutex_};
        return error_;
    }
    [[nodiscard]] std::error_code destroy(const RoomId& room) override {
        const std::scoped_lock lock{mutex_};
        if (error_) return error_;
        keys_.erase(room);
        return {};
    }

    /// From now on nothing is kept, found or destroyed.
    void fail(std::error_code error) {
        const std::scoped_lock lock{mutex_};
        error_ = error;
    }
    /// Somebody removes the files.
    void vanish() {
        const std::scoped_lock lock{mutex_};
        keys_.clear();
        days_.clear();
    }
    [[nodiscard]] std::size_t size() const {
        const std::scoped_lock lock{mutex_};
        return keys_.size();
    }

private:
    mutable std::mutex mutex_;  // guards all
    std::map<RoomId, Bytes32> keys_;
    std::map<RoomId, std::string> days_;
    std::error_code error_;
};

}  // namespace candour::app::test
