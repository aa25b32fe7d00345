#include "server/app/audience/frame.hpp"

#include <cstdint>

namespace candour::app {

Frame::Frame(std::string_view message) {
    constexpr char fin_and_text = static_cast<char>(0x81U);
    const std::uint64_t size = message.size();
    bytes_.reserve(message.size() + 10);
    bytes_.push_back(fin_and_text);
    const auto append_big_endian = [this](std::uint64_t value, unsigned bytes) {
        for (unsigned shift = bytes * 8; shift > 0; shift -= 8)
            bytes_.push_back(static_cast<char>(value >> (shift - 8)));
    };
    if (size < 126) {
        append_big_endian(size, 1);
    } else if (size <= 0xffffU) {
        bytes_.push_back(126);
        append_big_endian(size, 2);
    } else {
        bytes_.push_back(127);
        append_big_endian(size, 8);
    }
    header_ = bytes_.size();
    bytes_.append(message);
}

}  // namespace candour::app
