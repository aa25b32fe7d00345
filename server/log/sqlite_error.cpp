#include "server/log/sqlite_error.hpp"

#include "server/log/room_log.hpp"

#include <sqlite3.h>

namespace candour::log {

std::error_code sqlite_error(int code) noexcept {
    if (code == SQLITE_IOERR_NOMEM) return std::make_error_code(std::errc::not_enough_memory);
    switch (code & 0xFF) {  // the primary code of an extended one
        case SQLITE_OK: return {};
        case SQLITE_FULL: return std::make_error_code(std::errc::no_space_on_device);
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN: return std::make_error_code(std::errc::io_error);
        case SQLITE_READONLY: return std::make_error_code(std::errc::read_only_file_system);
        case SQLITE_PERM: return std::make_error_code(std::errc::permission_denied);
        case SQLITE_NOMEM: return std::make_error_code(std::errc::not_enough_memory);
        case SQLITE_TOOBIG: return std::make_error_code(std::errc::message_size);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return LogError::in_use;
        case SQLITE_NOTADB: return LogError::foreign;
        default: return LogError::damaged;
    }
}

}  // namespace candour::log
