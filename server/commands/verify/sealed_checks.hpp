// What the sealed results of a room may hold: no time finer than the date, no order, no row per
// person (rule A6).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/commands/verify/findings.hpp"

#include <string>

namespace candour::verify {

void check_sealed(Findings& findings,
                  const RoomId& id,
                  const std::string& bytes,
                  std::size_t questions);

}  // namespace candour::verify
