#include "server/commands/verify/break_rule.hpp"

#include "server/commands/verify/findings.hpp"

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX's, not <cstdlib>'s

#include <fstream>

namespace candour::verify {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view prefix = "candour-verify-";
constexpr char mark[] = "made-by-verify-anonymity";

}  // namespace

fs::path make_temporary_folder() {
    std::error_code ec;
    std::string folder = (fs::temp_directory_path(ec) / prefix).string() + "XXXXXX";
    if (ec || ::mkdtemp(folder.data()) == nullptr) return {};
    std::ofstream(fs::path(folder) / mark) << "A verification's; may be removed.\n";
    return folder;
}

boost::system::result<app::FaultInjection, std::string> fault_asked_for(const fs::path& data) {
    const char* asked = std::getenv(break_rule_variable);
    if (asked == nullptr) return app::FaultInjection{};
    std::error_code ec;
    const auto folder = fs::weakly_canonical(data, ec).parent_path();
    const auto temporary = fs::weakly_canonical(fs::temp_directory_path(ec), ec);
    const bool of_verification = folder.filename().string().starts_with(prefix) &&
                                 folder.parent_path() == temporary && fs::exists(folder / mark, ec);
    if (!of_verification)
        return std::string(break_rule_variable) +
               " is set, but the data folder was not made by verify-anonymity. No server breaks a "
               "rule for real people.";
    const app::FaultInjection fault_injection{rule_named(asked)};
    if (fault_injection.rule == Rule::none)
        return std::string(break_rule_variable) + " is set, but to no rule: A1 to A9.";
    return fault_injection;
}

}  // namespace candour::verify
