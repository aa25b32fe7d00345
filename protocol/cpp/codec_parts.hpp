// Readers of what several messages share. Private to the codec.
#pragma once

#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/messages.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace candour::codec {

/// Each of these gives an empty value after a fault.
[[nodiscard]] Response read_response(const Value& value, const Place& place, Faults& faults);
/// Whether a response of this kind has as many bytes as a person likes (rule A7).
[[nodiscard]] bool is_of_any_length(const Value& response);
[[nodiscard]] Tally read_tally(const Value& value, const Place& place, Faults& faults);

/// A text is named if, and only if, one is to be shown.
[[nodiscard]] Wall read_wall(const Object& object);

/// 1 to 40 of a-z 0-9 - _
[[nodiscard]] bool is_slide_id(std::string_view text) noexcept;

/// The kind named by `value`, among those of questions; nothing, and a fault, for another.
[[nodiscard]] std::optional<std::size_t> read_kind(const Value& value,
                                                   const Place& place,
                                                   Faults& faults,
                                                   Names kinds);

/// How the texts and pictures of slides are read: a deck as written, or as a server shows it.
struct SlideRules {
    /// Reads the text in `field`; its length in characters must be within `min` and `max`.
    std::function<std::string(
        const Object&, std::string_view field, std::size_t min, std::size_t max)>
        text;
    /// The same for a text whose lines and their indentation mean something.
    std::function<std::string(
        const Object&, std::string_view field, std::size_t min, std::size_t max)>
        lines;
    std::function<std::optional<Picture>(const Value&, const Place&, Faults&)> picture;
    /// As written, what has a default may be left out.
    bool defaults = false;
};

[[nodiscard]] Slide read_slide(const Value& value,
                               const Place& place,
                               Faults& faults,
                               const SlideRules& rules);
/// As a server shows it: nothing left out, pictures as urls, texts as they are. When a picture's
/// url names a room, its code goes to `shown_in`.
[[nodiscard]] Slide read_shown_slide(const Value& value,
                                     const Place& place,
                                     Faults& faults,
                                     RoomCode* shown_in);

}  // namespace candour::codec
