// Shards: the running server without its sockets. One shard is one thread with one io_context; a
// room lives on its home shard, its audience on all.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "protocol/cpp/room_locks.hpp"
#include "server/app/fault_injection.hpp"
#include "server/app/lifecycle/storage_health.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/app/shard/since_boot.hpp"
#include "server/log/room_log.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour::app {

class SeatHost;
class Shard;
class KeyStore;
class Random;

/// Figures for /metrics; sums over all shards, read without stopping them.
struct Figures {
    std::uint64_t rooms = 0;
    std::uint64_t participants = 0, facilitators = 0, projectors = 0;
    std::uint64_t messages_in = 0, refusals = 0;
    std::uint64_t held_back = 0, joins_put_off = 0;
    std::uint64_t waiting_bytes = 0, lines_cut = 0;
    std::uint64_t out_of_memory = 0;
    /// Filled in by whoever has the sockets: bodies of requests.
    std::uint64_t body_bytes = 0, bodies_refused = 0;
    std::uint64_t sealed_rooms = 0;
    std::uint64_t log_bytes = 0, deck_bytes = 0;
    std::uint64_t rooms_given_up = 0;
    std::uint64_t responses_kept = 0, acks = 0;
    std::uint64_t batches = 0, batch_failures = 0;
    std::uint64_t broadcasts = 0, deliveries = 0, skipped = 0;
    /// The dearest shard's; 0 until measured.
    std::chrono::nanoseconds delivery_cost{0};
    /// Between two tallies for the participants of the room that waits longest.
    std::chrono::nanoseconds tally_interval{limits::broadcast_tick};
};

/// What a server takes on. Who comes when it is full is told when to come back.
struct Bounds {
    std::size_t people = std::numeric_limits<std::size_t>::max();  // participants, in all rooms
    std::uint32_t people_per_room = limits::max_people_per_room;
    std::size_t rooms = limits::max_rooms;  // that have not ended
    std::size_t sealed_rooms = limits::max_sealed_rooms;
    std::size_t deck_memory = limits::max_deck_memory_bytes;
    std::size_t disk = limits::max_disk_bytes_in_memory;  // all that rooms may write
};

struct ShardsOptions {
    std::size_t shards = 1;
    std::chrono::hours idle_until_sealed{24};
    /// The same for a room that nobody has joined yet, where it is longer.
    std::chrono::hours keep_unused{std::chrono::days{14}};
    std::chrono::days keep_sealed{90};
    /// The days on which a server has run here (lifecycle/days_seen.hpp), and how they are kept;
    /// called on the blocking pool.
    std::string days_seen{};
    std::function<void(const std::string&)> keep_days_seen{};
    Bounds bounds;
    /// A file table for each shard's thread (file_table.hpp).
    bool own_file_tables = false;
    /// Today as YYYY-MM-DD: the finest time that a room keeps (rule A6). Any thread.
    std::function<std::string()> today;
    /// What the time without activity is measured by: a clock that nobody sets, and that goes on
    /// while the machine sleeps. Any thread.
    std::function<std::chrono::nanoseconds()> since_boot = app::since_boot;
    /// A line for the operator, in a sentence; never anything of a person (rule A5). Any thread.
    std::function<void(const std::string&)> say = [](const std::string&) {};
    /// Between two tries at what the storage refused.
    std::chrono::milliseconds recovery_retry{limits::recovery_retry};
    /// How long a code that may be a guess waits for its answer.
    std::chrono::milliseconds guess_takes{limits::guess_takes};
    /// What was wrong with the data when they were opened, in a sentence or empty; stays on
    /// /readyz. Asked once, when the rooms have been brought back, on the thread that did so.
    std::function<std::string()> remark{};
    /// Which rule is broken on purpose: none, but in `candour verify-anonymity --break-rule`.
    FaultInjection fault_injection{};
};

/// Owner: main (or a test). Thread: construct, start and stop from one thread; the rest from any.
/// Lifetime: longer than every listener and connection.
class Shards {
public:
    Shards(ShardsOptions options, log::RoomLog& log, KeyStore& keys, Random& random);
    Shards(const Shards&) = delete;
    Shards& operator=(const Shards&) = delete;
    ~Shards();

    /// Brings back the rooms that the log holds. Blocks; before start. Rooms of which a part is
    /// missing are named in `damaged`, and the others live. With an error the server may start all
    /// the same: it puts everybody off, says so on /readyz, and goes on trying.
    [[nodiscard]] std::error_code restore(std::vector<std::string>& damaged);

    /// The room with this id, where it is there and has not ended. Before start, or
    /// after stop.
    [[nodiscard]] std::optional<GoingRoom> going(const RoomId& room) const;

    /// What is to be done on each shard's thread after its last turn: closing what it opened.
    /// Before start.
    void at_thread_end(std::function<void(std::size_t shard)> last_rites);

    /// Starts one thread per shard. Stops them: says 1001 to every connection first.
    void start();
    void stop();

    [[nodiscard]] std::size_t count() const noexcept;
    [[nodiscard]] Shard& at(std::size_t index) noexcept;
    /// Where the seats of connections are that this shard accepted.
    [[nodiscard]] SeatHost& host(std::size_t index) noexcept;
    /// The context on which a listener or connection of this shard runs.
    [[nodiscard]] boost::asio::io_context& context(std::size_t index) noexcept;

    /// Opens a room for a deck, with these locks if whoever opens it has made its capabilities.
    /// `done` runs on the home shard's thread, after the room is durable.
    using Opened = std::function<void(std::variant<OpenedRoom, Refusal>)>;
    void open_room(Deck deck, const std::optional<RoomLocks>& locks, Opened done);

    /// Does `work` on the blocking pool: for what reads much, or waits for a disk. It must not
    /// touch a shard, and outlives whoever asked for it.
    void run_blocking(std::function<void()> work);

    /// The picture of a slide, or null. `done` runs on the home shard's thread.
    void find_picture(const RoomCode& code,
                      const SlideId& slide,
                      std::function<void(std::shared_ptr<const Deck>, const Picture*)> done);

    /// Whether a room is live or has ended; a refusal when it is not there, or may be one that
    /// could not be read. `done` runs on the home shard's thread.
    void find_phase(const RoomCode& code,
                    std::function<void(std::variant<RoomPhase, Refusal>)> done);

    [[nodiscard]] Readiness readiness() const;
    [[nodiscard]] Figures figures() const;

private:
    struct Impl;
    /// On the blocking pool.
    void prepare_and_open(Deck deck, const std::optional<RoomLocks>& locks, const Opened& done);
    void refuse_room(const Opened& done, const Refusal& refusal);
    std::unique_ptr<Impl> impl_;
};

}  // namespace candour::app
