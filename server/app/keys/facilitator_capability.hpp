// FacilitatorCapability: what a facilitator's link carries, and what follows from it. The link's
// pages derive the same (client-web/src/staff/capability.ts).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/room_locks.hpp"

#include <string>

namespace candour::app {

class Random;

/// 256 random bits. Whoever opens a room makes them, and they are never said to a server (rule
/// A10): that gets RoomLocks at the opening, and in each hello the token. Owner: whoever opens the
/// room. Thread: one at a time. Lifetime: until the links are printed; the destructor wipes the
/// bytes.
class FacilitatorCapability {
public:
    explicit FacilitatorCapability(const Bytes32& bytes) : bytes_(bytes) {}
    explicit FacilitatorCapability(Random& random);
    FacilitatorCapability(const FacilitatorCapability&) = delete;
    FacilitatorCapability& operator=(const FacilitatorCapability&) = delete;
    ~FacilitatorCapability();

    /// As it stands in the link: 43 characters of base64url.
    [[nodiscard]] std::string text() const;
    /// What a hello says: 128 bits by HKDF-SHA-256 (RFC 5869), 22 characters of base64url.
    [[nodiscard]] std::string token() const;
    /// What the projector's link carries; it follows from the token (room_key.hpp).
    [[nodiscard]] std::string projector() const;
    /// What a server is told when the room is opened.
    [[nodiscard]] RoomLocks locks() const;

private:
    Bytes32 bytes_{};
};

}  // namespace candour::app
