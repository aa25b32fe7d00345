#include "protocol/cpp/refusal.hpp"

#include <array>
#include <utility>

namespace candour {
namespace {

struct Row {
    std::string_view name;
    std::string_view message;
    std::string_view allowed;
};

/// In the order of RefusalCode.
constexpr std::array<Row, refusal_code_count> table{{
    {"malformed_json", "This message is not JSON.", "One JSON object in a text frame, in UTF-8."},
    {"not_text", "This is a binary frame.", "Text frames, each one JSON object."},
    {"message_too_large", "This message is too large.", "At most 16384 bytes."},
    {"unknown_type", "There is no message of this type.",
     "hello, submit, withdraw, mine, texts, control, resync, ping."},
    {"bad_message", "A field of this message is missing, unknown or of the wrong form.",
     "The fields in protocol/README.md."},
    {"wrong_version", "This page and the server speak different versions. Please reload the page.",
     "Version 1."},
    {"hello_first", "This connection has not said hello yet.", "hello, before anything else."},
    {"hello_twice", "This connection has said hello already.", "One hello on a connection."},
    {"room_not_found", "There is no room with this code. Please check it for a mistyped character.",
     "The code of an open room: 8 letters and digits."},
    {"missing_capability", "This link is not complete.",
     "The whole link that you were given, with the part after the #."},
    {"wrong_capability", "This link does not open this room.",
     "The whole link that you were given for this room and role."},
    {"wrong_secret", "This link is not the one for this room.",
     "The room's link or QR code as it is now, or the code alone."},
    {"bad_ticket", "This device holds a ticket of another room.",
     "hello without a ticket; you will get a new one."},
    {"room_locked", "The door of this room is locked: at the moment nobody new comes in.",
     "Ask a facilitator to unlock the door. Whoever was in before comes back in on the same "
     "device."},
    {"not_allowed", "You cannot do this in your role.",
     "Participants answer; facilitators steer the room; the projector shows it."},
    {"unknown_slide", "This deck has no such slide.",
     "The id of a slide in this deck, or null for the join screen."},
    {"unknown_question", "This deck has no such question.", "The id of a question in this deck."},
    {"unknown_item", "This question has no such word or text.",
     "The key of a word or the id of a text in this question's tally."},
    {"question_not_open", "This question has not been opened yet.",
     "Answers are taken while a question is open."},
    {"question_closed", "This question has closed; your answer came too late.",
     "Answers are taken while a question is open."},
    {"question_was_reset",
     "This question was started afresh; your answer was to the earlier round.",
     "An answer to the current round."},
    {"response_released",
     "Your answer has been shown among others, so it can no longer be changed or "
     "taken back.",
     "An answer can be changed until it is shown."},
    {"closing_is_final",
     "This question has closed for good: if it opened again, whoever answered next would stand "
     "out.",
     "Reset, which deletes the answers and begins again."},
    {"unknown_announcement",
     "This answer names a number of people that the room has not told yet. Please reload the page.",
     "The announcement in the newest snapshot of this question."},
    {"nothing_to_withdraw", "There is no answer of yours to take back.",
     "An answer of yours to this question."},
    {"wrong_kind", "This answer does not fit this kind of question.",
     "A response of the question's own kind."},
    {"wrong_count", "There are too many or too few parts in this answer.",
     "As many as the question asks for."},
    {"value_out_of_range", "This value is outside the scale.",
     "A whole number inside the question's range."},
    {"not_applicable_not_allowed", "This question does not offer \"not applicable\".",
     "A number for each statement."},
    {"text_empty", "There is nothing in this answer that can be shown.",
     "At least one letter, digit or sign."},
    {"text_too_long", "This text is too long.",
     "At most as many characters as the question allows."},
    {"words_full",
     "This room holds as many different words as it can. Words that are already "
     "there still count.",
     "A word that is on the screen already."},
    {"texts_full", "This question holds as many answers as it can.",
     "No further answers to this question."},
    {"too_many_changes",
     "You have changed this answer so often that it cannot be changed any more. What you said last "
     "counts.",
     "Taking the answer back."},
    {"log_full",
     "This room has written down as much as the server keeps of one room, so your answer was not "
     "counted. Tell whoever leads the room.",
     "Whatever the facilitators do: close the question, end the room."},
    {"room_ended", "This room has ended.", "Nothing further; thank you for having been here."},
    {"too_many_requests", "That was too much in too short a time. Please wait a moment.",
     "The same again after a short wait."},
    {"room_full", "This room is full.", "Another try when somebody has left."},
    {"server_full", "This server is full.", "Another try in a while."},
    {"not_kept",
     "The server cannot keep answers at the moment; nothing was counted. Your "
     "answer is still on this device.",
     "The same message again after a short wait."},
    {"workspace_not_found",
     "There is no such workspace, or this link does not open it any more. Ask somebody who works "
     "in "
     "it for a link.",
     "The whole link to a workspace, with the part after the #."},
    {"look_only", "By this link the workspace can be looked at, and not changed.",
     "A link that may edit."},
    {"changed_meanwhile", "Somebody else has changed this meanwhile; nothing was written.",
     "The same again, made from what is there now."},
    {"workspace_full", "This workspace holds as much as it can.",
     "Less: delete decks or rooms that are not needed any more."},
    {"others_can_edit", "Others can still edit this workspace, so it was not deleted.",
     "Deleting by the only link that may edit. Revoke the other ones first."},
    {"not_found", "There is no such page here.", "/, /j/CODE, /f/CODE, /p/CODE and /api/rooms."},
    {"wrong_method", "This address does not take this kind of request.",
     "GET for pages; POST for /api/rooms."},
    {"unsupported_media", "A deck must be sent as JSON.", "content-type: application/json."},
    {"pass_needed",
     "Whoever opens a room or a workspace on this server needs a pass. Ask the person who runs the "
     "server for one.",
     "Authorization: Bearer and a pass that `candour pass add NAME` has printed."},
}};

const Row& row(RefusalCode code) noexcept {
    return table[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view to_string(RefusalCode code) noexcept {
    return row(code).name;
}

Refusal refuse(RefusalCode code) {
    return refuse(code, std::string(row(code).allowed));
}

Refusal refuse(RefusalCode code, std::string allowed, std::string at) {
    Refusal refusal;
    refusal.code = code;
    refusal.message = row(code).message;
    refusal.allowed = std::move(allowed);
    refusal.at = std::move(at);
    return refusal;
}

}  // namespace candour
