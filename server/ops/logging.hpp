// Log lines: to stderr, one sentence each, for the person who runs the server.
//
// Rule A5 binds every caller at every level: no IP address, user agent, ticket, pseudonym,
// capability or answer text.
#pragma once

#include "server/ops/config.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace candour::ops {

/// Once, before any other thread.
void start_logging(LogLevel level, LogFormat format);

/// A log line for a program, without the line's end:
/// {"time":"2026-11-30T09:15:00Z","level":"warning", "message":"..."}. It says what the line for a
/// person says, and nothing besides. Bytes of the sentence that are no UTF-8 (a folder's name may
/// have any) become U+FFFD, one each. Pure.
[[nodiscard]] std::string json_line(std::chrono::system_clock::time_point time,
                                    std::string_view level,
                                    std::string_view sentence);

/// Any thread.
void log_info(const std::string& sentence);
void log_warning(const std::string& sentence);
void log_error(const std::string& sentence);

}  // namespace candour::ops
