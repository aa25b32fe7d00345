#include "server/app/shard/recovery.hpp"

#include "protocol/cpp/hex.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/keys/wipe_stack.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/shard.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace candour::app {
namespace {

Unreadable why_unreadable(std::error_code error) {
    if (error == log::LogError::damaged) return Unreadable::damaged;
    if (error == log::LogError::foreign) return Unreadable::foreign;
    if (error == log::LogError::newer) return Unreadable::newer;
    return Unreadable::for_now;
}

}  // namespace

void RestoredRooms::add_damaged(const RoomId& id, const RoomCode& code) {
    damaged.push_back(to_hex(id.bytes));
    damaged_codes.push_back(code);
}

void RestoredRooms::add_of_other_version(const RoomId& id, const RoomCode& code) {
    of_other_versions.push_back(to_hex(id.bytes));
    damaged_codes.push_back(code);
}

Recovery::Recovery(Common& common, std::chrono::milliseconds retry)
    : common_(common), retry_(retry), timer_(common.blocking_pool.get_executor()) {}

std::error_code Recovery::restore(std::vector<std::string>& damaged) {
    RestoredRooms rooms;
    said_ = read(rooms);
    if (said_) {
        common_.health.cannot_read(why_unreadable(said_));
        for (const auto& shard : common_.shards) shard->table().set_rooms_unread(true);
        return said_;
    }
    damaged = rooms.damaged;
    remark_on_damage(rooms);
    tell_of_other_versions(rooms);
    std::vector<RestoredRooms> parts = shared_out(std::move(rooms));
    for (std::size_t i = 0; i < parts.size(); ++i) common_.shards[i]->take_in(std::move(parts[i]));
    return {};
}

std::error_code Recovery::read(RestoredRooms& rooms) {
    std::vector<RoomId> ids;
    std::error_code error = common_.log.make_ready();
    if (const std::error_code left = common_.keys.remove_unfinished())
        common_.say("What a crash left of unfinished keys could not be removed: " + left.message() +
                    ". It is tried again at the next start.");
    if (!error) error = common_.log.rooms(ids);
    for (const RoomId& id : ids) {
        if (error) break;
        auto room = restore_room(id, common_.log, common_.keys, common_.random, &common_.decks);
        if (!room)
            error = room.error();
        else if (room->home != nullptr)
            rooms.live.push_back({std::move(room->home), common_.keys.last_day(id)});
        else if (never_began(id))
            common_.log.forget(id, [](std::error_code) {});  // refused: the next start tries again
        else if (room->of_another_version)
            rooms.add_of_other_version(id, room->code);
        else
            rooms.add_damaged(id, room->code);
    }
    if (!error) error = read_sealed(rooms);
    wipe_stack();  // of keys and answers, which this thread has read
    return error;
}

/// Whoever wanted to open this room was told that it could not be, and its key was destroyed, yet
/// its beginning is in the log: a write of which the disk said that it had failed.
bool Recovery::never_began(const RoomId& id) const {
    const KeyStore::Found key = common_.keys.find(id);
    if (key || key.error() != std::errc::no_such_file_or_directory) return false;
    std::size_t records = 0;
    const auto count = [&](const log::Record&) { ++records; };
    return !common_.log.read(id, BatchNumber{1}, count) && records == 1;
}

std::error_code Recovery::read_sealed(RestoredRooms& rooms) {
    const std::error_code error =
        common_.log.sealed([&](const RoomId& id, const std::string& bytes) {
            // An earlier process may have sealed the room and ended before it destroyed the key.
            const std::error_code kept = common_.keys.destroy(id);
            std::optional<SealedRoom> sealed = SealedRoom::read(id, bytes, &common_.decks);
            if (kept) rooms.left_keys.push_back({id, sealed ? sealed->code() : RoomCode{}, kept});
            if (!sealed) return rooms.add_damaged(id, RoomCode{});
            rooms.sealed.push_back(*std::move(sealed));
        });
    rooms.damaged_results = error == log::LogError::damaged;
    if (rooms.damaged_results) rooms.damaged_codes.emplace_back();
    return rooms.damaged_results ? std::error_code{} : error;
}

std::vector<RestoredRooms> Recovery::shared_out(RestoredRooms rooms) const {
    std::vector<RestoredRooms> parts(common_.shards.size());
    for (RestoredRooms::Live& live : rooms.live)
        parts[home_shard(live.home->room().code(), parts.size())].live.push_back(std::move(live));
    for (SealedRoom& sealed : rooms.sealed)
        parts[home_shard(sealed.code(), parts.size())].sealed.push_back(std::move(sealed));
    for (RestoredRooms::LeftKey& left : rooms.left_keys)
        parts[home_shard(left.code, parts.size())].left_keys.push_back(std::move(left));
    for (const RoomCode& code : rooms.damaged_codes)
        for (std::size_t shard = 0; shard < parts.size(); ++shard)
            if (code.empty() || shard == home_shard(code, parts.size()))
                parts[shard].damaged_codes.push_back(code);
    return parts;
}

void Recovery::remark_on_damage(const RestoredRooms& rooms) {
    if (common_.remark) common_.health.remark(common_.remark());
    if (!rooms.damaged.empty())
        common_.health.remark("Rooms that cannot be read and stay closed: " +
                              std::to_string(rooms.damaged.size()) + '.');
    if (!rooms.of_other_versions.empty())
        common_.health.remark("Rooms of another version of Candour, which stay closed: " +
                              std::to_string(rooms.of_other_versions.size()) + '.');
    if (rooms.damaged_results)
        common_.health.remark("The results of at least one ended room cannot be read.");
}

void Recovery::tell_of_other_versions(const RestoredRooms& rooms) {
    for (const std::string& room : rooms.of_other_versions)
        common_.say(
            "Room " + room +
            " was written by another version of Candour, and this one cannot read it. It "
            "stays closed, and what the log has of it is kept as it is: start the version "
            "that wrote it on this data folder, end the room there, and then this one again.");
}

void Recovery::start() {
    boost::asio::post(common_.blocking_pool, [this] {
        if (common_.health.rooms_are_unread()) try_soon();
    });
}

void Recovery::stop() {
    boost::asio::post(common_.blocking_pool, [this] {
        stopping_ = true;
        timer_.cancel();
    });
}

void Recovery::key_refused(std::error_code error) {
    if (!common_.health.keys_fail())
        common_.say("The key of a new room cannot be kept: " + error.message() +
                    ". No room is opened until it can.");
    common_.health.set_keys_fail(true);
    try_soon();
}

void Recovery::try_soon() {
    if (waiting_ || stopping_) return;
    waiting_ = true;
    timer_.expires_after(retry_);
    timer_.async_wait([this](boost::system::error_code cancelled) {
        waiting_ = false;
        if (!cancelled) try_again();
    });
}

void Recovery::try_again() {
    if (common_.health.rooms_are_unread()) try_rooms();
    if (common_.health.keys_fail()) try_keys();
    if (common_.health.rooms_are_unread() || common_.health.keys_fail()) try_soon();
}

void Recovery::try_rooms() {
    RestoredRooms rooms;
    const std::error_code error = read(rooms);
    if (error) {
        if (error != said_)
            common_.say("The rooms still cannot be brought back: " + error.message() + '.');
        said_ = error;
        return common_.health.cannot_read(why_unreadable(error));
    }
    for (const std::string& room : rooms.damaged)
        common_.say("Room " + room + " cannot be read and stays closed; it is kept as it is.");
    remark_on_damage(rooms);
    tell_of_other_versions(rooms);
    common_.say("The log can be read again. Rooms that are back: " +
                std::to_string(rooms.live.size()) + '.');
    std::vector<RestoredRooms> parts = shared_out(std::move(rooms));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Shard& shard = *common_.shards[i];
        boost::asio::post(shard.context(), [&shard, part = std::move(parts[i])]() mutable {
            shard.take_in(std::move(part));
        });
    }
    common_.health.has_read();
}

/// Keeps a key that no room has, and destroys it at once.
void Recovery::try_keys() {
    RoomId nobody;
    common_.random.fill(nobody.bytes);
    std::error_code error = common_.keys.keep(nobody, RoomKey::fresh(common_.random));
    const std::error_code left = common_.keys.destroy(nobody);
    if (!error) error = left;
    if (error) return;
    common_.say("Keys can be kept again.");
    common_.health.set_keys_fail(false);
}

}  // namespace candour::app
