// WebSocket framing as a client needs it (RFC 6455, section 5), without sockets. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candour::load {

/// RFC 6455, 5.2.
enum class Opcode : std::uint8_t {
    continuation = 0x0,
    text = 0x1,
    binary = 0x2,
    close = 0x8,
    ping = 0x9,
    pong = 0xa
};

/// No server that we measure sends more at once; one that claims to has lost its way.
inline constexpr std::uint64_t max_frame_bytes = 64U << 20U;

struct Frame {
    Opcode opcode = Opcode::text;
    bool final = true;
    std::string_view payload;  // into the bytes that were parsed
};

struct Parsed {
    /// `partial`: more bytes are needed. `broken`: this is no frame from a server.
    enum class Status : std::uint8_t { whole, partial, broken };
    Status status = Status::partial;
    std::size_t size = 0;  // of the whole frame, when there is one
    Frame frame;
};

/// The frame at the beginning of `bytes`. A masked one is broken: servers do not mask (5.1).
[[nodiscard]] Parsed parse_frame(std::string_view bytes);

/// Appends one whole frame from a client to a server, masked with `mask`.
void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask);

/// The code in a close frame's payload; 1005 when it has none (7.1.5).
[[nodiscard]] std::uint16_t close_code(std::string_view payload);

}  // namespace candour::load
