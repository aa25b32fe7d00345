// Door: the first look at what a person sends. What it lets through is a message of ours, with
// clean text in it.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/messages.hpp"

#include <optional>
#include <string_view>

namespace candour::app {

/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's. Virtual for those alone who break a
/// rule on purpose (broken_door.hpp), so that nobody else's messages meet a question about it.
class Door {
public:
    Door() = default;
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    virtual ~Door() = default;

    /// The message in the text, or why it is none.
    [[nodiscard]] virtual boost::system::result<ClientMessage, Refusal> read(
        std::string_view text) const;
    /// Cleans the response (text/door.hpp), or says why it is not taken.
    [[nodiscard]] virtual std::optional<Refusal> clean(Response& response,
                                                       const Question& question) const;
};

}  // namespace candour::app
