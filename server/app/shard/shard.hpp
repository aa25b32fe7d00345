// Shard: one thread, one io_context, the seats that it accepted and the rooms that live on it.
// Shards talk by posting values, and so do the log and the blocking pool; nobody else touches one.
#pragma once

#include "server/app/audience/audiences.hpp"
#include "server/app/audience/counters.hpp"
#include "server/app/audience/door.hpp"
#include "server/app/audience/doorkeeper.hpp"
#include "server/app/audience/seat_host.hpp"
#include "server/app/audience/slow_lane.hpp"
#include "server/app/audience/to_room.hpp"
#include "server/app/audience/to_seats.hpp"
#include "server/app/lifecycle/storage_health.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/deck_shelf.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/effect.hpp"
#include "server/app/shard/quota.hpp"
#include "server/app/shard/room_table.hpp"
#include "server/app/shard/room_ticks.hpp"
#include "server/app/shard/shards.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace candour::app {

class KeyStore;
class Random;
struct RestoredRooms;

/// What all shards share: none of it written after start, but for the quotas and the health.
struct Common {
    log::RoomLog& log;
    Random& random;
    KeyStore& keys;
    std::function<std::string()> today;
    std::function<std::chrono::nanoseconds()> since_boot;
    /// A line for the operator; never anything of a person.
    std::function<void(const std::string&)> say;
    std::chrono::hours idle_until_sealed;
    std::chrono::hours keep_unused;
    std::chrono::days keep_sealed;
    std::string days_seen;
    std::function<void(const std::string&)> keep_days_seen;
    FaultInjection fault_injection;
    std::function<std::string()> remark;
    std::uint32_t people_per_room;
    Quota people;
    Quota rooms;
    std::size_t max_sealed_rooms;
    std::size_t max_disk;
    std::chrono::milliseconds guess_takes;
    /// Its keeping is for the blocking pool alone.
    DeckShelf decks;
    std::vector<std::shared_ptr<Shard>> shards;
    StorageHealth health;
    /// For what blocks (a key's fsync): never on a shard.
    boost::asio::thread_pool blocking_pool{1};
};

/// Owner: Shards. Thread: its own, but for the posts. Lifetime: until the log has called back.
class Shard final : public SeatHost, public std::enable_shared_from_this<Shard> {
public:
    /// `count` is how many there are going to be.
    Shard(Common& common, std::size_t index, std::size_t count);
    ~Shard() override;

    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }
    [[nodiscard]] std::size_t index() const noexcept override { return index_; }
    [[nodiscard]] std::size_t count() const noexcept { return common_.shards.size(); }
    [[nodiscard]] Counters& counters() noexcept override { return counters_; }
    [[nodiscard]] const Counters& counters() const noexcept { return counters_; }
    [[nodiscard]] Audiences& audiences() noexcept override { return audiences_; }
    [[nodiscard]] RoomTable& table() noexcept { return table_; }
    [[nodiscard]] const Door& door() const noexcept override { return *door_; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::now();
    }
    [[nodiscard]] std::chrono::nanoseconds since_boot() const { return common_.since_boot(); }
    [[nodiscard]] const FaultInjection& fault_injection() const noexcept {
        return common_.fault_injection;
    }
    [[nodiscard]] std::string today() const {
        return common_.today() + (fault_injection().breaks(Rule::a6) ? "T09:41:07Z" : "");
    }
    [[nodiscard]] Doorkeeper& doorkeeper() noexcept override { return doorkeeper_; }
    void wait_as_guess(SeatId seat) override;
    [[nodiscard]] Random& random() noexcept override { return common_.random; }
    [[nodiscard]] const Frame& pong() const noexcept override { return pong_; }
    /// Whether the last that this shard heard of the log was a failure. Any thread.
    [[nodiscard]] bool log_fails() const noexcept {
        return log_fails_.load(std::memory_order_relaxed);
    }
    /// The same of any shard: all write to one log.
    [[nodiscard]] bool any_log_fails() const noexcept;

    /// Participants of all shards.
    [[nodiscard]] const Quota& people() const noexcept { return common_.people; }

    // ---- between seats and rooms, which may be on other shards --------------------------------

    /// From a seat of this shard to a room: the one place that posts such.
    void ask(ToRoom message) override;
    /// From a room of this shard to seats: the one place that posts such.
    void send(ToSeats message);

    // ---- rooms -------------------------------------------------------------------------------

    /// Writes the room's beginning, takes it in when that is durable, and says so.
    void open_room(RoomOpening opening, Shards::Opened done);
    /// Takes in what recovery brought back of this shard's rooms. Before the thread runs, or on it.
    void take_in(RestoredRooms rooms);
    /// What comes every 10 s, as the rooms' ends go (RoomTable::look_after_ends).
    void look_after_ends();
    void retry_ends();
    /// What comes every 2 s, as their keys go (RoomTable::look_at_keys).
    void look_at_keys();

    // ---- ticks -------------------------------------------------------------------------------

    /// What the shard's thread does, until the loop ends.
    void run();
    /// Starts the sweep and presence ticks. Before the thread runs.
    void start();
    /// The rooms have their tick that wanted one by this moment.
    void tick(std::chrono::steady_clock::time_point moment);
    /// What comes every 10 s: how many are here (rule A4).
    void tell_presence();
    /// Sees whether the log can be written again, where no room has anything to write.
    void probe_log();
    /// Tells facilitators when the log has stopped taking anything, or takes it again, and probes
    /// one that does not. On a tick, as the moment would tell when somebody answered (rule A3).
    void look_at_log();
    /// Writes what has been gathered and goes on until nothing is in flight and what has ended is
    /// sealed, or `patience` ends. Keys that go are with the blocking pool then.
    void drain(std::chrono::milliseconds patience, std::function<void()> done);
    /// Lets the goodbyes go out, for so long at the most, then ends the thread's loop.
    void stop_after(std::chrono::milliseconds patience);

    /// What all shards have written, and hold of rooms that are sealed. Any thread.
    [[nodiscard]] std::uint64_t all_log_bytes() const;
    [[nodiscard]] std::uint64_t all_sealed_rooms() const;

private:
    /// A place for one more room: a free one, or that of a room which nobody has used. Where there
    /// is none, one is made for whoever comes next (RoomTable::end_unjoined).
    [[nodiscard]] bool take_place_for_room();
    /// Has the shard hear the message: at once when it is this one, else by a post.
    template <class Message>
    void bring(std::size_t index, Message message);
    /// Lets the table decide, then does what it wants done. Where memory runs out half-way the
    /// process ends, and the next one finds in the log all that was confirmed: a room of which a
    /// part has happened would go on wrongly.
    template <class Decide>
    void decide(Decide decide) noexcept;

    // What the table wants done: the only place that posts, appends and calls the key store.
    void perform(ToSeats& message);
    void perform(WantTick& want);
    void perform(Append& append);
    void perform(Seal& seal);
    void perform(Forget& forget);
    void perform(RoomIsOver& over);
    void perform(KeepLastDay& keep);
    void perform(KeepDaysSeen& keep);
    void perform(LookForKeys& look);
    void perform(KeepKey& keep);
    void perform(DestroyKey& destroy);
    void perform(Say& say);
    void perform(TroubleBegins& begins);
    void perform(TroubleEnds& ends);
    /// Overwrites what the dead room left on the shards' stacks, after what has been posted to them
    /// so far; the heap is wiped as it is freed.
    void perform(WipeTraces& wipe);

    // What a room of this shard is asked.
    void hear(Knock& knock);
    void hear(Ask& ask);
    void hear(AskMine& ask);
    void hear(AskTexts& ask);
    void hear(Left& left);
    void hear(TicketLost& lost);
    // What seats of this shard are told.
    void hear(Welcomed& welcomed);
    void hear(TurnedAway& away);
    void hear(HeldBack& held);
    void hear(Reply& reply);
    void hear(Shown& shown);
    void hear(PresenceTold& presence);
    void hear(Told& told);
    void hear(WhetherKept& kept);
    void hear(Goodbye& goodbye);

    /// What a delivery costs a shard, as that one has measured it.
    [[nodiscard]] std::chrono::nanoseconds delivery_cost(std::size_t shard) const;
    /// Has the thread woken up for the next tick that some room wants.
    void wait_for_tick();
    void write_again();
    void committed(const std::vector<log::Record>& records, std::error_code error);
    void hear_of_log(std::error_code error);
    void sweep();
    void update_presence();
    /// Has the seats knock again whose time has come.
    void look_at_slow_lane();

    Common& common_;
    std::size_t index_;
    boost::asio::io_context context_{1};
    Counters counters_;
    Audiences audiences_;
    RoomTable table_;
    RoomTicks ticks_;
    std::vector<RoomCode> due_;  // empty: kept, so that a tick allocates nothing for it
    Effects spare_effects_;  // empty: kept, so that an answer allocates nothing for what it wants
    std::vector<std::chrono::nanoseconds> delivery_costs_;  // of each shard, at a broadcast
    Frame pong_;
    std::unique_ptr<const Door> door_;
    Doorkeeper doorkeeper_;
    SlowLane slow_lane_;
    boost::asio::steady_timer tick_timer_;
    boost::asio::steady_timer retry_timer_;
    boost::asio::steady_timer sweep_timer_;
    boost::asio::steady_timer presence_timer_;
    boost::asio::steady_timer drain_timer_;
    boost::asio::steady_timer slow_lane_timer_;
    std::optional<RoomTicks::TimePoint> tick_awaited_;  // what the timer is set to
    bool wipe_stack_next_ = false;  // from run(), where no handler's frame is in the way
    std::atomic<bool> log_fails_{false};
    bool probing_log_ = false;
    bool told_log_fails_ = false;                // what this shard's facilitators know
    std::unordered_set<RoomCode> unkept_rooms_;  // and what those of single rooms know besides
};

template <class Decide>
void Shard::decide(Decide decide) noexcept {
    // What is done may lead to another decision, which then has effects of its own.
    Effects effects = std::exchange(spare_effects_, {});
    decide(effects);
    for (Effect& effect : effects) std::visit([this](auto& what) { this->perform(what); }, effect);
    effects.clear();
    if (effects.capacity() <= limits::max_spare_effects) spare_effects_ = std::move(effects);
}

/// Which shard a room lives on.
[[nodiscard]] std::size_t home_shard(const RoomCode& code, std::size_t shards) noexcept;

}  // namespace candour::app
