// The room log: what happened in every room, as opaque batches in order. A room is a fold over its
// part of it. The log neither knows what a batch says nor can it: batches arrive encrypted.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <functional>
#include <string>
#include <system_error>
#include <vector>

namespace candour::log {

/// One batch of one room. `(room, number)` is unique; numbers of a room are contiguous from 1.
struct Record {
    RoomId room;
    BatchNumber number;
    std::string bytes;
    friend bool operator==(const Record&, const Record&) = default;
};

/// What a log can say besides the operating system's codes.
enum class LogError {
    damaged = 1,  // a record is torn, missing or unreadable
    foreign,      // the file is not a log of ours
    closed,       // the log has been closed
    gap,          // a batch number does not follow the one before, or the room is sealed
    in_use,       // another process has this log open
    newer,        // a later version of ours has written it
    not_open,     // the log could not be opened yet
};
[[nodiscard]] std::error_code make_error_code(LogError error) noexcept;

/// Implementations: MemoryLog, SqliteLog, and PatientLog before one that cannot be opened yet;
/// later one on NATS JetStream.
class RoomLog {
public:
    /// Told once per call, on the log's own thread (MemoryLog: on the caller's, before append
    /// returns). Without an error everything in the call is durable; with one, nothing of it is,
    /// and the same records may be appended again. (Only a process that dies before its next
    /// success may find a failed call's records kept after all when it starts again.)
    using Done = std::function<void(std::error_code)>;

    RoomLog() = default;
    RoomLog(const RoomLog&) = delete;
    RoomLog& operator=(const RoomLog&) = delete;
    virtual ~RoomLog() = default;

    /// Opens what the log is kept in, unless it is open; until then everything fails. Blocks; one
    /// thread at a time, and no shard's.
    [[nodiscard]] virtual std::error_code make_ready() { return {}; }

    /// Appends the batches of one commit tick, all or nothing. Returns at once. Any thread.
    virtual void append(std::vector<Record> records, Done done) = 0;

    /// Gives every record of `room` from number `from` on, in order. Blocks; any thread but a
    /// shard's. A torn, missing or unreadable record is LogError::damaged after those before it.
    [[nodiscard]] virtual std::error_code read(
        const RoomId& room,
        BatchNumber from,
        const std::function<void(const Record&)>& each) const = 0;

    /// The rooms that have records. Blocks; any thread but a shard's.
    [[nodiscard]] virtual std::error_code rooms(std::vector<RoomId>& out) const = 0;

    /// Replaces all records of a room by its sealed results; afterwards the bytes of the records
    /// are in no file of the log. Returns at once; `done` as for append. Any thread.
    virtual void seal(const RoomId& room, std::string sealed, Done done) = 0;

    /// The sealed results of all rooms. Blocks; any thread but a shard's.
    [[nodiscard]] virtual std::error_code sealed(
        const std::function<void(const RoomId&, const std::string&)>& each) const = 0;

    /// Removes everything of a room, sealed results included. As seal.
    virtual void forget(const RoomId& room, Done done) = 0;

    /// Writes what means nothing, as durably as a batch: for whoever has nothing to append and
    /// wants to know whether the log can be written again. As append.
    virtual void probe(Done done) = 0;
};

}  // namespace candour::log

template <>
struct std::is_error_code_enum<candour::log::LogError> : std::true_type {};
