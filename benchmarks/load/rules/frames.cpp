#include "benchmarks/load/rules/frames.hpp"

#include <array>

namespace candour::load {
namespace {

constexpr std::uint8_t final_bit = 0x80;
constexpr std::uint8_t reserved_bits = 0x70;
constexpr std::uint8_t opcode_bits = 0x0f;
constexpr std::uint8_t mask_bit = 0x80;
constexpr std::uint8_t length_bits = 0x7f;
constexpr std::uint8_t two_bytes_follow = 126;
constexpr std::uint8_t eight_bytes_follow = 127;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8U | byte_at(bytes, i);
    return value;
}

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned left = bytes; left > 0; --left)
        out += static_cast<char>(value >> (8U * (left - 1)) & 0xffU);
}

bool is_known(std::uint8_t opcode) {
    return opcode <= 0x2 || (opcode >= 0x8 && opcode <= 0xa);
}

}  // namespace

Parsed parse_frame(std::string_view bytes) {
    Parsed parsed;
    if (bytes.size() < 2) return parsed;
    const std::uint8_t first = byte_at(bytes, 0);
    const std::uint8_t second = byte_at(bytes, 1);
    const auto opcode = static_cast<std::uint8_t>(first & opcode_bits);
    if ((first & reserved_bits) != 0 || (second & mask_bit) != 0 || !is_known(opcode)) {
        parsed.status = Parsed::Status::broken;
        return parsed;
    }
    std::uint64_t length = second & length_bits;
    std::size_t head = 2;
    if (length >= two_bytes_follow) {
        const std::size_t extra = length == two_bytes_follow ? 2 : 8;
        if (bytes.size() < head + extra) return parsed;
        length = big_endian(bytes.substr(head, extra));
        head += extra;
    }
    if (length > max_frame_bytes) {
        parsed.status = Parsed::Status::broken;
        return parsed;
    }
    if (bytes.size() - head < length) return parsed;
    parsed.status = Parsed::Status::whole;
    parsed.size = head + length;
    parsed.frame = {static_cast<Opcode>(opcode), (first & final_bit) != 0,
                    bytes.substr(head, length)};
    return parsed;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask) {
    out += static_cast<char>(final_bit | static_cast<std::uint8_t>(opcode));
    if (payload.size() < two_bytes_follow) {
        out += static_cast<char>(mask_bit | payload.size());
    } else if (payload.size() <= 0xffff) {
        out += static_cast<char>(mask_bit | two_bytes_follow);
        append_big_endian(out, payload.size(), 2);
    } else {
        out += static_cast<char>(mask_bit | eight_bytes_follow);
        append_big_endian(out, payload.size(), 8);
    }
    append_big_endian(out, mask, 4);
    std::array<char, 4> key{};
    for (unsigned i = 0; i < 4; ++i) key[i] = static_cast<char>(mask >> (8U * (3 - i)) & 0xffU);
    const std::size_t begin = out.size();
    out += payload;
    for (std::size_t i = 0; i < payload.size(); ++i)
        out[begin + i] = static_cast<char>(out[begin + i] ^ key[i % 4]);
}

std::uint16_t close_code(std::string_view payload) {
    constexpr std::uint16_t none = 1005;
    return payload.size() < 2 ? none : static_cast<std::uint16_t>(big_endian(payload.substr(0, 2)));
}

}  // namespace candour::load
