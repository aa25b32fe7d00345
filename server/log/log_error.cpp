#include "server/log/room_log.hpp"

namespace candour::log {
namespace {

class LogCategory final : public std::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "candour log"; }
    [[nodiscard]] std::string message(int value) const override {
        switch (static_cast<LogError>(value)) {
            case LogError::damaged: return "a part of the log is missing or cannot be read";
            case LogError::foreign: return "this is not a Candour log";
            case LogError::closed: return "the log has been closed";
            case LogError::gap: return "this batch is not the next one of its room";
            case LogError::in_use: return "another process is using this log";
            case LogError::newer: return "a later version of Candour has written this log";
            case LogError::not_open: return "the log could not be opened yet";
        }
        return "unknown error";
    }
};

}  // namespace

std::error_code make_error_code(LogError error) noexcept {
    static const LogCategory category;
    return {static_cast<int>(error), category};
}

}  // namespace candour::log
