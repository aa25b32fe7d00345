// The wire form of a room's state, as GET /api/rooms/CODE says it: for lists of rooms.
// Any thread; no exception for bad input.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "protocol/cpp/refusal.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace candour {

struct RoomState {
    RoomPhase phase = RoomPhase::live;
    friend bool operator==(const RoomState&, const RoomState&) = default;
};

[[nodiscard]] boost::system::result<RoomState, Refusal> parse_room_state(std::string_view body);
[[nodiscard]] std::string encode(const RoomState& answer);

}  // namespace candour
