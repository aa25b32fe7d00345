// The form in which a batch stands in the log, before encryption: a version byte, then each event
// as a tag and its fields. Numbers are LEB128 varints, texts are length and bytes.
#pragma once

#include "server/domain/event.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace candour::app {

/// Any thread.
[[nodiscard]] std::string encode_batch(const domain::Batch& batch);

/// Nothing when the bytes are not a batch of this version, cut short or followed by others.
/// The batch's number is the caller's: it stands beside the bytes in the log. Any thread.
[[nodiscard]] std::optional<domain::Batch> decode_batch(BatchNumber number, std::string_view bytes);

/// Whether the bytes begin as a batch of another version of Candour does, which this one reads as
/// little as a damaged one. Any thread.
[[nodiscard]] bool is_of_another_version(std::string_view bytes);

}  // namespace candour::app
