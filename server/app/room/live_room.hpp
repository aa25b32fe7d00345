// LiveRoom: one room where it lives: the fold, its key, the batch being gathered and the batch
// being written. Pure of sockets, timers and threads: each call returns what should happen, the
// shard does it.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/outbox.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/to_room.hpp"
#include "server/app/audience/to_seats.hpp"
#include "server/app/fault_injection.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/room/repeats.hpp"
#include "server/domain/draft.hpp"
#include "server/domain/room.hpp"
#include "server/log/room_log.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace candour::app {

class Random;

using Replies = std::vector<Reply>;

/// Whoever was let in, with what to say first.
struct Admission {
    Frame welcome;
    Bytes16 ticket{};
    bool fresh = false;  // the ticket was made for this hello, and nobody has it yet
};

/// How many people of each role are here.
using Attendance = std::array<std::uint32_t, role_count>;

/// Owner: a Shard. Thread: that shard's. Lifetime: from opening or restart until sealed.
class LiveRoom {
public:
    LiveRoom(RoomId id,
             RoomKey key,
             domain::Room room,
             Random& random,
             FaultInjection fault_injection = {});

    // ---- people ------------------------------------------------------------------------------

    /// Checks the hello's credential. Facilitators are told after how long the room ends by itself.
    [[nodiscard]] std::variant<Admission, Refusal> admit(const Hello& hello,
                                                         const EndsAfter& ends_after);
    /// Whether the hello carries something that only this room gives away: the secret, a ticket, a
    /// capability. Without, it may be a guess.
    [[nodiscard]] bool knows(const Hello& hello) const;
    /// Somebody who was admitted is let in: one more person has joined if the ticket is fresh.
    void came(Role role, bool fresh) {
        ++attendance_[index_of(role)];
        if (!fresh) return;
        ++joined_.people;
        ++joined_.tickets;
    }
    void left(Role role) { --attendance_[index_of(role)]; }
    [[nodiscard]] std::uint32_t here(Role role) const { return attendance_[index_of(role)]; }
    /// How many people have joined, gone or not: so many tickets there are. A crowd that is brought
    /// in one by one shows in it, and so does a phone that sleeps (rule A4).
    [[nodiscard]] std::uint32_t joined() const noexcept { return joined_.people; }
    /// The person for whom a ticket was made had hung up before it came, and so has not joined.
    void ticket_was_lost() {
        if (joined_.people > 0) --joined_.people;
    }
    /// The room's tick has come: looks at who has joined and how far the answers have come, once
    /// nothing is being written. All that anybody is told of either moves by this (rules A3, A4).
    void look();
    /// Counts anew how many people are here, rounded, as everybody is told it; true when that
    /// number has changed. To be called once per presence tick (rule A4).
    bool update_presence();
    [[nodiscard]] std::uint32_t presence() const noexcept { return presence_; }

    // ---- commands ----------------------------------------------------------------------------

    /// Decides at once, or lets the command wait while a batch is being written.
    void request(const SeatAddress& from, MessageId id, Request request, Replies& replies);
    [[nodiscard]] Mine mine(const MineRequest& request, const Bytes16& ticket);
    /// A page of a question's texts, for a facilitator.
    [[nodiscard]] std::variant<Texts, Refusal> texts(const TextsRequest& request) const;

    // ---- the room's tick (shard/room_ticks.hpp) ----------------------------------------------

    /// Where in the time between two ticks this room's own are.
    [[nodiscard]] std::uint8_t tick_slot() const { return tick_slot_; }
    /// Whether the log does not have all yet: events, or how many have joined.
    [[nodiscard]] bool has_news() const noexcept {
        return !draft_.empty() || (joined_ != room_.joined() && room_.phase() == RoomPhase::live);
    }
    /// The next record to append, when there is one and none is being written; encrypted.
    [[nodiscard]] std::optional<log::Record> next_record();
    /// The record is durable, and the room's tick has come: folds it, acks, decides what waited.
    /// Tells how many answers it kept.
    std::size_t durable(Replies& replies);
    /// It could not be written: it stays, and next_record gives the same bytes again. Commands are
    /// refused until it is durable: one that came in while it is tried again and fails again would
    /// hear nothing.
    void not_written();
    /// So many bytes of this room are in the log: what began it, and what a restart found there.
    void wrote(std::size_t bytes) noexcept { log_bytes_ += bytes; }
    [[nodiscard]] std::size_t log_bytes() const noexcept { return log_bytes_; }
    /// Whether the room has written as much as it may (limits::room_log_bytes): then it takes no
    /// further answers. Everything else it takes, so that it can be ended.
    [[nodiscard]] bool log_is_full() const noexcept;
    [[nodiscard]] bool writing() const noexcept { return in_flight_.has_value(); }

    // ---- the broadcast tick ------------------------------------------------------------------

    /// What this role is shown now; encoded anew only when the room changed since.
    [[nodiscard]] const Broadcast& current(Role role);
    /// Moves at each fold; tells a broadcaster whether there is anything new.
    [[nodiscard]] std::uint64_t version() const noexcept { return version_; }
    [[nodiscard]] Frame report(std::string date) const;

    [[nodiscard]] const domain::Room& room() const noexcept { return room_; }
    [[nodiscard]] const RoomId& id() const noexcept { return id_; }
    /// The participants' link: "/j/CODE#secret".
    [[nodiscard]] std::string join_path() const {
        return "/j/" + room_.code().str() + "#" + key_.join_secret();
    }
    /// A copy, for where the one on the disk has vanished.
    [[nodiscard]] RoomKey key() const { return RoomKey{key_.bytes()}; }

private:
    struct Sender {
        SeatAddress seat;
        MessageId id;
    };
    struct Waiting {
        Sender sender;
        Request request;
    };
    struct InFlight {
        domain::Batch batch;
        log::Record record;
        std::vector<Sender> senders;
        bool failed = false;    // once, and was not written since
        bool to_write = false;  // again
    };
    struct Encoded {
        std::uint64_t version = 0;  // of the room; 0: never
        Broadcast broadcast;
    };

    void decide(Sender sender, Request&& request, Replies& replies);
    /// Adds what a person says to the draft, unless the same message was taken and overtaken.
    template <class Said>
    [[nodiscard]] domain::Decision draft(const MessageId& id, Said said);
    /// Of a question that is open.
    [[nodiscard]] Repeats& repeats(const domain::QuestionFold& question);
    [[nodiscard]] Pseudonym pseudonym(const SlideId& question, const Bytes16& ticket);
    [[nodiscard]] std::variant<Admission, Refusal> admit_participant(const Hello& hello);
    [[nodiscard]] Welcome welcome(Role role) const;
    /// Whether the capability in the hello is the one of its role.
    [[nodiscard]] bool fits(const Hello& hello) const;
    [[nodiscard]] bool is_join_secret(const std::string& said) const;

    RoomId id_;
    RoomKey key_;
    domain::Room room_;
    Random& random_;
    FaultInjection fault_injection_;
    std::unordered_map<SlideId, Bytes32> question_keys_;
    std::unordered_map<SlideId, Repeats> repeats_;

    std::uint8_t tick_slot_;
    domain::Draft draft_;
    std::vector<Sender> drafted_;        // to be acked with the draft
    std::optional<InFlight> in_flight_;  // at most one batch is being written
    std::deque<Waiting> waiting_;        // what came while it was

    Attendance attendance_{};
    domain::Joined joined_;
    bool look_next_ = false;  // the tick came while a batch was being written
    std::size_t log_bytes_ = 0;
    std::uint32_t presence_ = 0;
    std::uint64_t version_ = 1;
    std::array<Encoded, role_count> encoded_;
};

}  // namespace candour::app
