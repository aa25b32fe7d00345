#include "server/ops/logging.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <ctime>
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

/// How many bytes the code point has that begins here; 0 when none does (RFC 3629, section 4).
std::size_t code_point_bytes(std::string_view text) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    const std::size_t bytes = lead < 0x80   ? 1
                              : lead < 0xC2 ? 0
                              : lead < 0xE0 ? 2
                              : lead < 0xF0 ? 3
                                            : 4;
    if (bytes == 0 || lead > 0xF4 || text.size() < bytes) return 0;
    for (std::size_t at = 1; at < bytes; ++at)
        if ((byte(at) & 0xC0U) != 0x80) return 0;
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xED && byte(1) > 0x9F;
    const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
    return overlong || surrogate || beyond ? 0 : bytes;
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const auto bytes = code_point_bytes(text);
        const char c = text[0];
        if (bytes == 0)
            out += "\xEF\xBF\xBD";
        else if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += text.substr(0, bytes);
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return out + '"';
}

/// No state; the sink's lock is around every call.
class JsonFormatter final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& line, spdlog::memory_buf_t& into) override {
        const auto level = spdlog::level::to_string_view(line.level);
        const auto text = json_line(line.time, {level.data(), level.size()},
                                    {line.payload.data(), line.payload.size()}) +
                          '\n';
        into.append(text.data(), text.data() + text.size());
    }
    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<JsonFormatter>();
    }
};

}  // namespace

std::string json_line(std::chrono::system_clock::time_point time,
                      std::string_view level,
                      std::string_view sentence) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char at[32] = {};
    std::strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return "{\"time\":\"" + std::string(at) + "\",\"level\":" + json_string(level) +
           ",\"message\":" + json_string(sentence) + "}";
}

void start_logging(LogLevel level, LogFormat format) {
    auto logger = std::make_shared<spdlog::logger>(
        "candour", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    logger->set_pattern("%Y-%m-%d %H:%M:%S  %^%-7l%$  %v");
    if (format == LogFormat::json) logger->set_formatter(std::make_unique<JsonFormatter>());
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
