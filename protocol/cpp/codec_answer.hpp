// How a client of ours reads what a server says, on a WebSocket or over HTTP. Private to the codec.
#pragma once

#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/limits.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace candour::codec {

/// The message in `text`, or the first fault in a sentence.
template <class Message>
boost::system::result<Message, std::string> parse_answer(
    std::string_view text, Message (*read)(const Value&, const Place&, Faults&)) {
    const auto json =
        read_json(text, {.depth = limits::max_answer_depth, .values = limits::max_answer_values});
    if (!json) return "This is not JSON, near byte " + std::to_string(json.error().position) + '.';
    Faults faults(1);
    Message message = read(*json, Place(), faults);
    if (faults.empty()) return message;
    const Fault& fault = faults.list().front();
    return fault.at + ": " + fault.message + ' ' + fault.allowed;
}

}  // namespace candour::codec
