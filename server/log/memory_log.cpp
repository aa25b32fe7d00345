#include "server/log/memory_log.hpp"

#include <algorithm>

namespace candour::log {

/// Whether every record has the number after its room's last one, those before it in the list
/// included.
bool MemoryLog::follows(const std::vector<Record>& records) const {
    std::unordered_map<RoomId, std::size_t> last;
    return std::ranges::all_of(records, [&](const Record& record) {
        const auto room = rooms_.find(record.room);
        if (room != rooms_.end() && room->second.sealed) return false;
        const std::size_t kept = room == rooms_.end() ? 0 : room->second.batches.size();
        const auto [number, is_first] = last.try_emplace(record.room, kept);
        return record.number.value() == ++number->second;
    });
}

void MemoryLog::append(std::vector<Record> records, Done done) {
    std::error_code error;
    {
        const std::scoped_lock lock{mutex_};
        if (!follows(records)) {
            error = LogError::gap;
        } else {
            for (Record& record : records)
                rooms_[record.room].batches.push_back(std::move(record.bytes));
        }
    }
    done(error);
}

std::error_code MemoryLog::read(const RoomId& room,
                                BatchNumber from,
                                const std::function<void(const Record&)>& each) const {
    std::vector<std::string> batches;  // a copy, so that `each` may append
    {
        const std::scoped_lock lock{mutex_};
        const auto found = rooms_.find(room);
        if (found == rooms_.end()) return {};
        batches = found->second.batches;
    }
    for (std::size_t i = 0; i < batches.size(); ++i)
        if (const BatchNumber number{i + 1}; number >= from)
            each({room, number, std::move(batches[i])});
    return {};
}

std::error_code MemoryLog::rooms(std::vector<RoomId>& out) const {
    const std::scoped_lock lock{mutex_};
    for (const auto& [room, history] : rooms_)
        if (!history.batches.empty()) out.push_back(room);
    return {};
}

void MemoryLog::seal(const RoomId& room, std::string sealed, Done done) {
    {
        const std::scoped_lock lock{mutex_};
        rooms_[room] = History{{}, std::move(sealed)};
    }
    done({});
}

std::error_code MemoryLog::sealed(
    const std::function<void(const RoomId&, const std::string&)>& each) const {
    std::vector<std::pair<RoomId, std::string>> all;
    {
        const std::scoped_lock lock{mutex_};
        for (const auto& [room, history] : rooms_)
            if (history.sealed) all.emplace_back(room, *history.sealed);
    }
    for (const auto& [room, sealed] : all) each(room, sealed);
    return {};
}

void MemoryLog::forget(const RoomId& room, Done done) {
    {
        const std::scoped_lock lock{mutex_};
        rooms_.erase(room);
    }
    done({});
}

}  // namespace candour::log
