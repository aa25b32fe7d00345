// OpenedRoom: what whoever opened a room is given.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <string>

namespace candour::app {

/// A room just opened; the capabilities are nowhere else (only hashes are kept). Where whoever
/// opened it has made them, the last two are empty: the server does not know them.
struct OpenedRoom {
    RoomCode code;
    std::string join_path;         // "/j/CODE#secret"
    std::string facilitator_path;  // "/f/CODE#capability"
    std::string projector_path;    // "/p/CODE#capability"
};

}  // namespace candour::app
