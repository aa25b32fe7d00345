#include "protocol/cpp/base64.hpp"

#include "protocol/cpp/hex.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candour {
namespace {

std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

std::string base64(std::string_view bytes) {
    std::string text = "before:";
    write_base64(text, bytes);
    return text.substr(text.find(':') + 1);
}

TEST_CASE("base64url is written in one way and read in that way alone") {
    const auto text_of = [](std::string_view bytes) { return base64url(bytes_of(bytes)); };
    CHECK(text_of("") == "");
    CHECK(text_of("f") == "Zg");
    CHECK(text_of("fo") == "Zm8");
    CHECK(text_of("foobar") == "Zm9vYmFy");
    CHECK(text_of("\xFB\xFF\xBF") == "-_-_");

    std::array<std::uint8_t, 2> two{};
    CHECK(read_base64url("Zm8", two));
    CHECK(two == std::array<std::uint8_t, 2>{'f', 'o'});
    for (const char* other : {"Zm9", "Zm8=", "Zm", "Zm8A", "Z m", "Zm+", ""}) {
        CAPTURE(std::string{other});
        CHECK_FALSE(read_base64url(other, two));
    }
}

TEST_CASE("base64 with padding gives the examples of RFC 4648, section 10, and reads them back") {
    constexpr std::array<std::array<std::string_view, 2>, 7> examples{{{"", ""},
                                                                       {"f", "Zg=="},
                                                                       {"fo", "Zm8="},
                                                                       {"foo", "Zm9v"},
                                                                       {"foob", "Zm9vYg=="},
                                                                       {"fooba", "Zm9vYmE="},
                                                                       {"foobar", "Zm9vYmFy"}}};
    for (const auto& [bytes, text] : examples) {
        CHECK(base64(bytes) == text);
        CHECK(read_base64(text) == std::string(bytes));
    }
    CHECK(base64("\xFB\xFF\xBF") == "+/+/");
}

TEST_CASE("base64 with padding is read in the one way in which it is written") {
    for (const char* other :
         {"Zm8", "Zm9=", "Zg=", "Zg", "Z===", "====", "Z m8", "Zm8-", "Zm8=Zm8=", "-_-_"}) {
        CAPTURE(std::string{other});
        CHECK_FALSE(read_base64(other));
    }
}

TEST_CASE("an id is base64url when it has its length and no character of the other alphabet") {
    CHECK(is_base64url("AZaz09-_", 8));
    for (const char* other :
         {"AZaz09-", "AZaz09-_A", "AZaz09+_", "AZaz09-/", "AZaz09-=", "AZaz09-\xC3"}) {
        CAPTURE(std::string{other});
        CHECK_FALSE(is_base64url(other, 8));
    }
}

TEST_CASE("hexadecimal has two lower-case digits for a byte") {
    CHECK(to_hex(std::array<std::uint8_t, 4>{0x00, 0x0f, 0xa5, 0xff}) == "000fa5ff");
    CHECK(to_hex({}).empty());
}

}  // namespace
}  // namespace candour
