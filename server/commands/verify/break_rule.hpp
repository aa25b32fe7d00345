// How `candour serve` is told to break a rule: by `candour verify-anonymity --break-rule`, which
// shows that its checks would notice. Not for anybody else.
#pragma once

#include "server/app/fault_injection.hpp"

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>

namespace candour::verify {

/// The environment variable by which the child is told.
inline constexpr char break_rule_variable[] = "CANDOUR_BREAK_RULE";

/// Makes a folder for one verification, and marks it as such. Empty when it cannot.
[[nodiscard]] std::filesystem::path make_temporary_folder();
/// The data folder in it.
[[nodiscard]] inline std::filesystem::path data_in(const std::filesystem::path& folder) {
    return folder / "data";
}

/// What the environment asks a server on this data folder to break: nothing nearly always. The
/// error says why it is refused: the folder is not a verification's.
[[nodiscard]] boost::system::result<app::FaultInjection, std::string> fault_asked_for(
    const std::filesystem::path& data);

}  // namespace candour::verify
