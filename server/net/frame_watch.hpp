// FrameWatch: looks over Beast's shoulder at the frames that a client sends (RFC 6455, 5.2), for
// what Beast keeps to itself or reads otherwise than the RFC.
//
//  - Pings, pongs and fragments cost us as much as messages and end in none, so that nothing would
//    meter them: they are counted here.
//  - Beast takes close codes of 5000 and more, which nobody may say (7.4.2), and none of 1014,
//  which
//    IANA has given a meaning since.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace candour::net {

/// Owner: a FrameStream. Thread: its shard. Lifetime: the socket's, from the first byte after the
/// handshake.
class FrameWatch {
public:
    /// Looks at the next bytes that came. Changes a close code that Beast would read wrongly: one
    /// that nobody may say becomes one that Beast refuses, 1014 becomes 1000.
    void look(std::span<std::uint8_t> bytes) noexcept;

    /// How many frames have begun since the last call that end no message.
    [[nodiscard]] std::uint32_t take_count() noexcept { return std::exchange(count_, 0U); }

private:
    /// Two bytes, up to eight of length, four of the mask.
    static constexpr std::size_t head_and_mask = 14;

    void begin_payload() noexcept;
    [[nodiscard]] std::size_t head_size() const noexcept;
    void look_at_close(std::span<std::uint8_t> payload) noexcept;

    std::uint64_t left_ = 0;  // of the payload
    std::uint32_t count_ = 0;
    std::array<std::uint8_t, head_and_mask> head_{};
    std::uint8_t head_bytes_ = 0;   // of the head, so far
    std::uint8_t close_bytes_ = 0;  // of a close frame's payload, so far
    std::uint8_t high_ = 0;         // of the close code
    bool in_payload_ = false;
};

}  // namespace candour::net
