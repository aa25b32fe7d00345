// What the machines of this wing ask for. Whoever runs them knows which room they speak of, and has
// the log, the keys and the people.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/lifecycle/storage_health.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour::app::lifecycle {

// ---- what somebody is told -------------------------------------------------------------------

/// The operator, in a sentence; never anything of a person.
struct Say {
    std::string sentence;
    friend bool operator==(const Say&, const Say&) = default;
};
/// /readyz: one more room has this trouble. The sentence is for the operator when it is the first.
struct TroubleBegins {
    Trouble trouble = Trouble::unsealed;
    std::string if_first;
    friend bool operator==(const TroubleBegins&, const TroubleBegins&) = default;
};
/// /readyz: one room less has it. The sentence is for the operator when it was the last.
struct TroubleEnds {
    Trouble trouble = Trouble::unsealed;
    std::string if_last;
    friend bool operator==(const TroubleEnds&, const TroubleEnds&) = default;
};
/// The room's facilitators: whether the storage keeps what the room needs.
struct TellKept {
    bool keeps = true;
    friend bool operator==(const TellKept&, const TellKept&) = default;
};
/// Everybody in the room: it has ended. Facilitators get the report, participants are sent home.
struct TellEnd {
    friend bool operator==(const TellEnd&, const TellEnd&) = default;
};
/// Who asked: it is done, or has been so.
struct Acknowledge {
    Asked asked;
    friend bool operator==(const Acknowledge&, const Acknowledge&) = default;
};
/// Who asked: the room has ended, and takes no such command.
struct RefuseAsEnded {
    Asked asked;
    friend bool operator==(const RefuseAsEnded&, const RefuseAsEnded&) = default;
};
/// Who asked: the report cannot be deleted now.
struct PutOffForgetting {
    Asked asked;
    friend bool operator==(const PutOffForgetting&, const PutOffForgetting&) = default;
};

// ---- what is done with the room --------------------------------------------------------------

/// The room's own rules decide about the command (LiveRoom).
struct LetRoomDecide {
    friend bool operator==(const LetRoomDecide&, const LetRoomDecide&) = default;
};
/// Nobody has used the room for too long: it is to end, as by a facilitator's command.
struct EndRoom {
    friend bool operator==(const EndRoom&, const EndRoom&) = default;
};
/// Only the sealed results are left of it: its fold, its key in memory and its place go.
struct BecomeSealed {
    friend bool operator==(const BecomeSealed&, const BecomeSealed&) = default;
};
/// Nothing is left of it; who looks at its report is told so.
struct Vanish {
    friend bool operator==(const Vanish&, const Vanish&) = default;
};
/// What the room left in memory is overwritten.
struct WipeTraces {
    friend bool operator==(const WipeTraces&, const WipeTraces&) = default;
};

// ---- what the storage does -------------------------------------------------------------------

/// The log puts the results in the place of the room's batches; it answers with SealAnswered.
struct Seal {
    friend bool operator==(const Seal&, const Seal&) = default;
};
/// The key is removed, then the log forgets the results; it answers with ForgetAnswered.
struct Forget {
    std::optional<Asked> asked_by;
    friend bool operator==(const Forget&, const Forget&) = default;
};
/// The key store notes the day on which the room was last used.
struct KeepLastDay {
    std::string day;
    friend bool operator==(const KeepLastDay&, const KeepLastDay&) = default;
};
/// The key is written to the disk again.
struct KeepKey {
    friend bool operator==(const KeepKey&, const KeepKey&) = default;
};
/// The key is removed from the disk.
struct DestroyKey {
    friend bool operator==(const DestroyKey&, const DestroyKey&) = default;
};
/// The key was removed before the log forgot the room.
struct KeyWasDestroyed {
    friend bool operator==(const KeyWasDestroyed&, const KeyWasDestroyed&) = default;
};

using Effect = std::variant<Say,
                            TroubleBegins,
                            TroubleEnds,
                            TellKept,
                            TellEnd,
                            Acknowledge,
                            RefuseAsEnded,
                            PutOffForgetting,
                            LetRoomDecide,
                            EndRoom,
                            BecomeSealed,
                            Vanish,
                            WipeTraces,
                            Seal,
                            Forget,
                            KeepLastDay,
                            KeepKey,
                            DestroyKey,
                            KeyWasDestroyed>;
using Effects = std::vector<Effect>;

}  // namespace candour::app::lifecycle
