#include "server/net/frame_watch.hpp"

#include "tests/net/websocket_frames.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace candour::net {
namespace {

using test::client_frame;
using test::Opcode;

std::string close_frame(std::uint16_t code, std::string_view reason = {}) {
    std::string payload{static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
    payload += reason;
    return client_frame(Opcode::close, payload);
}

/// What Beast gets of it, when it comes in pieces of so many bytes.
std::string watched(FrameWatch& watch, std::string bytes, std::size_t at_once) {
    std::vector<std::uint8_t> all(bytes.begin(), bytes.end());
    for (std::size_t at = 0; at < all.size(); at += at_once)
        watch.look(std::span(all).subspan(at, std::min(at_once, all.size() - at)));
    return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("frames that end no message are counted, in whatever pieces they come") {
    const std::string bytes =
        client_frame(Opcode::text, "whole") + client_frame(Opcode::ping, "") +
        client_frame(Opcode::pong, "x") + client_frame(Opcode::text, std::string(300, 'a'), false) +
        client_frame(Opcode::more, "", false) +
        client_frame(Opcode::more, std::string(70'000, 'b')) + client_frame(Opcode::text, "");
    for (const std::size_t at_once : {1UL, 2UL, 3UL, 7UL, 1'000UL, bytes.size()}) {
        CAPTURE(at_once);
        FrameWatch watch;
        CHECK(watched(watch, bytes, at_once) == bytes);
        CHECK(watch.take_count() == 4);
        CHECK(watch.take_count() == 0);
    }
}

TEST_CASE("only close codes that Beast reads wrongly are changed, in whatever pieces they come") {
    for (const std::size_t at_once : {1UL, 2UL, 5UL, 100UL}) {
        for (std::uint32_t code = 0; code < 0x10000; ++code) {
            const auto said = static_cast<std::uint16_t>(code);
            const std::string sent = close_frame(said, "why");
            FrameWatch watch;
            const std::string got = watched(watch, sent, at_once);
            const bool in_one_read = at_once == 100;
            CAPTURE(code);
            if (code == 1014)
                REQUIRE(got == close_frame(1000, "why"));
            else if (code >= 5120 || (code >= 5000 && in_one_read))
                REQUIRE(got == close_frame(static_cast<std::uint16_t>(code & 0xFFU), "why"));
            else if (code < 5000)
                REQUIRE(got == sent);
        }
    }
}

TEST_CASE("after a goodbye without a code, or half of one, the next frame is looked at afresh") {
    FrameWatch watch;
    const std::string bytes = client_frame(Opcode::close, "") + client_frame(Opcode::close, "\x14");
    static_cast<void>(watched(watch, bytes, 3));
    CHECK(watched(watch, close_frame(1014), 100) == close_frame(1000));
    CHECK(watch.take_count() == 3);
}

}  // namespace candour::net
