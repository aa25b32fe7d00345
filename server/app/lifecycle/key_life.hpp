// KeyLife: what becomes of a room's key on the disk: there while the room is open, since without it
// nobody could read what is confirmed; gone when the room is over (rule A1). A pure machine.
//
// The table: states by inputs.
//
// kept           on the disk, as it should be
//   Missing        It is written again.
//   Found          Nothing.
//   Written        Done: nothing. Refused: nothing is confirmed in the room any more, and its
//                  facilitators, the operator and /readyz say so: lost.
//   RoomEnded      It is to go: going.
//   RetryKey       Nothing has failed: nothing.
//   Destroyed      Done: gone. Refused: that is said: left.
//
// lost           it has vanished from the disk, which did not take it again
//   Missing        It is written again.
//   Found          Somebody put it back: kept.
//   Written        Done: kept. Refused, which was said: nothing.
//   RoomEnded      It is to go, so that nobody misses it: going.
//   RetryKey       Nothing.
//   Destroyed      Nobody misses it any more. Done: gone. Refused: that is said: left.
//
// going          its room has ended, and it is removed as soon as the log has the results
//   Missing        It is to go: nothing.
//   Found          It is to go: nothing.
//   Written        The room ended meanwhile: nothing.
//   RoomEnded      It is known: nothing.
//   RetryKey       Nothing has failed: nothing.
//   Destroyed      Done: gone. Refused: that is said: left.
//
// left           its room is over, and the disk did not remove it
//   Missing        It is to go: nothing.
//   Found          It is to go: nothing.
//   Written        The room ended meanwhile: nothing.
//   RoomEnded      It is known: nothing.
//   RetryKey       It is removed once more.
//   Destroyed      Done: that is said: gone. Refused, which was said: nothing.
//
// gone           every input is nothing to it
#pragma once

#include "server/app/lifecycle/effects.hpp"

#include <cstdint>
#include <system_error>
#include <variant>

namespace candour::app::lifecycle {

enum class KeyLife : std::uint8_t {
    kept,   // on the disk, as it should be
    lost,   // it has vanished from the disk, which did not take it again
    going,  // its room has ended: it is removed as soon as the log has the results
    left,   // its room is over, and the disk did not remove it
    gone,
};

/// Somebody looked, and it was not there.
struct Missing {};
/// Somebody looked, and it was there.
struct Found {};
struct Written {
    std::error_code error;
};
struct RoomEnded {};
struct RetryKey {};
struct Destroyed {
    std::error_code error;
};

using KeyInput = std::variant<Missing, Found, Written, RoomEnded, RetryKey, Destroyed>;

/// Moves `life` on, and adds what is to be done now, in order.
void step(KeyLife& life, const KeyInput& input, Effects& effects);

}  // namespace candour::app::lifecycle
