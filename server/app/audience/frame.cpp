#include "server/app/audience/frame.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace candour::app {

namespace {

// What the second byte of a header says: a length below 126, or how long the length is.
constexpr std::uint8_t length_of_2_bytes = 126;
constexpr std::uint8_t length_of_8_bytes = 127;

std::size_t bytes_of_length(std::size_t message) {
    if (message < length_of_2_bytes) return 0;
    return message <= 0xffffU ? 2 : 8;
}

/// Where the message begins, and how long it is.
struct Layout {
    std::size_t header = 0;
    std::size_t message = 0;
};

Layout read_layout(const char* frame) {
    const auto said = static_cast<std::uint8_t>(frame[1]);
    if (said < length_of_2_bytes) return {2, said};
    const std::size_t header = 2 + (said == length_of_2_bytes ? 2U : 8U);
    std::size_t message = 0;
    for (std::size_t i = 2; i < header; ++i)
        message = message << 8U | static_cast<std::uint8_t>(frame[i]);
    return {header, message};
}

}  // namespace

Frame::Frame(std::string_view message) {
    constexpr char fin_and_text = static_cast<char>(0x81U);
    const std::size_t length = bytes_of_length(message.size());
    const auto shared = std::make_shared_for_overwrite<char[]>(2 + length + message.size());
    char* to = shared.get();
    *to++ = fin_and_text;
    if (length == 0)
        *to++ = static_cast<char>(message.size());
    else
        *to++ = static_cast<char>(length == 2 ? length_of_2_bytes : length_of_8_bytes);
    for (std::size_t left = length; left > 0; --left)
        *to++ = static_cast<char>(message.size() >> (8 * (left - 1)));
    std::ranges::copy(message, to);
    bytes_ = shared;
}

std::string_view Frame::bytes() const noexcept {
    if (empty()) return {};
    const Layout layout = read_layout(bytes_.get());
    return {bytes_.get(), layout.header + layout.message};
}

std::string_view Frame::message() const noexcept {
    if (empty()) return {};
    const Layout layout = read_layout(bytes_.get());
    return {bytes_.get() + layout.header, layout.message};
}

}  // namespace candour::app
