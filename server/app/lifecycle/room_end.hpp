// RoomEnd: how a room ends. A pure machine: what happened goes in, what is to be done comes out; no
// clock, no log, no thread.
//
// The table: states by inputs.
//
// Open            people answer in it
//   Used            The time of last use moves.
//   Look            A facilitator's page that is open is a use. A new day of use is noted; a room
//                   that nobody uses is to end: one that nobody has joined yet is kept for longer.
//   Retry           Nothing has failed: nothing.
//   HasEnded        All are told, and the results go to the log: Sealing.
//   SealAnswered    Nobody asked the log: nothing.
//   ForgetAsked     The room's own rules refuse it.
//   ForgetAnswered  Nobody asked the log: nothing.
//   Commanded       The room's own rules decide.
//
// Ending          it has ended, and the log does not have its results
//   Used            It has ended: nothing.
//   Look            Retry, which comes with it, goes on: nothing.
//   Retry           The results go to the log: Sealing.
//   HasEnded        It is known: nothing.
//   SealAnswered    Nobody asked the log: nothing.
//   ForgetAsked     The log may take the results by now, and it is done then: Sealing.
//   ForgetAnswered  Nobody asked the log: nothing.
//   Commanded       The room's own rules decide.
//
// Sealing         the log has been given its results
//   Used            It has ended: nothing.
//   Look            The log has not answered yet: nothing.
//   Retry           The log has not answered yet: nothing.
//   HasEnded        It is known: nothing.
//   SealAnswered    Taken: the key goes, and it is Sealed, or, where somebody waits for that,
//                   Forgetting. Refused: the key stays, that is said once, and who waits is put
//                   off: Ending.
//   ForgetAsked     It is done once the room is sealed; who asked before is put off.
//   ForgetAnswered  Nobody asked the log: nothing.
//   Commanded       The room's own rules decide.
//
// Sealed          the log has its results, and nothing else of it
//   Used            It has ended: nothing.
//   Look            Results older than was agreed are deleted: Forgetting.
//   Retry           The next Look, or whoever asked, tries again: nothing.
//   HasEnded        It is known: nothing.
//   SealAnswered    Nobody asked the log: nothing.
//   ForgetAsked     The results are deleted: Forgetting.
//   ForgetAnswered  Of a try before the last. Done: it vanishes. Refused: that is said once.
//   Commanded       `end` has been done already; everything else is refused.
//
// Forgetting      the log has been told to forget its results
//   Used            It has ended: nothing.
//   Look            The log has not answered yet: nothing.
//   Retry           The log has not answered yet: nothing.
//   HasEnded        It is known: nothing.
//   SealAnswered    Nobody asked the log: nothing.
//   ForgetAsked     The log is asked once more, for this one.
//   ForgetAnswered  Done: it vanishes. Refused: that is said once, who asked is put off: Sealed.
//   Commanded       `end` has been done already; everything else is refused.
#pragma once

#include "server/app/lifecycle/effects.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <variant>

namespace candour::app::lifecycle {

// ---- states ----------------------------------------------------------------------------------

/// People answer in it. When it was last used is known by the time since the machine started, its
/// sleep included; of a room that nobody has used since the server started, by its day alone.
struct Open {
    std::chrono::nanoseconds last_use{0};  // since the machine started
    bool used = true;                      // since this server started
    bool active = true;                    // since the last look
    std::string last_day;                  // of use, as the key store knows it
    friend bool operator==(const Open&, const Open&) = default;
};
/// It has ended, and the log does not have its results: not yet, or it has refused them.
struct Ending {
    bool refused = false;  // and that was said
    friend bool operator==(const Ending&, const Ending&) = default;
};
/// The log has been given its results and has not answered.
struct Sealing {
    bool refused = false;              // an earlier time, and that was said
    std::optional<Asked> forget_next;  // who asked for that meanwhile
    friend bool operator==(const Sealing&, const Sealing&) = default;
};
/// The log has its results, and nothing else of it.
struct Sealed {
    std::string date;      // of the results
    bool refused = false;  // they could not be deleted, and that was said
    friend bool operator==(const Sealed&, const Sealed&) = default;
};
/// The log has been told to forget its results and has not answered.
struct Forgetting {
    std::string date;
    bool refused = false;  // an earlier time, and that was said
    friend bool operator==(const Forgetting&, const Forgetting&) = default;
};

using RoomEnd = std::variant<Open, Ending, Sealing, Sealed, Forgetting>;

// ---- inputs ----------------------------------------------------------------------------------

/// Somebody did something in the room.
struct Used {
    std::chrono::nanoseconds since_boot{0};
};
/// What comes every 10 s.
struct Look {
    std::chrono::nanoseconds since_boot{0};
    std::string today;
    std::chrono::hours idle_until_sealed{0};
    std::chrono::hours keep_unused{0};  // in its place while nobody has joined, where it is longer
    std::chrono::days keep_sealed{0};
    bool desk_is_open = false;  // a facilitator's page is connected
    bool was_joined = true;     // by anybody, ever
};
/// What did not succeed may be tried again: every 10 s, and when the server stops.
struct Retry {};
/// The fold says that the room is over.
struct HasEnded {};
struct SealAnswered {
    std::error_code error;
    std::string date;  // of the results
};
/// A facilitator wants the room's results deleted.
struct ForgetAsked {
    Asked asked;
};
struct ForgetAnswered {
    std::error_code error;
    std::optional<Asked> asked_by;  // nobody, when their time was over
};
/// Any other command, or an answer, of somebody in the room.
struct Commanded {
    Asked asked;
    bool is_end = false;
};

using EndInput =
    std::variant<Used, Look, Retry, HasEnded, SealAnswered, ForgetAsked, ForgetAnswered, Commanded>;

/// Moves `end` on, and adds what is to be done now, in order.
void step(RoomEnd& end, const EndInput& input, Effects& effects);

/// Whether nobody has used the room for as long as a look at it allows.
[[nodiscard]] bool is_idle(const Open& open, const Look& look);

/// Whether the room has ended: the log has its results, or is to get them.
[[nodiscard]] inline bool has_ended(const RoomEnd& end) {
    return !std::holds_alternative<Open>(end);
}

}  // namespace candour::app::lifecycle
