// The wire form of every message: protocol/README.md, in C++. Decks have codec_deck.hpp.
//
// All functions are pure: any thread, no state, no exception for bad input (std::bad_alloc alone).
// Encoding is canonical: fields stand in README's order and equal values give equal bytes.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace candour {

// ---- what a server needs ---------------------------------------------------------------------

/// Reads one frame from a client. Checks form alone: that fields are there, once, of the right type
/// and spelling. Whether a question exists, or how many words it takes, is for the room to say.
///
/// A well-formed text that no room, slide, question, ticket or capability can have gets the refusal
/// that the unknown one gets (room_not_found, bad_ticket, ...), as clients act on that code.
/// The refusal carries `at`, and `id` whenever the message had a readable one.
[[nodiscard]] boost::system::result<ClientMessage, Refusal> parse_client_message(
    std::string_view frame);

/// The readable `id` of a frame that is refused for something else than its form, such as too many
/// at once, so that its sender can tell which it was. Costs what reading JSON of that length costs.
[[nodiscard]] std::optional<MessageId> id_of_client_message(std::string_view frame);

[[nodiscard]] std::string encode(const Welcome& message);
[[nodiscard]] std::string encode(const Snapshot& message);
[[nodiscard]] std::string encode(const TallyUpdate& message);
[[nodiscard]] std::string encode(const Presence& message);
[[nodiscard]] std::string encode(const LogState& message);
[[nodiscard]] std::string encode(const Ack& message);
[[nodiscard]] std::string encode(const Refusal& message);
[[nodiscard]] std::string encode(const Mine& message);
[[nodiscard]] std::string encode(const Texts& message);
[[nodiscard]] std::string encode(const Report& message);
[[nodiscard]] std::string encode(const Pong& message);
[[nodiscard]] std::string encode(const ServerMessage& message);
[[nodiscard]] std::string encode(const RoomOpened& answer);
[[nodiscard]] std::string encode(const DeckRefused& answer);
[[nodiscard]] std::string encode(const DeckChecked& answer);

/// A response alone, as it stands inside a submit: for the record that a person may see (rule A9).
[[nodiscard]] std::string encode_response(const Response& response);

/// What a person typed (either case, with or without a hyphen in the middle) as a room's code.
[[nodiscard]] std::optional<RoomCode> read_room_code(std::string_view typed);

// ---- what a client needs: `candour people`, the load tool, tests -----------------------------

[[nodiscard]] std::string encode(const Hello& message);
[[nodiscard]] std::string encode(const Submit& message);
[[nodiscard]] std::string encode(const Withdraw& message);
[[nodiscard]] std::string encode(const MineRequest& message);
[[nodiscard]] std::string encode(const TextsRequest& message);
[[nodiscard]] std::string encode(const Control& message);
[[nodiscard]] std::string encode(const Resync& message);
[[nodiscard]] std::string encode(const Ping& message);
[[nodiscard]] std::string encode(const ClientMessage& message);

/// Reads one frame from a server; the error is a sentence for a developer.
///
/// What the wire does not say stays empty: a Snapshot's deck has `position.count` slides of which
/// only the current one is filled in, and pictures have no bytes.
[[nodiscard]] boost::system::result<ServerMessage, std::string> parse_server_message(
    std::string_view frame);
[[nodiscard]] boost::system::result<RoomOpened, std::string> parse_room_opened(
    std::string_view body);
[[nodiscard]] boost::system::result<DeckRefused, std::string> parse_deck_refused(
    std::string_view body);
[[nodiscard]] boost::system::result<DeckChecked, std::string> parse_deck_checked(
    std::string_view body);

}  // namespace candour
