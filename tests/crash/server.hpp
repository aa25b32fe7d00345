// The server on trial.
#pragma once

#include "server/commands/client/server_process.hpp"

#include <cstdlib>
#include <filesystem>

namespace candour::crash {

using client::ServerProcess;

/// CANDOUR_CRASH_BINARY, or the one that was built beside the tests. `folder` holds what the server
/// says, which is shown when a test fails.
[[nodiscard]] inline client::ServerProgram server_in(const std::filesystem::path& folder,
                                                     const std::filesystem::path& data) {
    const char* other = std::getenv("CANDOUR_CRASH_BINARY");  // NOLINT: one thread
    return {
        .binary = other == nullptr ? CANDOUR_BINARY : other, .data = data, .said = folder / "said"};
}

[[nodiscard]] inline client::ServerProgram server_in(const std::filesystem::path& folder) {
    return server_in(folder, folder / "data");
}

}  // namespace candour::crash
