// Every message of candour.v1 as a plain value; what each means stands in protocol/README.md.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/refusal.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/tally.hpp"
#include "protocol/cpp/wall.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour {

enum class Role : std::uint8_t { participant, facilitator, projector };
inline constexpr std::size_t role_count = 3;
inline constexpr std::array<Role, role_count> all_roles{Role::participant, Role::facilitator,
                                                        Role::projector};
/// A role's place in an array of role_count.
[[nodiscard]] constexpr std::size_t index_of(Role role) noexcept {
    return static_cast<std::size_t>(role);
}

inline constexpr int protocol_version = 1;
inline constexpr char protocol_name[] = "candour.v1";

/// A submit of words or texts, and a person's own stored answers, are padded to multiples of so
/// many bytes, so that their length on the line tells little of what they say (rule A7).
inline constexpr std::size_t submit_step_bytes = 512;

// ---- from client to server -------------------------------------------------------------------

struct Hello {
    Role role = Role::participant;
    RoomCode code;  // normalised: upper case, no hyphen
    std::optional<std::string> secret;
    std::optional<std::string> ticket;
    std::optional<std::string> capability;
    friend bool operator==(const Hello&, const Hello&) = default;
};

struct Submit {
    MessageId id;
    SlideId question;
    Round round;
    Response response;
    Announcement announcement{};  // the newest that the page had
    friend bool operator==(const Submit&, const Submit&) = default;
};

struct Withdraw {
    MessageId id;
    SlideId question;
    Round round;
    friend bool operator==(const Withdraw&, const Withdraw&) = default;
};

/// A participant asks for the own stored answers; to all questions when none is named.
struct MineRequest {
    MessageId id;
    std::optional<SlideId> question;
    friend bool operator==(const MineRequest&, const MineRequest&) = default;
};

/// A facilitator asks for the texts of a question that the tally leaves out.
struct TextsRequest {
    MessageId id;
    SlideId question;
    std::uint32_t from = 0;  // how many texts to pass over
    friend bool operator==(const TextsRequest&, const TextsRequest&) = default;
};

enum class Action : std::uint8_t {
    go_to,
    open,
    close,
    reveal,
    conceal,
    reset,
    hide,
    restore,
    end,
    forget,
    lock,
    unlock,
    offer,
    wall
};

/// Whether it is about the room, and neither a slide nor a question.
[[nodiscard]] constexpr bool is_of_the_room(Action action) noexcept {
    return action == Action::end || action == Action::forget || action == Action::lock ||
           action == Action::unlock || action == Action::wall;
}

struct Control {
    MessageId id;
    Action action = Action::go_to;
    std::optional<SlideId> slide;  // go_to; none means the join screen
    SlideId question;              // open, close, reveal, conceal, reset, hide, restore, offer
    ItemId item;                   // hide, restore
    Wall wall{};                   // wall
    friend bool operator==(const Control&, const Control&) = default;
};

struct Resync {
    friend bool operator==(const Resync&, const Resync&) = default;
};
struct Ping {
    friend bool operator==(const Ping&, const Ping&) = default;
};

using ClientMessage =
    std::variant<Hello, Submit, Withdraw, MineRequest, TextsRequest, Control, Resync, Ping>;

// ---- from server to client -------------------------------------------------------------------

/// A room that is left alone ends by itself after so many hours: after the last use, and, as long
/// as nobody has joined it, after the longer of the two. While a facilitator's page is open it does
/// not.
struct EndsAfter {
    std::uint32_t idle_h = 0;
    std::uint32_t unused_h = 0;
    friend bool operator==(const EndsAfter&, const EndsAfter&) = default;
};

struct Welcome {
    Role role = Role::participant;
    RoomCode code;
    std::string title;
    std::string language;
    std::string ticket;                         // participant
    std::shared_ptr<const Deck> deck;           // facilitator, else null
    std::string join_path;                      // facilitator and projector
    std::optional<std::string> projector_path;  // when the server still knows it
    std::optional<EndsAfter> ends_after;        // facilitator of a room that has not ended
};

enum class RoomPhase : std::uint8_t { live, ended };
enum class QuestionPhase : std::uint8_t { waiting, open, closed };

struct QuestionState {
    SlideId id;
    Round round{1};
    QuestionPhase phase = QuestionPhase::waiting;
    bool revealed = false;
    Announcement announcement{};          // the newest of how many people have joined
    std::uint32_t joined = 0;             // by it, exactly
    std::uint32_t joined_at_opening = 0;  // by the first; 0 before the opening
    std::uint32_t offers = 0;             // how often a facilitator has offered better company
    friend bool operator==(const QuestionState&, const QuestionState&) = default;
};

struct Snapshot {
    Role role = Role::participant;
    RoomCode code;  // for the picture's url
    Revision revision;
    RoomPhase phase = RoomPhase::live;
    std::uint32_t present = 0;         // rounded to 5 (rule A4)
    std::uint32_t joined = 0;          // people until the last tick, gone or not (rule A4)
    bool locked = false;               // nobody new is let in
    std::shared_ptr<const Deck> deck;  // the slide points into it
    std::optional<std::size_t> index;  // of the current slide; none at the join screen
    std::optional<QuestionState> question;
    Results results;
    std::vector<QuestionState> questions;  // facilitator
    std::optional<Progress> progress;      // facilitator
    Wall wall{};                           // facilitator, projector
    std::string wall_text;                 // the text of wall.item
};

struct TallyUpdate {
    Role role = Role::participant;
    Revision revision;
    SlideId question;
    Round round{1};
    Results results;
    std::optional<Progress> progress;  // facilitator
};

struct Presence {
    std::uint32_t present = 0;  // rounded to 5
};

/// Whether the log takes anything now; for facilitators.
struct LogState {
    bool keeps = true;
};

struct Ack {
    MessageId id;
};

struct MineRecord {
    SlideId question;
    Round round{1};
    Response response;
    Announcement announcement{};  // the newest that the page had when this was given
    std::uint32_t joined = 0;     // by that announcement
    bool released = false;
    std::string stored;  // the literal record, as text (rule A9)
};

struct Mine {
    MessageId id;
    std::vector<MineRecord> records;
};

/// A page of a question's texts, in the order of its tally.
struct Texts {
    MessageId id;
    SlideId question;
    Round round{1};
    std::uint32_t from = 0;
    FreeTextTally tally;  // `more` counts those after this page
};

struct Report {
    struct Entry {
        SlideId id;
        Results results;
        /// How many people had joined while it took answers; none for one that was never opened.
        std::optional<std::uint32_t> joined{};
    };
    std::string title;
    std::string date;  // YYYY-MM-DD, the finest time there is (rule A6)
    std::vector<Entry> questions;
};

struct Pong {};

using ServerMessage = std::variant<Welcome,
                                   Snapshot,
                                   TallyUpdate,
                                   Presence,
                                   LogState,
                                   Ack,
                                   Refusal,
                                   Mine,
                                   Texts,
                                   Report,
                                   Pong>;

// ---- HTTP ------------------------------------------------------------------------------------

struct RoomOpened {
    RoomCode code;
    std::string join_link;
    // Empty where whoever opened the room has made the capabilities.
    std::string facilitator_link;
    std::string projector_link;
};

/// A deck in which nothing is wrong.
struct DeckChecked {
    std::size_t slides = 0;
    std::size_t questions = 0;
};

struct DeckRefused {
    std::vector<DeckError> errors;
};

/// Why the server ends a connection, and whether to come back (protocol/README.md, "Close codes").
enum class CloseCode : std::uint16_t {
    done = 1000,
    restarting = 1001,
    too_large = 1009,
    try_again_later = 1013,
    room_ended = 4000,
    no_hello = 4001,
    silent = 4002,
    refused_too_often = 4003,
    room_gone = 4004,
};

}  // namespace candour
