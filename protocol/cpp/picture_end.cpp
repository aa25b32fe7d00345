#include "protocol/cpp/picture_end.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace candour {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::uint32_t number(std::string_view four, bool biggest_first) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(four[biggest_first ? i : 3 - i]);
    return value;
}

/// From chunk to chunk: length, type, data, checksum.
bool png_ends(std::string_view bytes) {
    bytes.remove_prefix(8);
    bool has_data = false;
    while (bytes.size() >= 12) {
        const std::size_t whole = std::size_t{number(bytes, true)} + 12;
        const auto type = bytes.substr(4, 4);
        if (whole > bytes.size()) return false;
        if (type == "IEND") return has_data;
        has_data = has_data || type == "IDAT";
        bytes.remove_prefix(whole);
    }
    return false;
}

/// Some programs fill up with zeros.
bool gif_ends(std::string_view bytes) {
    constexpr std::size_t head = 13;
    const auto last = bytes.find_last_not_of('\0');
    return last != bytes.npos && last >= head && bytes[last] == ';';
}

/// From segment to segment, which may have a whole small JPEG inside, up to the scan: in that no
/// other end can stand. What cameras put behind the end is theirs.
bool jpeg_ends(std::string_view bytes) {
    bytes.remove_prefix(2);
    while (bytes.size() >= 4 && bytes.starts_with('\xff')) {
        const auto rest = bytes.substr(1);
        if (rest.starts_with('\xda')) return rest.find("\xff\xd9"sv) != rest.npos;
        if (rest.starts_with('\xff')) {  // one of any number of fill bytes
            bytes = rest;
            continue;
        }
        const std::size_t length = number("\0\0"s.append(bytes.substr(2, 2)), true);
        bytes.remove_prefix(std::min(length + 2, bytes.size()));
    }
    return false;
}

bool webp_ends(std::string_view bytes) {
    constexpr std::size_t head = 8;
    return bytes.size() > head + 4 && number(bytes.substr(4, 4), false) + head <= bytes.size() &&
           bytes.substr(head + 4).starts_with("VP8");
}

}  // namespace

bool has_its_end(std::string_view bytes, std::string_view content_type) {
    if (content_type == "image/png") return png_ends(bytes);
    if (content_type == "image/gif") return gif_ends(bytes);
    if (content_type == "image/jpeg") return jpeg_ends(bytes);
    return webp_ends(bytes);
}

}  // namespace candour
