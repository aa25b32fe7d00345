#include "benchmarks/load/rules/frames.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace candour::load {
namespace {

using namespace std::string_literals;
using Status = Parsed::Status;

/// A frame as a server sends it: not masked.
std::string from_server(Opcode opcode, std::string_view payload) {
    std::string frame(1, static_cast<char>(0x80 | static_cast<int>(opcode)));
    if (payload.size() < 126) {
        frame += static_cast<char>(payload.size());
    } else {
        frame += '\x7e';
        frame += static_cast<char>(payload.size() >> 8U);
        frame += static_cast<char>(payload.size() & 0xffU);
    }
    return frame.append(payload);
}

TEST_CASE("a client's frame is that of RFC 6455, 5.7") {
    std::string frame;
    append_frame(frame, Opcode::text, "Hello", 0x37fa213dU);
    CHECK(frame == "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"s);
}

TEST_CASE("a client's frame says its length in as few bytes as it may") {
    const auto head_of = [](std::size_t size) {
        std::string frame;
        append_frame(frame, Opcode::text, std::string(size, 'x'), 0);
        return frame.substr(0, frame.size() - size);
    };
    CHECK(head_of(125) == "\x81\xfd\0\0\0\0"s);
    CHECK(head_of(126) == "\x81\xfe\0\x7e\0\0\0\0"s);
    CHECK(head_of(65'536) == "\x81\xff\0\0\0\0\0\x01\0\0\0\0\0\0"s);
}

TEST_CASE("a server's frame is read when its last byte is there, and not before") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{300}}) {
        const std::string payload(size, 'p');
        const auto frame = from_server(Opcode::text, payload);
        for (std::size_t cut = 0; cut < frame.size(); ++cut)
            REQUIRE(parse_frame(std::string_view(frame).substr(0, cut)).status == Status::partial);
        const auto followed = frame + "\x81";
        const auto parsed = parse_frame(followed);
        REQUIRE(parsed.status == Status::whole);
        CHECK(parsed.size == frame.size());
        CHECK(parsed.frame.payload == payload);
        CHECK(parsed.frame.final);
    }
}

TEST_CASE("what no server may send is broken") {
    CHECK(parse_frame("\x81\x85\x37\xfa\x21\x3d").status == Status::broken);  // masked
    CHECK(parse_frame("\xc1\x01").status == Status::broken);                  // compressed
    CHECK(parse_frame("\x83\x01").status == Status::broken);                  // no such opcode
    const auto huge = "\x81\x7f\x80\0\0\0\0\0\0\0"s;
    CHECK(parse_frame(huge).status == Status::broken);
}

TEST_CASE("a close frame gives its code") {
    CHECK(close_code("\x0f\xa0 bye"s) == 4000);
    CHECK(close_code("") == 1005);
}

}  // namespace
}  // namespace candour::load
