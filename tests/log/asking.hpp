// A RoomLog asked one thing at a time, with the answer waited for.
#pragma once

#include "server/log/room_log.hpp"
#include "tests/seeds.hpp"

#include <future>
#include <string>
#include <utility>
#include <vector>

namespace candour::log {

inline RoomId room_of(std::uint64_t seed) {
    seeds::Dice dice{seed};
    RoomId room;
    for (std::uint8_t& byte : room.bytes) byte = dice.byte();
    return room;
}

/// Two rooms, where a test needs no more.
inline const RoomId here = room_of(1);
inline const RoomId there = room_of(2);

inline Record record(const RoomId& room, std::uint64_t number, std::string bytes) {
    return {room, BatchNumber{number}, std::move(bytes)};
}

template <class Ask>
std::error_code answer_to(Ask&& ask) {
    std::promise<std::error_code> told;
    ask([&told](std::error_code error) { told.set_value(error); });
    return told.get_future().get();
}

inline std::error_code append(RoomLog& log, std::vector<Record> records) {
    return answer_to([&](RoomLog::Done done) { log.append(std::move(records), std::move(done)); });
}
inline std::error_code seal(RoomLog& log, const RoomId& room, const std::string& sealed) {
    return answer_to([&](RoomLog::Done done) { log.seal(room, sealed, std::move(done)); });
}
inline std::error_code forget(RoomLog& log, const RoomId& room) {
    return answer_to([&](RoomLog::Done done) { log.forget(room, std::move(done)); });
}

struct Read {
    std::vector<Record> records;
    std::error_code error;
};
inline Read read(const RoomLog& log, const RoomId& room, std::uint64_t from = 1) {
    Read result;
    result.error = log.read(room, BatchNumber{from},
                            [&](const Record& each) { result.records.push_back(each); });
    return result;
}

/// What all of a room's batches hold, one after the other.
inline std::vector<std::string> bytes_of(const RoomLog& log, const RoomId& room) {
    std::vector<std::string> bytes;
    for (Record& each : read(log, room).records) bytes.push_back(std::move(each.bytes));
    return bytes;
}

using Sealed = std::vector<std::pair<RoomId, std::string>>;
inline Sealed all_sealed(const RoomLog& log) {
    Sealed all;
    (void)log.sealed(
        [&](const RoomId& room, const std::string& sealed) { all.emplace_back(room, sealed); });
    return all;
}

inline std::vector<RoomId> all_rooms(const RoomLog& log) {
    std::vector<RoomId> rooms;
    (void)log.rooms(rooms);
    return rooms;
}

}  // namespace candour::log
