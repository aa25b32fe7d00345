#include "protocol/cpp/codec_writer.hpp"

#include <charconv>
#include <limits>

namespace candour::codec {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void write_escaped(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex_digits[byte >> 4U];
    out += hex_digits[byte & 15U];
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
    const auto at = [text](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&at](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned lead = at(0);
    const unsigned second = at(1);
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0 && second < 0xA0) return 0;  // overlong
        if (lead == 0xED && second > 0x9F) return 0;  // a surrogate
        return continues(1) && continues(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0 && second < 0x90) return 0;  // overlong
        if (lead == 0xF4 && second > 0x8F) return 0;  // beyond U+10FFFF
        return continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

void write_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t copied = 0;  // everything before it is in `out`
    std::size_t i = 0;
    const auto copy_until_here = [&] { out.append(text, copied, i - copied); };
    while (i < text.size()) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x80) {
            if (const auto length = utf8_length(text.substr(i)); length != 0) {
                i += length;
                continue;
            }
            copy_until_here();
            out += "\xEF\xBF\xBD";
        } else if (byte < 0x20 || byte == '"' || byte == '\\') {
            copy_until_here();
            write_escaped(out, text[i]);
        } else {
            ++i;
            continue;
        }
        copied = ++i;
    }
    copy_until_here();
    out += '"';
}

void write_number(std::string& out, std::uint64_t number) {
    char digits[std::numeric_limits<std::uint64_t>::digits10 + 1];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

void end_padded(std::string& out) {
    constexpr std::string_view head = R"(,"pad":")";
    constexpr std::string_view end = R"("})";
    const std::size_t over = (out.size() + head.size() + end.size()) % submit_step_bytes;
    out += head;
    out.append((submit_step_bytes - over) % submit_step_bytes, ' ');
    out += end;
}

void write_flag(std::string& out, bool flag) {
    out += flag ? "true" : "false";
}

void write_mean(std::string& out, std::uint64_t sum, std::uint32_t n) {
    if (n == 0) {
        out += "null";
        return;
    }
    // In whole numbers, so that every machine rounds alike.
    const std::uint64_t hundredths = (sum * 200 + n) / (2 * std::uint64_t{n});
    write_number(out, hundredths / 100);
    const auto rest = static_cast<std::size_t>(hundredths % 100);
    if (rest == 0) return;
    out += '.';
    out += hex_digits[rest / 10];
    if (rest % 10 != 0) out += hex_digits[rest % 10];
}

}  // namespace candour::codec
