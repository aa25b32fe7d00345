#include "server/app/lifecycle/storage_health.hpp"

namespace candour::app {

void StorageHealth::cannot_read(Unreadable why) noexcept {
    switch (why) {
        case Unreadable::for_now: read_ = Read::failing; break;
        case Unreadable::damaged: read_ = Read::damaged; break;
        case Unreadable::foreign: read_ = Read::foreign; break;
        case Unreadable::newer: read_ = Read::newer; break;
    }
}

void StorageHealth::has_read() noexcept {
    read_ = Read::done;
}

bool StorageHealth::rooms_are_unread() const noexcept {
    return read_ != Read::done;
}

void StorageHealth::remark(const std::string& sentence) {
    if (sentence.empty()) return;
    if (!remark_.empty()) remark_ += ' ';
    remark_ += sentence;
}

Readiness StorageHealth::readiness(bool log_fails) const {
    const std::string until =
        " No room can be used until that is mended; it is tried all the time.";
    switch (read_.load()) {
        case Read::done: break;
        case Read::failing: return {false, "The server cannot read its database." + until};
        case Read::damaged: return {false, "The server's database is damaged." + until};
        case Read::foreign:
            return {false, "The server's database is not one of Candour's." + until};
        case Read::newer:
            return {false,
                    "The server's database was written by a later version of Candour." + until};
    }
    if (log_fails)
        return {false, "The server cannot write to its log, and takes no answers until it can."};
    if (any_has(Trouble::key_lost))
        return {false,
                "The key of an open room has vanished from the disk and cannot be written again. "
                "That room takes no answers until it can."};
    if (any_has(Trouble::unsealed))
        return {false,
                "The results of a room that has ended cannot be written, and its key is kept until "
                "they can. It is tried all the time."};
    if (any_has(Trouble::key_left))
        return {false,
                "The key of a room that is over cannot be removed from the disk. It is tried all "
                "the time."};
    if (keys_fail_)
        return {false,
                "The server cannot keep the key of a new room, and opens none until it can. Rooms "
                "that are open go on."};
    return {true, remark_};
}

}  // namespace candour::app
