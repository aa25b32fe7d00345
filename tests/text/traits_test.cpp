// The table that cleaning looks into says what ICU says.
#include "server/text/traits.hpp"

#include "server/text/code_points.hpp"
#include "server/text/limits.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::text {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

bool is_surrogate(char32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

}  // namespace

TEST_CASE("of every code point the table knows whether it is in NFC by itself") {
    for (char32_t c = 0; c <= last_code_point; ++c) {
        if (is_surrogate(c)) continue;
        const bool starts =
            u_getIntPropertyValue(raw(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) == 0;
        const bool stays = u_getIntPropertyValue(raw(c), UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
        CAPTURE(static_cast<std::uint32_t>(c));
        REQUIRE(is_nfc_alone(c) == (starts && stays));
    }
}

TEST_CASE("what is plain is neither a mark, nor white space, nor anything unseen") {
    for (char32_t c = 0; c <= last_code_point; ++c) {
        if (is_surrogate(c)) continue;
        const bool special = is_white_space(c) || is_unwanted(c) || is_mark(c) ||
                             has(c, UCHAR_VARIATION_SELECTOR) || c == zwj || c == zwnj ||
                             c == black_flag;
        CAPTURE(static_cast<std::uint32_t>(c));
        REQUIRE(is_plain(c) == !special);
    }
}

TEST_CASE("whatever can be put into canonical order attaches to what stands before it") {
    for (char32_t c = 0; c <= last_code_point; ++c) {
        if (is_surrogate(c)) continue;
        const bool moves =
            u_getIntPropertyValue(raw(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0 ||
            u_getIntPropertyValue(raw(c), UCHAR_TRAIL_CANONICAL_COMBINING_CLASS) != 0;
        const bool is_letter_with_mark = moves && is_one_of(c, U_GC_L_MASK | U_GC_S_MASK);
        CAPTURE(static_cast<std::uint32_t>(c));
        if (moves && !is_letter_with_mark) REQUIRE(attaches(c));
        if (is_mark(c) || has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) REQUIRE(attaches(c));
    }
}

TEST_CASE("what was bounded has no long run of what attaches, and a sane text all of it") {
    std::string run = "a";
    for (std::size_t i = 0; i < limits::max_attached; ++i) run += i % 2 == 0 ? "\u0345" : "\u0334";
    CHECK(decode_bounded(run) == decode(run));
    std::string longer = run;
    for (int i = 0; i < 1'000; ++i) longer += "\u0334\u0F73\u200D\uFE0F\U0001F3FD";
    CHECK(decode_bounded(longer + "b") == decode(run + "b"));
}

}  // namespace candour::text
