// Recovery: brings the rooms back that the log holds, and goes on trying what the storage refuses.
#pragma once

#include "server/app/room/live_room.hpp"
#include "server/app/room/sealed_room.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace candour::app {

struct Common;

/// What a log holds, read and folded.
struct RestoredRooms {
    struct Live {
        std::unique_ptr<LiveRoom> home;
        std::string last_day;
    };
    struct LeftKey {
        RoomId id;
        RoomCode code;  // empty when the results cannot be read
        std::error_code why;
    };
    std::vector<Live> live;
    std::vector<SealedRoom> sealed;
    std::vector<LeftKey> left_keys;  // of sealed rooms
    /// Ids in hex of rooms of which a part is missing, and their codes; for one that cannot be read
    /// an empty one.
    std::vector<std::string> damaged;
    std::vector<RoomCode> damaged_codes;
    /// Ids in hex of rooms that another version of Candour wrote; their codes are among the above.
    std::vector<std::string> of_other_versions;
    /// Sealed results, of whatever room, that are not as they were written.
    bool damaged_results = false;

    void add_damaged(const RoomId& id, const RoomCode& code);
    void add_of_other_version(const RoomId& id, const RoomCode& code);
};

/// Owner: Shards. Thread: see the functions; what goes on by itself does so on the blocking pool.
/// Lifetime: until stop() and the blocking pool's end.
class Recovery {
public:
    Recovery(Common& common, std::chrono::milliseconds retry);

    /// Blocks; before the shards run. With an error no room is known, and once start() has been
    /// called it is tried again. `damaged` gets the ids of rooms that stay closed.
    [[nodiscard]] std::error_code restore(std::vector<std::string>& damaged);

    /// From now on what failed is tried again. Before the blocking pool ends call stop(). Any
    /// thread.
    void start();
    void stop();

    /// The key of a new room could not be kept. On the blocking pool.
    void key_refused(std::error_code error);

private:
    [[nodiscard]] std::error_code read(RestoredRooms& rooms);
    [[nodiscard]] bool never_began(const RoomId& id) const;
    [[nodiscard]] std::error_code read_sealed(RestoredRooms& rooms);
    /// One part for each shard.
    [[nodiscard]] std::vector<RestoredRooms> shared_out(RestoredRooms rooms) const;
    void remark_on_damage(const RestoredRooms& rooms);
    /// Tells the operator of rooms that this version of Candour cannot read.
    void tell_of_other_versions(const RestoredRooms& rooms);

    // On the blocking pool.
    void try_soon();
    void try_again();
    void try_rooms();
    void try_keys();

    Common& common_;
    std::chrono::milliseconds retry_;
    boost::asio::steady_timer timer_;
    std::error_code said_;  // why the rooms could not be read, as the operator was last told
    bool waiting_ = false;
    bool stopping_ = false;
};

}  // namespace candour::app
