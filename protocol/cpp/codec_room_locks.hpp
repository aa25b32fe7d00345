// How a room's locks are read and written. Private to the codec.
#pragma once

#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/room_locks.hpp"

#include <string>

namespace candour::codec {

/// Each is 32 bytes as 43 characters of base64url.
[[nodiscard]] RoomLocks read_room_locks(const Value& value, const Place& place, Faults& faults);
void write_room_locks(std::string& out, const RoomLocks& locks);

}  // namespace candour::codec
