// Every golden example survives a round trip through C++, to the byte.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/codec_room_state.hpp"
#include "protocol/cpp/codec_workspace.hpp"
#include "tests/protocol/files.hpp"
#include "tests/protocol/plain_text_rules.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <optional>

using namespace candour;

namespace {

/// The example on one line, its fields in the order in which the file has them.
std::string one_line(const std::filesystem::path& path) {
    return nlohmann::ordered_json::parse(test::contents(path)).dump();
}

/// The body, read and written again, when it is one about workspaces or the rooms in them.
std::optional<std::string> workspace_again(const std::string& body) {
    if (const auto workspace = parse_workspace(body)) return encode(*workspace);
    if (const auto shown = parse_workspace_shown(body)) return encode(*shown);
    if (const auto versions = parse_versions(body)) return encode(*versions);
    if (const auto kept = parse_kept(body)) return encode(*kept);
    if (const auto state = parse_room_state(body)) return encode(*state);
    return {};
}

TEST_CASE("client messages") {
    for (const auto& path : test::goldens("client")) {
        CAPTURE(path.filename().string());
        const auto message = parse_client_message(one_line(path));
        REQUIRE_MESSAGE(message.has_value(), message.error().message << ' ' << message.error().at);
        CHECK(encode(*message) == one_line(path));
        // Equal values, equal bytes.
        CHECK(*parse_client_message(encode(*message)) == *message);
    }
}

TEST_CASE("server messages and refusals") {
    for (const char* kind : {"server", "refusal"}) {
        for (const auto& path : test::goldens(kind)) {
            CAPTURE(path.filename().string());
            const auto message = parse_server_message(test::contents(path));
            REQUIRE_MESSAGE(message.has_value(), message.error());
            CHECK(encode(*message) == one_line(path));
        }
    }
}

TEST_CASE("answers over HTTP") {
    for (const auto& path : test::goldens("http")) {
        CAPTURE(path.filename().string());
        const std::string body = test::contents(path);
        if (const auto again = workspace_again(body)) {
            CHECK(*again == one_line(path));
            continue;
        }
        if (const auto opened = parse_room_opened(body)) {
            CHECK(encode(*opened) == one_line(path));
            continue;
        }
        if (const auto checked = parse_deck_checked(body)) {
            CHECK(encode(*checked) == one_line(path));
            continue;
        }
        const auto refused = parse_deck_refused(body);
        REQUIRE_MESSAGE(refused.has_value(), refused.error());
        CHECK(encode(*refused) == one_line(path));
    }
}

TEST_CASE("decks") {
    const test::PlainTextRules rules;
    for (const auto& path : test::goldens("deck")) {
        CAPTURE(path.filename().string());
        const auto deck = parse_deck(test::contents(path), rules);
        REQUIRE_MESSAGE(deck.has_value(),
                        deck.error().front().at << ' ' << deck.error().front().message);
        CHECK(encode_deck(*deck) == one_line(path));
        CHECK(*parse_deck(encode_deck(*deck), rules) == *deck);
    }
}

TEST_CASE("what a room is opened with") {
    const test::PlainTextRules rules;
    for (const auto& path : test::goldens("room_request")) {
        CAPTURE(path.filename().string());
        const auto request = parse_room_request(test::contents(path), rules);
        REQUIRE(request.has_value());
        REQUIRE(request->locks.has_value());
        CHECK(encode_room_request(request->deck, *request->locks) == one_line(path));
    }
}

TEST_CASE("there is an example of each message") {
    CHECK(test::goldens("client").size() >= std::variant_size_v<ClientMessage>);
    CHECK(test::goldens("server").size() >= std::variant_size_v<ServerMessage> - 1);  // refusals
    CHECK(test::goldens("http").size() >= 7);
    CHECK_FALSE(test::goldens("room_request").empty());
}

}  // namespace
