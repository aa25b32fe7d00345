// What every RoomLog does, whatever it keeps its records in.
#pragma once

#include "server/log/room_log.hpp"

#include <functional>
#include <memory>

namespace candour::log {

/// Called inside a TEST_CASE; `make` gives a new, empty log for each story.
void behaves_like_a_room_log(const std::function<std::unique_ptr<RoomLog>()>& make);

}  // namespace candour::log
