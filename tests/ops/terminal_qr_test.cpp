#include "server/ops/terminal_qr.hpp"

#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::ops {
namespace {

TEST_CASE("a code with its quiet zone, all lines of one width") {
    const auto code = terminal_qr("http://127.0.0.1:8080/j/ABCDEFGH#aaaaaaaaaaaaaaaaaaaaaa", false);
    std::size_t lines = 0, width = 0;
    for (std::size_t at = 0; at < code.size(); ++lines) {
        const auto end = code.find('\n', at);
        std::size_t columns = 0;  // each block is three bytes, a space one
        for (auto i = at; i < end; ++i) columns += (code[i] & 0xC0) != 0x80 ? 1U : 0U;
        if (lines == 0) width = columns;
        CHECK(columns == width);
        if (lines < 2) CHECK(code.substr(at, end - at).find(' ') == std::string::npos);
        at = end + 1;
    }
    CHECK(width % 2 == 1);  // every QR code has an odd number of modules
    CHECK(lines == (width + 1) / 2);
}

TEST_CASE("colours are switched off again at every line's end") {
    const auto code = terminal_qr("x", true);
    CHECK(code.ends_with("\x1b[0m\n"));
    CHECK(code.starts_with("\x1b[38;5;231m\x1b[48;5;16m"));
}

TEST_CASE("what no code can hold gives none") {
    CHECK(terminal_qr(std::string(5'000, 'x'), false).empty());
}

}  // namespace
}  // namespace candour::ops
