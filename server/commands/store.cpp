#include "server/commands/store.hpp"

#include "server/log/memory_log.hpp"
#include "server/log/sqlite_log.hpp"

#include <utility>

namespace candour::commands {
namespace {

Store in_memory() {
    return {std::make_unique<app::MemoryKeyStore>(), std::make_unique<log::MemoryLog>(), {}, {}};
}

/// A torn or unreadable end is said, never skipped in silence.
void remark_on(const log::WalTail& tail, Store& store) {
    if (tail.damaged_bytes > 0)
        store.damage =
            "The end of the log was damaged when the server started: " +
            std::to_string(tail.damaged_bytes) +
            " bytes cannot be read, and answers that were confirmed last may be missing.";
    if (tail.unfinished_bytes > 0)
        store.remark =
            "The server was interrupted while writing: " + std::to_string(tail.unfinished_bytes) +
            " bytes at the end of the log were left out. No confirmed answer was in them.";
}

/// Why the folder cannot be used, and what to do about it.
std::string why_not(const std::filesystem::path& folder, std::error_code error) {
    const std::string database = (folder / "candour.db").string();
    const std::string elsewhere =
        " Choose another folder with --data, or keep nothing with --memory.";
    if (error == log::LogError::foreign)
        return database + " is not a log of Candour's, and was left as it is." + elsewhere;
    if (error == log::LogError::newer)
        return database +
               " was written by a later version of Candour, and was left as it is. Start that "
               "version." +
               elsewhere;
    if (error == log::LogError::damaged)
        return database +
               " is damaged and cannot be read. Keep a copy of the folder, and put back a sound "
               "one "
               "if you have it." +
               elsewhere;
    return "the data folder " + folder.string() + " cannot be used: " + error.message() + "." +
           elsewhere;
}

}  // namespace

boost::system::result<Store, std::string> open_store(const ops::Config& config) {
    if (config.memory) return in_memory();
    std::error_code error;
    auto room_log = log::SqliteLog::open({.folder = config.data, .vfs = {}}, error);
    if (!room_log) return why_not(config.data, error);
    Store store;
    remark_on(room_log->opening().tail, store);
    store.keys = std::make_unique<app::FileKeyStore>(config.data / "keys");
    store.log = std::move(room_log);
    return store;
}

}  // namespace candour::commands
