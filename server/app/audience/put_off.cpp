#include "server/app/audience/put_off.hpp"

#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace candour::app {

namespace {

using std::chrono::seconds;

seconds between(seconds least, seconds most, Random& random) {
    std::array<std::uint8_t, 1> byte{};
    random.fill(byte);
    return least + (most - least) * byte[0] / 255;
}

Refusal put_off(RefusalCode code, std::optional<seconds> retry_after) {
    Refusal refusal = refuse(code);
    refusal.retry_after = retry_after;
    return refusal;
}

Refusal not_kept(std::string sentence, std::optional<seconds> retry_after) {
    Refusal refusal = put_off(RefusalCode::not_kept, retry_after);
    refusal.message = std::move(sentence);
    return refusal;
}

Refusal put_off_joining(std::string sentence, Random& random) {
    Refusal refusal =
        put_off(RefusalCode::too_many_requests,
                between(limits::joins_again_at_least, limits::joins_again_at_most, random));
    refusal.message = std::move(sentence);
    return refusal;
}

seconds while_damaged(Random& random) {
    return between(limits::damaged_for_at_least, limits::damaged_for_at_most, random);
}

}  // namespace

Refusal refuse_as_full(RefusalCode code, Random& random) {
    return put_off(code, between(limits::full_for_at_least, limits::full_for_at_most, random));
}

Refusal refuse_as_unread(Random& random) {
    return not_kept(
        "The server cannot read what it has kept, so it does not know this room yet. It goes on "
        "trying, and so does this page.",
        between(limits::unread_for_at_least, limits::unread_for_at_most, random));
}

Refusal refuse_as_damaged(Random& random) {
    return not_kept(
        "The server has this room, but cannot read it: a part of it is damaged. Tell whoever runs "
        "it; this page goes on trying.",
        while_damaged(random));
}

Refusal refuse_as_perhaps_damaged(Random& random) {
    return not_kept(
        "The server knows no room with this code, but cannot read all the rooms that it has: it "
        "may be one of those. Tell whoever runs it; this page goes on trying.",
        while_damaged(random));
}

Refusal refuse_as_not_written() {
    return put_off(RefusalCode::not_kept, limits::append_retry);
}

Refusal refuse_opening() {
    return not_kept("The server cannot keep a new room at the moment, so none was opened.",
                    limits::opening_retry);
}

Refusal refuse_forgetting() {
    return not_kept("The server cannot delete the report at the moment; it is still there.", {});
}

Refusal refuse_as_not_ready(std::string reason) {
    return not_kept(std::move(reason), {});
}

Refusal refuse_as_no_memory_for_deck(Random& random) {
    Refusal refusal = refuse_as_full(RefusalCode::server_full, random);
    refusal.message =
        "This server holds as many decks and pictures as it has memory for, so no room was opened.";
    refusal.allowed =
        "A deck with fewer or smaller pictures, or another try when rooms have ended.";
    return refusal;
}

Refusal refuse_as_no_memory_for_body(Random& random) {
    Refusal refusal =
        put_off(RefusalCode::server_full,
                between(limits::bodies_again_at_least, limits::bodies_again_at_most, random));
    refusal.message =
        "This server is reading as much as it has memory for, so it did not read what you sent.";
    refusal.allowed = "The same in a few seconds.";
    return refusal;
}

Refusal refuse_as_out_of_memory(Random& random) {
    Refusal refusal = refuse_as_full(RefusalCode::server_full, random);
    refusal.message =
        "This server has run out of memory, so nothing was done. Tell whoever runs it.";
    return refusal;
}

Refusal refuse_as_no_disk_for_room(Random& random) {
    Refusal refusal = refuse_as_full(RefusalCode::server_full, random);
    refusal.message =
        "This server keeps as many rooms and results as it may, so no room was opened. Tell "
        "whoever runs it.";
    refusal.allowed = "Another try when results have been deleted.";
    return refusal;
}

Refusal refuse_as_passes_unread() {
    return not_kept(
        "The server cannot read who may open rooms and workspaces at the moment, so nothing was "
        "opened. Tell whoever runs it.",
        limits::opening_retry);
}

Refusal refuse_as_too_many_rooms() {
    Refusal refusal = put_off(RefusalCode::too_many_requests, limits::rooms_opened_retry);
    refusal.message =
        "Many rooms or workspaces have been opened from here in a short time, so nothing was "
        "opened "
        "now. Please wait a moment.";
    return refusal;
}

Refusal refuse_as_too_many_joining(Random& random) {
    return put_off_joining(
        "Very many people are joining from where you are. This page tries again by itself in a "
        "moment.",
        random);
}

Refusal refuse_as_too_many_joining_room(Random& random) {
    return put_off_joining(
        "Very many people are joining this room at once. This page tries again by itself in a "
        "moment.",
        random);
}

Refusal refuse_as_guess() {
    return put_off(RefusalCode::too_many_requests, limits::wrong_codes_retry);
}

Refusal refuse_as_too_fast() {
    return put_off(RefusalCode::too_many_requests, limits::messages_retry);
}

}  // namespace candour::app
