// MessageBytes: what seats and rooms say to each other, as bytes: for the proof that nothing in it
// holds on to the place where it was made. The server itself has no need of such bytes yet.
#pragma once

#include "server/app/audience/to_room.hpp"
#include "server/app/audience/to_seats.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace candour::app::test {

[[nodiscard]] std::string to_bytes(const ToRoom& message);
[[nodiscard]] std::string to_bytes(const ToSeats& message);
/// Nothing when the bytes are cut short, or more follow.
[[nodiscard]] std::optional<ToRoom> read_to_room(std::string_view bytes);
[[nodiscard]] std::optional<ToSeats> read_to_seats(std::string_view bytes);

}  // namespace candour::app::test
