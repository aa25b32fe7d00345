// How single values become JSON. Private to the codec.
//
// Messages are written straight into one string, without a tree in between: a tally goes out many
// times a second, and the fixed field order falls out by itself.
#pragma once

#include "protocol/cpp/codec_names.hpp"
#include "protocol/cpp/messages.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::codec {

/// How many bytes the well-formed sequence at the start of `text` has; 0 when it is none
/// (Unicode 15, table 3-7). `text` starts with a byte from 0x80 on.
[[nodiscard]] std::size_t utf8_length(std::string_view text);
/// `text` in quotes, escaped. Bytes that are no UTF-8 become U+FFFD: a browser ends the connection
/// at a frame that is no UTF-8, so one bad text would send a whole room away.
void write_text(std::string& out, std::string_view text);
void write_number(std::string& out, std::uint64_t number);
void write_flag(std::string& out, bool flag);
/// sum / n to two decimals (halves go up) with no zeros at the end; null when n is 0.
void write_mean(std::string& out, std::uint64_t sum, std::uint32_t n);

template <class E>
void write_name(std::string& out, E value) {
    out += '"';
    out += name_of(value);
    out += '"';
}

template <class E>
void write_name(std::string& out, const std::optional<E>& value) {
    if (value)
        write_name(out, *value);
    else
        out += "null";
}

/// [a,b,c], each written by `write(item)`.
template <class Items, class Write>
void write_list(std::string& out, const Items& items, Write write) {
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += ',';
        first = false;
        write(item);
    }
    out += ']';
}

void write_response(std::string& out, const Response& response);
/// Ends the message's object with a `pad` that makes all of it a multiple of submit_step_bytes.
void end_padded(std::string& out);
void write_tally(std::string& out, const Tally& tally);
/// Without the brace that ends it: a snapshot adds the text itself.
void write_wall_head(std::string& out, const Wall& wall);

/// With `shown_in` a picture is a url under that room's code, as clients get it; without it a data
/// URI, as in a deck.
/// Without its notes: what the room gets.
void write_slide(std::string& out, const Slide& slide, const RoomCode* shown_in);
/// With every slide's notes: for a file, or for a facilitator.
void write_deck(std::string& out, const Deck& deck, const RoomCode* shown_in);

}  // namespace candour::codec
