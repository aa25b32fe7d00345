// MemoryLog: a RoomLog that ends with the process, for `--memory`, simulations and tests.
#pragma once

#include "server/log/room_log.hpp"

#include <mutex>
#include <optional>
#include <unordered_map>

namespace candour::log {

/// Owner: main, or a test. Thread: any. Lifetime: longer than whoever appends.
/// `done` is told before append, seal and forget return, on the caller's thread, with no lock held.
class MemoryLog final : public RoomLog {
public:
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
    void probe(Done done) override { done({}); }

private:
    struct History {
        std::vector<std::string> batches;  // [i] has number i + 1
        std::optional<std::string> sealed;
    };

    [[nodiscard]] bool follows(const std::vector<Record>& records) const;

    mutable std::mutex mutex_;  // guards rooms_; a log is shared by all shards
    std::unordered_map<RoomId, History> rooms_;
};

}  // namespace candour::log
