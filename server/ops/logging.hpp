// Log lines: to stderr, one sentence each, for the person who runs the server.
//
// Rule A5 binds every caller at every level: no IP address, user agent, ticket, pseudonym,
// capability or answer text.
#pragma once

#include "server/ops/config.hpp"

#include <string>

namespace candour::ops {

/// Once, before any other thread.
void start_logging(LogLevel level);

/// Any thread.
void log_info(const std::string& sentence);
void log_warning(const std::string& sentence);
void log_error(const std::string& sentence);

}  // namespace candour::ops
