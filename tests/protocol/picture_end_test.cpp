#include "protocol/cpp/picture_end.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace candour {
namespace {

using namespace std::string_view_literals;

std::string chunk(std::string_view type, std::string_view data) {
    return std::string(3, '\0') + static_cast<char>(data.size()) + std::string(type) +
           std::string(data) + "-sum";
}

std::string segment(std::string_view marker, std::string_view data) {
    return '\xff' + std::string(marker) + '\0' + static_cast<char>(data.size() + 2) +
           std::string(data);
}

const std::string small_jpeg = "\xff\xd8" + segment("\xda", "") + "few lines\xff\xd9";

struct Whole {
    std::string_view content_type;
    std::string bytes;
};

const Whole wholes[] = {
    {"image/png", "\x89PNG\r\n\x1a\n" + chunk("IHDR", "13 bytes of a") + chunk("IDAT", "lines") +
                      chunk("IEND", "")},
    {"image/gif", "GIF89a" + std::string(7, '.') + "lines;"},
    {"image/jpeg", "\xff\xd8" + segment("\xe0", "JFIF") + segment("\xe1", small_jpeg) + '\xff' +
                       segment("\xdb", "tables") + segment("\xda", "") + "lines" +
                       segment("\xda", "") + "more lines\xff\xd9"},
    {"image/webp", std::string("RIFF\x0f\0\0\0WEBPVP8 lines.."sv)},
};

}  // namespace

TEST_CASE("a picture that is cut off anywhere has no end, and one with something behind it has") {
    for (const Whole& whole : wholes) {
        CAPTURE(whole.content_type);
        CHECK(has_its_end(whole.bytes, whole.content_type));
        CHECK(has_its_end(whole.bytes + std::string(5, '\0'), whole.content_type));
        constexpr std::size_t signature = 8;  // shorter ones are told from their first bytes
        for (std::size_t size = signature; size + 4 < whole.bytes.size(); ++size) {
            CAPTURE(size);
            CHECK_FALSE(has_its_end(whole.bytes.substr(0, size), whole.content_type));
        }
    }
}

TEST_CASE("of a picture's first bytes with anything else behind them there is no end") {
    for (const Whole& whole : wholes) {
        CAPTURE(whole.content_type);
        constexpr std::size_t signature = 8;
        CHECK_FALSE(has_its_end(whole.bytes.substr(0, signature) + std::string(5'000, 'x'),
                                whole.content_type));
        CHECK_FALSE(has_its_end(whole.bytes.substr(0, signature) + std::string(5'000, '\xff'),
                                whole.content_type));
    }
}

TEST_CASE("what a camera puts behind a JPEG does not cut it off") {
    CHECK(has_its_end(small_jpeg + "a film \xff\xda in which anything may stand", "image/jpeg"));
}

TEST_CASE("a PNG without any line of a picture is none") {
    CHECK_FALSE(
        has_its_end("\x89PNG\r\n\x1a\n" + chunk("IHDR", "") + chunk("IEND", ""), "image/png"));
}

}  // namespace candour
