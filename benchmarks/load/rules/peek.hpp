// A look at a server's frame without parsing it: what a hundred thousand people need to know of
// most. It relies on the codec's canonical order of fields (codec.hpp); sampled people parse all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candour::load {

enum class Heard : std::uint8_t {
    welcome,
    snapshot,
    tally,
    presence,
    ack,
    refusal,
    pong,
    something_else
};

[[nodiscard]] Heard kind_of(std::string_view frame);
/// The text of the first field of this name, as it stands (nothing that we look for is escaped).
[[nodiscard]] std::string_view text_of(std::string_view frame, std::string_view field);
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view frame,
                                                     std::string_view field);

/// Message ids that say which message they are: a person's number and the message's own, in the
/// form that the contract asks for.
[[nodiscard]] std::string message_id(std::uint32_t person, std::uint32_t message);
/// The message's own number; nothing when `id` is not one of message_id's.
[[nodiscard]] std::optional<std::uint32_t> message_number(std::string_view id);

}  // namespace candour::load
