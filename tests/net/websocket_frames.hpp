// A client's side of RFC 6455, written apart from Beast so that it can be broken on purpose and
// believes nobody's word that a frame is whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::net::test {

enum class Opcode : std::uint8_t {
    more = 0x0,
    text = 0x1,
    binary = 0x2,
    close = 0x8,
    ping = 0x9,
    pong = 0xA
};

/// One frame as a server sends it.
struct ServerFrame {
    Opcode opcode;
    bool last = true;
    std::string payload;

    /// Of a close frame; 0 when it has none.
    [[nodiscard]] unsigned close_code() const {
        if (payload.size() < 2) return 0;
        return static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8U |
               static_cast<unsigned char>(payload[1]);
    }
};

/// A client's frame: masked, and with the length written as shortly as it can be.
inline std::string client_frame(Opcode opcode, std::string_view payload, bool last = true) {
    std::string bytes;
    bytes += static_cast<char>((last ? 0x80 : 0) | static_cast<int>(opcode));
    const auto size = payload.size();
    const auto big_endian = [&bytes, size](int count) {
        for (int i = count - 1; i >= 0; --i) bytes += static_cast<char>(size >> (8 * i) & 0xFF);
    };
    if (size < 126) {
        bytes += static_cast<char>(0x80 | size);
    } else if (size < 65'536) {
        bytes += static_cast<char>(0x80 | 126);
        big_endian(2);
    } else {
        bytes += static_cast<char>(0x80 | 127);
        big_endian(8);
    }
    const std::string mask = "\x11\x22\x33\x44";
    bytes += mask;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(payload[i] ^ mask[i % 4]);
    return bytes;
}

/// Takes the next whole frame off the front of `bytes`; nothing when it is not all there yet.
inline std::optional<ServerFrame> take_frame(std::string& bytes) {
    const auto at = [&bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (bytes.size() < 2) return {};
    std::size_t header = 2;
    std::uint64_t size = at(1) & 0x7FU;
    const std::size_t extra = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (bytes.size() < header + extra) return {};
    if (extra > 0) size = 0;
    for (std::size_t i = 0; i < extra; ++i) size = size << 8U | at(header + i);
    header += extra;
    if (bytes.size() < header + size) return {};
    ServerFrame frame{static_cast<Opcode>(at(0) & 0x0FU), (at(0) & 0x80U) != 0,
                      bytes.substr(header, size)};
    bytes.erase(0, header + size);
    return frame;
}

}  // namespace candour::net::test
