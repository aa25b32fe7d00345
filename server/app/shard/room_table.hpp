// RoomTable: the rooms that live on one shard. Decides, and does nothing: what is to be said,
// written or removed comes out as effects, and time, day and the costs of the shards go in. So it
// knows no thread, no timer, no clock and no log.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/counters.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/to_room.hpp"
#include "server/app/audience/token_bucket.hpp"
#include "server/app/fault_injection.hpp"
#include "server/app/lifecycle/days_seen.hpp"
#include "server/app/lifecycle/room_end.hpp"
#include "server/app/room/live_room.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/app/room/sealed_room.hpp"
#include "server/app/room/showing.hpp"
#include "server/app/shard/effect.hpp"
#include "server/app/shard/key_table.hpp"
#include "server/app/shard/quota.hpp"
#include "server/app/shard/unreadable_rooms.hpp"
#include "server/log/room_log.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace candour::app {

struct RoomTableOptions {
    std::size_t shard = 0;  // the one on which the table's rooms live
    std::size_t shards = 1;
    std::uint32_t people_per_room = 0;
    std::chrono::hours idle_until_sealed{0};
    std::chrono::hours keep_unused{0};
    std::chrono::days keep_sealed{0};
    /// On which days the server has run lately (DaysSeen::text).
    std::string days_seen{};
    FaultInjection fault_injection;
};

/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class RoomTable {
public:
    using TimePoint = Showing::TimePoint;

    /// `people` is what the whole server takes on. A place in it is taken here, since whether there
    /// is one decides who comes in.
    RoomTable(RoomTableOptions options, Quota& people, Random& random, Counters& counters);

    /// Takes in a room whose beginning is durable, or what remained of one. `last_day` is when
    /// somebody last used it; without, that is now.
    void add(std::unique_ptr<LiveRoom> home,
             std::chrono::nanoseconds since_boot,
             std::string last_day = {});
    void add(SealedRoom sealed);
    /// A room of the log of which a part cannot be read. The code is empty when that is such a
    /// part.
    void add_damaged(const RoomCode& code) { unreadable_.add_damaged(code); }
    /// Whether the log is still being read, so that nobody knows which rooms there are.
    void set_rooms_unread(bool unread) noexcept { unreadable_.set_unread(unread); }
    [[nodiscard]] bool has(const RoomCode& code) const {
        return rooms_.contains(code) || sealed_.contains(code) || unreadable_.has(code);
    }
    /// The rooms that are not sealed.
    [[nodiscard]] std::size_t size() const noexcept { return rooms_.size(); }
    [[nodiscard]] std::shared_ptr<const Deck> deck(const RoomCode& code) const;
    /// The room with this id, where it lives here and has not ended.
    [[nodiscard]] std::optional<GoingRoom> going(const RoomId& id) const;
    /// A refusal for a room that is not there, or that cannot be read.
    [[nodiscard]] std::variant<RoomPhase, Refusal> phase(const RoomCode& code);

    // ---- from seats, of this shard or another ------------------------------------------------

    void hello(const Knock& knock,
               std::chrono::nanoseconds since_boot,
               const std::string& today,
               Effects& effects);
    void request(Ask& ask, std::chrono::nanoseconds since_boot, Effects& effects);
    void mine(const AskMine& ask, Effects& effects);
    void texts(const AskTexts& ask, Effects& effects);
    void left(const Left& left);
    void ticket_was_lost(const TicketLost& lost, Effects& effects);

    // ---- ticks -------------------------------------------------------------------------------

    /// When it is, what a delivery costs each shard, and the date.
    struct Moment {
        TimePoint now;
        Showing::DeliveryCosts costs;
        const std::string& today;
    };
    /// The tick of these rooms, as they wanted it. Each folds, acks and shows what the log has of
    /// it, then hands over what people have said since. Nobody hears of a commit but by a tick of
    /// the room, so that when they do says nothing of other rooms (rule A7).
    void tick(std::span<const RoomCode> due, const Moment& moment, Effects& effects);
    /// The log has these: the rooms' next ticks are to say so.
    void written(const std::vector<log::Record>& records, Effects& effects);
    void not_written(const std::vector<log::Record>& records);
    /// Has what could not be written tried again, at the next tick of each room.
    void write_again(Effects& effects);
    void update_presence(Effects& effects);
    /// Whether a batch is being written, or waits to be.
    [[nodiscard]] bool busy() const;
    /// Whether somebody is to see something at a later tick.
    [[nodiscard]] bool owes_showing() const;

    // ---- how rooms end (lifecycle/room_end.hpp) ----------------------------------------------

    /// Ends rooms in which nothing has happened for too long, goes on with what did not succeed and
    /// forgets sealed results whose time is over.
    void look_after_ends(std::chrono::nanoseconds since_boot,
                         const std::string& today,
                         Effects& effects);
    /// Gives up the room that has been open longest of those which nobody has ever used: nobody has
    /// come in, nothing has happened. If there is one.
    void give_up_unused(Effects& effects);
    /// Ends the room that has been left alone longest of those that nobody has joined and that were
    /// over by now if somebody had. If there is one; its place is free once it is sealed.
    void end_unjoined(std::chrono::nanoseconds since_boot,
                      const std::string& today,
                      Effects& effects);
    /// Goes on with seals that did not succeed, and with keys that could not be removed.
    void retry_ends(Effects& effects);
    /// What the log is to keep of a room that it seals, dated today. Of a room that has ended.
    [[nodiscard]] std::string results(const RoomCode& code, const std::string& today);
    /// The log holds the results in the place of the batches; or it does not.
    void sealed(const RoomCode& code, std::error_code error, Effects& effects);
    /// The log has forgotten the room; or it has not. `asked_by` is told, when somebody asked.
    void forgotten(const RoomCode& code,
                   const std::optional<Asked>& asked_by,
                   std::error_code error,
                   Effects& effects);
    /// Whether the log is sealing a room, whose key goes when it has. Not while one waits that the
    /// log has refused: nobody knows for how long.
    [[nodiscard]] bool seals() const;

    // ---- keys on the disk (lifecycle/key_life.hpp) -------------------------------------------

    /// Asks whether the keys of open rooms are still on the disk: without them nobody could read
    /// what the server has confirmed, were it to end.
    void look_at_keys(Effects& effects);
    /// The answer to that: these keys are not on the disk.
    void keys_missing(const std::vector<RoomId>& missing, Effects& effects) {
        keys_.missing(missing, effects);
    }
    /// A key was written to the disk again; or, with an error, it was not.
    void key_kept(const RoomId& id, std::error_code error, Effects& effects) {
        keys_.written(id, error, effects);
    }
    /// The key of a room that is over was removed from the disk; or, with an error, it was not.
    void key_destroyed(const RoomId& id,
                       const RoomCode& code,
                       std::error_code error,
                       Effects& effects) {
        keys_.destroyed(id, code, error, effects);
    }
    /// A copy of an open room's key, for the disk that lost it, with the day of last use or an
    /// empty one. Nothing once the room has ended.
    struct KeyToKeep {
        RoomKey key;
        std::string last_day;
    };
    [[nodiscard]] std::optional<KeyToKeep> key(const RoomId& id) const;

private:
    struct LivePlace {
        std::unique_ptr<LiveRoom> home;
        Showing showing;
        lifecycle::RoomEnd end;
        TokenBucket joins;                  // for the first time, by the time since boot
        std::optional<SealedRoom> results;  // as the log is given them
        bool entered = false;               // by anybody, since this server started
        bool wants_tick = false;            // and will have it
        bool written = false;               // what is in flight is durable, and not folded yet
        bool changed = false;               // since it was shown
        std::vector<AskTexts> pages{};      // to be answered when facilitators have been shown it
        std::vector<Welcomed> newcomers{};  // let in, and to be told when their role is shown it
    };
    struct SealedPlace {
        SealedRoom room;
        lifecycle::RoomEnd end;
        std::size_t bytes = 0;  // in the log
    };
    /// The room that a machine of lifecycle/ speaks of.
    struct Subject {
        RoomId id;
        RoomCode code;
    };

    [[nodiscard]] LivePlace* find(const RoomCode& code);
    [[nodiscard]] LivePlace* find(const RoomId& id);

    // Who comes in.
    /// One more place for a participant, or why there is none.
    [[nodiscard]] std::optional<RefusalCode> take_place(const LiveRoom& home, bool fresh);
    /// Whether nothing but the code speaks for the hello, so that the code may be a guess.
    [[nodiscard]] bool may_be_guess(const Hello& hello) const;
    void hello_to_live(LivePlace& place,
                       const Knock& knock,
                       std::chrono::nanoseconds since_boot,
                       const std::string& today,
                       Effects& effects);
    /// Tells somebody who was let in, or has them wait for what their role is shown next.
    void welcome(LivePlace& place, Welcomed welcomed, Effects& effects);
    /// Tells those who waited, once their role has been shown the room as it is.
    void welcome_waiting(LivePlace& place, Effects& effects);
    /// After how long a room ends by itself, as its facilitators are told.
    [[nodiscard]] EndsAfter ends_after() const;
    void hello_to_sealed(const SealedPlace& place, const Knock& knock, Effects& effects);
    /// What a look at this room goes by.
    [[nodiscard]] lifecycle::Look look_at(const LivePlace& place,
                                          std::chrono::nanoseconds since_boot,
                                          const std::string& today) const;

    // Commands and answers.
    void request_of_live(LivePlace& place, Ask& ask, Effects& effects);
    void request_of_sealed(SealedPlace& place, const Ask& ask, Effects& effects);
    /// The room's own rules decide.
    void decide(LivePlace& place, Ask& ask, Effects& effects);
    /// Has what the room gathered written at its next tick.
    void gather(LivePlace& place, Effects& effects);
    void want_tick(LivePlace& place, Effects& effects);
    /// What is durable becomes a part of the room, and its senders hear of it.
    void fold(LivePlace& place, TimePoint now, Effects& effects);
    /// True while a role must wait for a later tick.
    [[nodiscard]] bool show(LivePlace& place, const Moment& moment, Effects& effects);
    void send_replies(Effects& effects);
    /// Answers a desk that asked for a page of texts.
    void turn_page(const LiveRoom& home, const AskTexts& ask, Effects& effects);

    // What the machine of a room's end asks for. True when the room itself is to decide.
    bool step(LivePlace& place, const lifecycle::EndInput& input, Effects& effects);
    void step(SealedPlace& place, const lifecycle::EndInput& input, Effects& effects);
    [[nodiscard]] bool run(const Subject& room, lifecycle::Effects asked, Effects& effects);
    void run(const Subject& room, const lifecycle::Acknowledge& what, Effects& effects);
    void run(const Subject& room, const lifecycle::RefuseAsEnded& what, Effects& effects);
    void run(const Subject& room, const lifecycle::PutOffForgetting& what, Effects& effects);
    void run(const Subject& room, const lifecycle::TellKept& what, Effects& effects);
    void run(const Subject& room, const lifecycle::TellEnd& what, Effects& effects);
    void run(const Subject& room, const lifecycle::EndRoom& what, Effects& effects);
    void run(const Subject& room, const lifecycle::Seal& what, Effects& effects);
    void run(const Subject& room, const lifecycle::BecomeSealed& what, Effects& effects);
    void run(const Subject& room, const lifecycle::Forget& what, Effects& effects);
    void run(const Subject& room, const lifecycle::Vanish& what, Effects& effects);
    void run(const Subject& room, const lifecycle::KeepLastDay& what, Effects& effects);
    void run(const Subject& room, const lifecycle::KeepKey& what, Effects& effects);
    void run(const Subject& room, const lifecycle::DestroyKey& what, Effects& effects);
    void run(const Subject& room, const lifecycle::KeyWasDestroyed& what, Effects& effects);

    RoomTableOptions options_;
    Quota& people_;
    Random& random_;
    Counters& counters_;
    std::unordered_map<RoomCode, LivePlace> rooms_;
    std::unordered_map<RoomCode, SealedPlace> sealed_;
    KeyTable keys_;
    UnreadableRooms unreadable_;
    std::unordered_set<RoomCode> unwritten_;  // have a batch that the log refused
    DaysSeen days_;
    std::string today_;  // as the tick that is being looked at was told

    // Empty between calls; kept, so that an answer allocates nothing for them.
    Replies replies_;
    std::vector<ToSeats> shown_;
};

}  // namespace candour::app
