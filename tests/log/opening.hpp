// A SqliteLog that must open.
#pragma once

#include "server/log/sqlite_log.hpp"
#include "tests/log/folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

namespace candour::log {

inline std::unique_ptr<SqliteLog> open(const std::filesystem::path& folder,
                                       const std::string& vfs = {}) {
    std::error_code error;
    auto log = SqliteLog::open({folder, vfs}, error);
    REQUIRE_MESSAGE(log, error.message());
    return log;
}
inline std::unique_ptr<SqliteLog> open(const Folder& folder, const std::string& vfs = {}) {
    return open(folder.path(), vfs);
}

}  // namespace candour::log
