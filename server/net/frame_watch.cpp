#include "server/net/frame_watch.hpp"

#include <algorithm>

namespace candour::net {
namespace {

constexpr std::uint8_t last_fragment = 0x80;
constexpr std::uint8_t opcode_bits = 0x0F;
constexpr std::uint8_t control_bit = 0x08;
constexpr std::uint8_t close_opcode = 0x08;
constexpr std::uint8_t mask_bit = 0x80;
constexpr std::uint8_t length_bits = 0x7F;
constexpr std::size_t mask_bytes = 4;

/// How many bytes of length follow the two that every head has.
constexpr std::size_t more_length(std::uint8_t second) noexcept {
    const std::uint8_t length = second & length_bits;
    return length == 126 ? 2U : length == 127 ? 8U : 0U;
}

/// The first code that nobody may say is 5000, 0x1388 (RFC 6455, 7.4.2).
constexpr std::uint8_t high_of_5000 = 0x13;
constexpr std::uint8_t low_of_5000 = 0x88;
/// 1014 and 1000 are 0x03F6 and 0x03E8.
constexpr std::uint8_t high_of_1014 = 0x03;
constexpr std::uint8_t low_of_1014 = 0xF6;
constexpr std::uint8_t low_of_1000 = 0xE8;

}  // namespace

std::size_t FrameWatch::head_size() const noexcept {
    if (head_bytes_ < 2) return 2;
    return 2 + more_length(head_[1]) + ((head_[1] & mask_bit) != 0 ? mask_bytes : 0);
}

void FrameWatch::look(std::span<std::uint8_t> bytes) noexcept {
    while (!bytes.empty()) {
        if (in_payload_) {
            const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
            if ((head_[0] & opcode_bits) == close_opcode) look_at_close(bytes.first(now));
            left_ -= now;
            bytes = bytes.subspan(now);
            if (left_ == 0) in_payload_ = false;
            continue;
        }
        head_[head_bytes_++] = bytes.front();
        bytes = bytes.subspan(1);
        if (head_bytes_ >= 2 && head_bytes_ == head_size()) begin_payload();
    }
}

void FrameWatch::begin_payload() noexcept {
    const bool ends_message = (head_[0] & last_fragment) != 0 && (head_[0] & control_bit) == 0;
    if (!ends_message) ++count_;
    const std::size_t more = more_length(head_[1]);
    left_ = more == 0 ? head_[1] & length_bits : 0U;
    for (std::size_t i = 0; i < more; ++i) left_ = left_ << 8U | head_[2 + i];
    head_bytes_ = 0;
    close_bytes_ = 0;
    in_payload_ = left_ != 0;
}

// Codes from 0x1400 on lose their high byte, so that they are below 1000, which Beast refuses;
// those from 0x1388 do when both of their bytes are here. Only 5000 to 5119 in two reads passes.
void FrameWatch::look_at_close(std::span<std::uint8_t> payload) noexcept {
    const std::size_t mask_at = 2 + more_length(head_[1]);
    const auto mask = [&](std::size_t i) {
        return (head_[1] & mask_bit) != 0 ? head_[mask_at + i] : std::uint8_t{0};
    };
    for (std::size_t i = 0; i < payload.size() && close_bytes_ < 2; ++i, ++close_bytes_) {
        const auto byte = static_cast<std::uint8_t>(payload[i] ^ mask(close_bytes_));
        if (close_bytes_ == 1) {
            if (high_ == high_of_1014 && byte == low_of_1014) payload[i] = low_of_1000 ^ mask(1);
            close_bytes_ = 2;
            return;
        }
        high_ = byte;
        const bool both = i + 1 < payload.size();
        const bool from_5000 = byte == high_of_5000 && both &&
                               static_cast<std::uint8_t>(payload[i + 1] ^ mask(1)) >= low_of_5000;
        if (byte > high_of_5000 || from_5000) payload[i] = mask(0);
    }
}

}  // namespace candour::net
