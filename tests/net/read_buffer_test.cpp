#include "server/net/read_buffer.hpp"

#include <boost/asio/buffer.hpp>
#include <doctest/doctest.h>

#include <string>

namespace candour::net {
namespace {

/// Puts a text in piece by piece, as it comes from a socket.
void fill(ReadBuffer& buffer, std::string_view text) {
    while (!text.empty()) {
        const auto space = buffer.space();
        REQUIRE(space.size() > 0);
        const auto taken = boost::asio::buffer_copy(space, boost::asio::buffer(text));
        buffer.commit(taken);
        text.remove_prefix(taken);
    }
}

TEST_CASE("a short message stays in the small buffer") {
    ReadBuffer buffer;
    fill(buffer, std::string(app::limits::small_read_bytes, 'x'));
    CHECK(buffer.text() == std::string(app::limits::small_read_bytes, 'x'));
    CHECK(buffer.capacity() == app::limits::small_read_bytes);
}

TEST_CASE("it grows up to the largest message, and gives everything back") {
    ReadBuffer buffer;
    std::string text;
    while (text.size() < app::limits::max_read_bytes) text += std::to_string(text.size()) + ' ';
    text.resize(app::limits::max_read_bytes);
    fill(buffer, text);
    CHECK(buffer.text() == text);
    CHECK(buffer.capacity() <= app::limits::max_read_bytes + 1);
    buffer.clear();
    CHECK(buffer.text().empty());
    CHECK(buffer.capacity() == app::limits::small_read_bytes);
    fill(buffer, "again");
    CHECK(buffer.text() == "again");
}

}  // namespace
}  // namespace candour::net
