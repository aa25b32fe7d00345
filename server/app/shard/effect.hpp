// Effect: what the room table wants done. It decides, and the shard does it: the only place that
// posts, appends and calls the key store.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/audience/to_seats.hpp"
#include "server/app/lifecycle/effects.hpp"
#include "server/app/shard/room_ticks.hpp"
#include "server/log/room_log.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour::app {

using lifecycle::Say;
using lifecycle::TroubleBegins;
using lifecycle::TroubleEnds;
using lifecycle::WipeTraces;

/// The room has something for its next tick (RoomTable::tick).
struct WantTick {
    RoomCode room;
    TickSlot slot = 0;
    friend bool operator==(const WantTick&, const WantTick&) = default;
};
/// The log appends these batches; RoomTable::written or not_written hears of it.
struct Append {
    std::vector<log::Record> records;
    friend bool operator==(const Append&, const Append&) = default;
};
/// The log replaces the room's batches by RoomTable::results; RoomTable::sealed hears of it.
struct Seal {
    RoomId id;
    RoomCode code;
    friend bool operator==(const Seal&, const Seal&) = default;
};
/// The key goes, and then the sealed results in the log; RoomTable::forgotten hears of it.
struct Forget {
    RoomId id;
    RoomCode code;
    std::optional<Asked> asked_by;
    friend bool operator==(const Forget&, const Forget&) = default;
};
/// The room takes no more answers: there is a place for another one.
struct RoomIsOver {
    friend bool operator==(const RoomIsOver&, const RoomIsOver&) = default;
};

// Away from the shard's thread, since these wait for the disk:

/// The day on which the room was last used, as the key store is to know it.
struct KeepLastDay {
    RoomId id;
    std::string day;
    friend bool operator==(const KeepLastDay&, const KeepLastDay&) = default;
};
/// The days on which the server has run (DaysSeen::text), for the next one that starts.
struct KeepDaysSeen {
    std::string text;
    friend bool operator==(const KeepDaysSeen&, const KeepDaysSeen&) = default;
};
/// Which of these keys are there? RoomTable::keys_missing hears which are not.
struct LookForKeys {
    std::vector<RoomId> rooms;
    friend bool operator==(const LookForKeys&, const LookForKeys&) = default;
};
/// RoomTable::key is written to the disk again; RoomTable::key_kept hears of it.
struct KeepKey {
    RoomId id;
    friend bool operator==(const KeepKey&, const KeepKey&) = default;
};
/// The key is removed from the disk; RoomTable::key_destroyed hears of it. Without a code it is of
/// a room that never was open.
struct DestroyKey {
    RoomId id;
    RoomCode code;
    friend bool operator==(const DestroyKey&, const DestroyKey&) = default;
};

using Effect = std::variant<ToSeats,
                            WantTick,
                            Append,
                            Seal,
                            Forget,
                            RoomIsOver,
                            KeepLastDay,
                            KeepDaysSeen,
                            LookForKeys,
                            KeepKey,
                            DestroyKey,
                            Say,
                            TroubleBegins,
                            TroubleEnds,
                            WipeTraces>;
/// In the order in which they are to be done.
using Effects = std::vector<Effect>;

}  // namespace candour::app
