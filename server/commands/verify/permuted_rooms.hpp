// Rule A2: the same answers from other people, in another order inside each release, give the same
// bytes to facilitator and projector, and the same sealed results.
#pragma once

#include "server/app/fault_injection.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace candour::verify {

/// A pair of rooms, as one seed makes it.
struct PairOfRooms {
    std::size_t frames = 0;  // compared
    std::string difference;  // the first, in words; empty when there is none
};
/// With a folder, which it empties, each room's log is written there and sealed, and the database
/// files are compared too.
[[nodiscard]] PairOfRooms compare_permuted(std::uint64_t seed,
                                           const app::FaultInjection& fault_injection = {},
                                           const std::filesystem::path& folder = {});

}  // namespace candour::verify
