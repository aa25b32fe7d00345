// The dearest inputs that we know of, each as large as the server takes one: what a stranger would
// send to keep a shard busy. Shared by the test that counts instructions and the micro benchmark.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace candour::cost {

struct Input {
    std::string name;
    std::function<std::string()> make;
};

/// Frames of limits::max_message_bytes.
[[nodiscard]] std::vector<Input> worst_messages();
/// Request bodies of limits::max_deck_bytes.
[[nodiscard]] std::vector<Input> worst_decks();

/// What the server does with a frame up to the room: reads it, and takes its texts through the
/// door.
void take_message(const std::string& frame);
/// What the server does with a deck before it opens a room.
void take_deck(const std::string& body);

}  // namespace candour::cost
