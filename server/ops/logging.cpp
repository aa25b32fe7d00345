#include "server/ops/logging.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace candour::ops {
namespace {

spdlog::level::level_enum as_spdlog(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warning: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
        case LogLevel::off: return spdlog::level::off;
    }
    return spdlog::level::info;
}

}  // namespace

void start_logging(LogLevel level) {
    auto logger = std::make_shared<spdlog::logger>(
        "candour", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    logger->set_pattern("%Y-%m-%d %H:%M:%S  %^%-7l%$  %v");
    logger->set_level(as_spdlog(level));
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void log_info(const std::string& sentence) {
    spdlog::info("{}", sentence);
}
void log_warning(const std::string& sentence) {
    spdlog::warn("{}", sentence);
}
void log_error(const std::string& sentence) {
    spdlog::error("{}", sentence);
}

}  // namespace candour::ops
