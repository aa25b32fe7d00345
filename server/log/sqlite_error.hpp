// SQLite's complaints as error codes. Private to server/log.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <new>
#include <system_error>

namespace candour::log {

/// What an (extended) result code of SQLite's means to whoever keeps a log: a full disk, an I/O
/// error, damage. What SQLite itself would call a programmer's error (no such table) is damage
/// here, as our statements are fixed and only the file can be another.
[[nodiscard]] std::error_code sqlite_error(int code) noexcept;

/// Runs `work`, the only place where SQLiteCpp's exceptions may fly, and gives what went wrong.
template <class Work>
[[nodiscard]] std::error_code attempt(Work&& work) noexcept {
    try {
        work();
        return {};
    } catch (const SQLite::Exception& exception) {
        return sqlite_error(exception.getExtendedErrorCode());
    } catch (const std::system_error& exception) {
        return exception.code();
    } catch (const std::bad_alloc&) {
        return std::make_error_code(std::errc::not_enough_memory);
    }
}

}  // namespace candour::log
