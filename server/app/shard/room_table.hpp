// RoomTable: the rooms that live on one shard, and their ticks: commit, broadcast, presence.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/app/audience/seat_address.hpp"
#include "server/app/audience/token_bucket.hpp"
#include "server/app/room/cadence.hpp"
#include "server/app/room/live_room.hpp"
#include "server/app/room/sealed_room.hpp"
#include "server/log/room_log.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace candour::app {

class Shard;

/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class RoomTable {
public:
    explicit RoomTable(Shard& shard);

    /// Takes in a room whose beginning is durable, or what remained of one. `last_day` is when
    /// somebody last used it; without, that is now.
    void add(std::unique_ptr<LiveRoom> home, std::string last_day = {});
    void add(SealedRoom sealed);
    /// A room that is in the log and cannot be read: its people are not told that there is none.
    /// The code is empty when that cannot be read either.
    void add_damaged(const RoomCode& code) { damaged_.insert(code); }
    /// Whether there are rooms in the log that could not be read yet: until then nobody is told
    /// that a room is not there.
    void set_rooms_unread(bool unread) noexcept { rooms_unread_ = unread; }
    [[nodiscard]] bool has(const RoomCode& code) const {
        return rooms_.contains(code) || sealed_.contains(code) || damaged_.contains(code);
    }
    [[nodiscard]] std::size_t size() const noexcept { return rooms_.size(); }
    [[nodiscard]] std::shared_ptr<const Deck> deck(const RoomCode& code) const;

    // ---- from seats, of this shard or another ------------------------------------------------

    void hello(const SeatAddress& from, const Hello& hello);
    void left(const RoomCode& code, Role role, std::size_t shard);
    void ticket_was_lost(const RoomCode& code);
    void request(const RoomCode& code, const SeatAddress& from, MessageId id, Request request);
    void mine(const RoomCode& code,
              const SeatAddress& from,
              const MineRequest& request,
              const Bytes16& ticket);

    // ---- ticks -------------------------------------------------------------------------------

    /// What every room with something gathered has to append; one call to the log takes it all.
    [[nodiscard]] std::vector<log::Record> next_records();
    void durable(const std::vector<log::Record>& records);
    void not_written(const std::vector<log::Record>& records);
    /// Shows what changed to the roles whose time it is. True while some must wait for a later
    /// tick.
    bool broadcast(std::chrono::steady_clock::time_point now);
    void update_presence();
    /// Ends rooms in which nothing has happened for too long, goes on with what did not succeed and
    /// forgets sealed results whose time is over.
    void look_after_ends();
    /// Has the desk see whether the keys of rooms that have not ended are still on the disk:
    /// without them nobody could read what is confirmed, were the server to end.
    void look_at_keys();
    void keys_missing(const std::vector<RoomId>& missing);
    void key_kept(const RoomId& id, std::error_code error);
    /// Goes on with seals that did not succeed, and with keys that could not be removed.
    void retry_ends();
    /// The log holds the sealed results in the place of the batches; or it does not.
    void sealed(const RoomCode& code, std::error_code error);
    /// The key of a room that is over is gone; or it is not.
    void key_destroyed(const RoomId& id, const RoomCode& code, std::error_code error);
    /// The log has forgotten the room; or it has not. `asked_by` is told, when somebody asked.
    void forgotten(const RoomCode& code,
                   const std::optional<Asked>& asked_by,
                   std::error_code error);
    /// Whether a batch is being written, or waits to be.
    [[nodiscard]] bool busy() const;
    /// Whether the log is sealing a room, whose key goes when it has. Not while one waits that the
    /// log has refused: nobody knows for how long.
    [[nodiscard]] bool seals() const;

private:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Place {
        std::unique_ptr<LiveRoom> home;
        std::vector<Attendance> by_shard;  // which shards have an audience of which role
        std::array<std::uint64_t, role_count> shown{};  // the version that each role has been sent
        std::array<Cadence, role_count> cadence{};
        std::array<Broadcast, role_count> last{};  // what each role was shown
        Revision revision_shown;
        std::chrono::nanoseconds last_activity{0};  // since the machine started
        bool used = true;                           // since this server started
        bool active = true;                         // since the last presence tick
        std::string last_day;                       // of activity, as the key store knows it
        bool end_told = false;
        bool key_lost = false;              // vanished from the disk, which does not take it again
        bool seal_failed = false;           // and the operator knows
        std::optional<SealedRoom> sealing;  // handed to the log, which has not answered yet
        std::optional<Asked> forget_next;   // who asked for that before the room was sealed
    };
    struct SealedPlace {
        SealedRoom room;
        std::vector<Attendance> by_shard;
        bool forgetting = false;
        bool forgetting_failed = false;  // and the operator knows
    };

    [[nodiscard]] Place* find(const RoomCode& code);
    [[nodiscard]] Place* find(const RoomId& id);
    void send(const Replies& replies);
    /// Has what the room gathered written at the next commit tick, or at once if it is much.
    void gather(Place& place);
    /// How long a role waits for its next tally.
    [[nodiscard]] std::chrono::nanoseconds tally_interval(const Place& place, Role role) const;
    /// Shows one role the room as it is, on every shard that has such an audience.
    void show(Place& place, Role role, TimePoint now);
    void tell_end(Place& place);
    /// Whether nobody has used the room for so long that it ends by itself. Notes the day.
    [[nodiscard]] bool is_idle(Place& place, const std::string& today);
    void end(Place& place);
    void seal(Place& place);
    /// Tells the room's facilitators when that changes.
    void set_kept(const RoomCode& code, bool keeps);
    void key_is_back(const RoomCode& code, Place& place);
    void put_off(const Asked& asked, Refusal refusal);
    void put_off_forgetting(const Asked& asked);
    void forget(SealedPlace& place, const std::optional<Asked>& asked_by);
    void hello_to_sealed(SealedPlace& place, const SeatAddress& from, const Hello& hello);
    void request_of_sealed(SealedPlace& place, const Asked& asked, const Request& request);
    /// Whether nothing but the code speaks for the hello, so that the code may be a guess.
    [[nodiscard]] bool may_be_guess(const Hello& hello) const;
    void hello_to_nobody(const SeatAddress& from, const Hello& hello);
    void turn_away(const SeatAddress& who, Refusal refusal);

    Shard& shard_;
    std::unordered_map<RoomCode, Place> rooms_;
    std::unordered_map<RoomCode, SealedPlace> sealed_;
    std::unordered_map<RoomId, RoomCode> codes_;      // of the live ones
    std::unordered_map<RoomId, RoomCode> left_keys_;  // of rooms that are over
    std::unordered_set<RoomCode> unkept_;  // whose facilitators know that something is not kept
    std::unordered_set<RoomCode> damaged_;
    std::unordered_set<RoomCode> gathering_;  // have something for the commit tick
    std::unordered_set<RoomCode> changed_;    // have something for the broadcast tick
    TokenBucket wrong_codes_;
    bool rooms_unread_ = false;
    bool looking_at_keys_ = false;
};

}  // namespace candour::app
