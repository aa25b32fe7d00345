// A refusal: why something was not done, for a person and for a program.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candour {

/// Names as on the wire (protocol/README.md, "refusal"); to_string gives exactly these.
enum class RefusalCode : std::uint8_t {
    malformed_json,
    not_text,
    message_too_large,
    unknown_type,
    bad_message,
    wrong_version,
    hello_first,
    hello_twice,
    room_not_found,
    missing_capability,
    wrong_capability,
    wrong_secret,
    bad_ticket,
    room_locked,
    not_allowed,
    unknown_slide,
    unknown_question,
    unknown_item,
    question_not_open,
    question_closed,
    question_was_reset,
    response_released,
    closing_is_final,
    unknown_announcement,
    nothing_to_withdraw,
    wrong_kind,
    wrong_count,
    value_out_of_range,
    not_applicable_not_allowed,
    text_empty,
    text_too_long,
    words_full,
    texts_full,
    too_many_changes,
    log_full,
    room_ended,
    too_many_requests,
    room_full,
    server_full,
    not_kept,
    workspace_not_found,
    look_only,
    changed_meanwhile,
    workspace_full,
    others_can_edit,
    not_found,
    wrong_method,
    unsupported_media,
    pass_needed,
};
inline constexpr std::size_t refusal_code_count =
    static_cast<std::size_t>(RefusalCode::pass_needed) + 1;

struct Refusal {
    RefusalCode code = RefusalCode::bad_message;
    std::string message;  // what happened, in a sentence for a person
    std::string allowed;  // what would have been taken
    std::string at;       // the JSON path of the fault, or empty
    std::optional<MessageId> id;
    std::optional<std::chrono::seconds> retry_after;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// The code's name on the wire.
[[nodiscard]] std::string_view to_string(RefusalCode code) noexcept;

/// A refusal with the sentence and the "allowed" that fit its code in general; callers that know
/// more (a range, a limit) say it instead.
[[nodiscard]] Refusal refuse(RefusalCode code);
[[nodiscard]] Refusal refuse(RefusalCode code, std::string allowed, std::string at = {});

}  // namespace candour
