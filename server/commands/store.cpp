#include "server/commands/store.hpp"

#include "server/log/memory_log.hpp"
#include "server/log/sqlite_log.hpp"

#include <utility>

namespace candour::commands {
namespace {

Store in_memory() {
    return {std::make_unique<app::MemoryKeyStore>(), std::make_unique<log::MemoryLog>(), {}};
}

/// A torn or unreadable end is said, never skipped in silence.
std::string remark_on(const log::WalTail& tail) {
    if (tail.damaged_bytes > 0)
        return "The end of the log is damaged: " + std::to_string(tail.damaged_bytes) +
               " bytes cannot be read, and answers that were confirmed last may be missing.";
    if (tail.unfinished_bytes > 0)
        return "The server was interrupted while writing: " +
               std::to_string(tail.unfinished_bytes) +
               " bytes at the end of the log were left out. No confirmed answer was in them.";
    return {};
}

}  // namespace

boost::system::result<Store, std::string> open_store(const ops::Config& config) {
    if (config.memory) return in_memory();
    std::error_code error;
    auto room_log = log::SqliteLog::open({.folder = config.data, .vfs = {}}, error);
    if (!room_log)
        return "the data folder " + config.data.string() + " cannot be used: " + error.message() +
               ". Choose another one with --data, or keep nothing with --memory.";
    Store store;
    store.remark = remark_on(room_log->opening().tail);
    store.keys = std::make_unique<app::FileKeyStore>(config.data / "keys");
    store.log = std::move(room_log);
    return store;
}

}  // namespace candour::commands
