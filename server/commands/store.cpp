#include "server/commands/store.hpp"

#include "server/log/memory_log.hpp"
#include "server/log/patient_log.hpp"
#include "server/ops/logging.hpp"

#include <utility>

namespace candour::commands {
namespace {

/// A torn or unreadable end is said, never skipped in silence. Gives what is damage.
std::string remark_on(const log::WalTail& tail) {
    if (tail.unfinished_bytes > 0)
        ops::log_warning(
            "The server was interrupted while writing: " + std::to_string(tail.unfinished_bytes) +
            " bytes at the end of the log were left out. Unless the disk is damaged, no confirmed "
            "answer was in them.");
    if (tail.damaged_bytes == 0) return {};
    std::string damage =
        "The end of the log was damaged when it was opened: " + std::to_string(tail.damaged_bytes) +
        " bytes cannot be read, and answers that were confirmed last may be missing.";
    ops::log_error(damage);
    return damage;
}

/// Nothing that was confirmed is in danger, but the file in front of the database grows.
void say_trouble(std::error_code error) {
    if (error)
        ops::log_warning("What is in candour.db-wal cannot be moved into candour.db: " +
                         error.message() + ". It is kept where it is, and tried again.");
    else
        ops::log_warning("candour.db takes what is in candour.db-wal again.");
}

}  // namespace

std::string why_not(const ops::Config& config, std::error_code error) {
    const std::string database = (config.data / "candour.db").string();
    const std::string elsewhere =
        " Or choose another folder with --data, or keep nothing with --memory.";
    if (error == log::LogError::foreign)
        return database +
               " is not a log of Candour's, and is left as it is. Move it away, or put back the "
               "right one." +
               elsewhere;
    if (error == log::LogError::newer)
        return database +
               " was written by a later version of Candour, and is left as it is. Start that "
               "version." +
               elsewhere;
    if (error == log::LogError::damaged)
        return database +
               " is damaged and cannot be read. Keep a copy of the folder, and put back a sound "
               "one if you have it." +
               elsewhere;
    return "the data folder " + config.data.string() + " cannot be used: " + error.message() + "." +
           elsewhere;
}

bool may_get_better(std::error_code error) {
    return log::PatientLog::may_get_better(error);
}

Store store_for(const ops::Config& config) {
    auto damage = std::make_shared<std::string>();
    if (config.memory)
        return {std::make_unique<app::MemoryKeyStore>(), std::make_unique<log::MemoryLog>(),
                damage};
    auto on_opened = [damage](const log::Opening& opening) { *damage = remark_on(opening.tail); };
    return {std::make_unique<app::FileKeyStore>(config.data / "keys"),
            std::make_unique<log::PatientLog>(
                log::SqliteOptions{.folder = config.data, .vfs = {}, .on_trouble = say_trouble},
                std::move(on_opened)),
            damage};
}

}  // namespace candour::commands
