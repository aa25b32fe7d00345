// RoomLocks: all that a server gets of a facilitator's capability when a room is opened with one
// that was made elsewhere. Nothing in here opens anything.
#pragma once

#include "protocol/cpp/ids.hpp"

namespace candour {

struct RoomLocks {
    Bytes32 facilitator_hash{};  // SHA-256 of the token that a facilitator says in hello
    Bytes32 projector_hash{};    // SHA-256 of the projector's capability
    Bytes32 results_key{};       // X25519: what is encrypted to it opens with the capability alone
    friend bool operator==(const RoomLocks&, const RoomLocks&) = default;
};

}  // namespace candour
