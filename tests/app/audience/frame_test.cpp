#include "server/app/audience/frame.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace candour::app {
namespace {

using Header = std::vector<unsigned>;

/// What stands before the message in the frame's bytes.
Header header_of(const Frame& frame) {
    const std::string_view bytes = frame.bytes();
    Header header;
    for (const char c : bytes.substr(0, bytes.size() - frame.message().size()))
        header.push_back(static_cast<std::uint8_t>(c));
    return header;
}

}  // namespace

TEST_CASE("a frame's header has the shortest length that holds its message (RFC 6455, 5.2)") {
    struct Row {
        std::size_t size;
        Header header;
    };
    const std::vector<Row> rows{
        {0, {0x81, 0}},
        {1, {0x81, 1}},
        {125, {0x81, 125}},
        {126, {0x81, 126, 0, 126}},
        {127, {0x81, 126, 0, 127}},
        {65'535, {0x81, 126, 0xff, 0xff}},
        {65'536, {0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}},
        {16'909'060, {0x81, 127, 0, 0, 0, 0, 1, 2, 3, 4}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.size);
        const std::string message(row.size, 'x');
        const Frame frame(message);
        CHECK(header_of(frame) == row.header);
        CHECK(frame.message() == message);
        CHECK(frame.bytes().ends_with(message));
        CHECK(frame.bytes().size() == row.header.size() + row.size);
    }
}

}  // namespace candour::app
