// OpenedRoom: what whoever opened a room is given; and GoingRoom, what can still be said later.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/ids.hpp"

#include <memory>
#include <string>

namespace candour::app {

/// A room just opened; the capabilities are nowhere else (only hashes are kept). Where whoever
/// opened it has made them, the last two are empty: the server does not know them.
struct OpenedRoom {
    RoomId id;  // by which its log knows it; nobody is told
    RoomCode code;
    std::string join_path;         // "/j/CODE#secret"
    std::string facilitator_path;  // "/f/CODE#capability"
    std::string projector_path;    // "/p/CODE#capability"
};

/// A room that has not ended. What steers it is not known here any more.
struct GoingRoom {
    RoomCode code;
    std::string join_path;  // "/j/CODE#secret"
    std::shared_ptr<const Deck> deck;
};

}  // namespace candour::app
