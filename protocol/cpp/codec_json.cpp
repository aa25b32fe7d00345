#include "protocol/cpp/codec_json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace candour::codec {
namespace {

/// A number has at most 20 digits before its point and 17 that count behind it; a longer one is
/// taken up to here, so that nobody makes us add up a million digits.
constexpr std::size_t longest_number = 100;

/// A message seldom has more.
constexpr std::size_t usual_members = 6;

/// Bytes of a string that stand for themselves: ASCII but controls, quotation mark, backslash.
constexpr auto plain_bytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0x20; i < 0x80; ++i) table[i] = i != '"' && i != '\\';
    return table;
}();

bool is_plain(char c) noexcept {
    return plain_bytes[static_cast<unsigned char>(c)];
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0U | c >> 6U);
        byte(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        byte(0xE0U | c >> 12U);
        byte(0x80U | (c >> 6U & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    } else {
        byte(0xF0U | c >> 18U);
        byte(0x80U | (c >> 12U & 0x3FU));
        byte(0x80U | (c >> 6U & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    }
}

/// How many bytes the UTF-8 sequence at the front has, 0 when it is ill-formed (RFC 3629, 4).
std::size_t utf8_length(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first < 0xC2U || !continues(1)) return 0;
    if (first < 0xE0U) return 2;
    if (!continues(2)) return 0;
    // The second byte's range is smaller where the form would be overlong or a surrogate.
    if (first < 0xF0U)
        return (first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU) ? 0 : 3;
    const bool in_range =
        (first != 0xF0U || second >= 0x90U) && (first != 0xF4U || second <= 0x8FU);
    return first <= 0xF4U && in_range && continues(3) ? 4 : 0;
}

/// What stands behind a backslash, and what it means; NUL for what may not stand there.
constexpr auto escapes = [] {
    std::array<char, 256> table{};
    for (const char same : {'"', '\\', '/'}) table[static_cast<unsigned char>(same)] = same;
    table['b'] = '\b';
    table['f'] = '\f';
    table['n'] = '\n';
    table['r'] = '\r';
    table['t'] = '\t';
    return table;
}();

int value_of_hex(char c) noexcept {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool is_high_surrogate(char32_t c) noexcept {
    return c >= 0xD800 && c <= 0xDBFF;
}
constexpr bool is_low_surrogate(char32_t c) noexcept {
    return c >= 0xDC00 && c <= 0xDFFF;
}

}  // namespace

boost::system::result<Value, JsonFault> JsonReader::read() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // some editors put one
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    Value root;
    if (!value(root, 0)) return fault_;
    skip_space();
    if (at_end()) return root;
    fail();
    return fault_;
}

bool JsonReader::fail(JsonFault::Kind kind) {
    fault_ = {kind, at_};
    return false;
}

void JsonReader::skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
        ++at_;
}

bool JsonReader::take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
}

bool JsonReader::value(Value& into, std::size_t depth) {
    skip_space();
    if (at_end()) return fail();
    if (++values_ > limits_.values) return fail(JsonFault::Kind::too_many);
    switch (next()) {
        case '{': return object(into, depth + 1);
        case '[': return array(into, depth + 1);
        case '"': return string(into.data.emplace<std::string>());
        case 't': into.data = true; return word("true");
        case 'f': into.data = false; return word("false");
        case 'n': into.data = nullptr; return word("null");
        default: return number(into);
    }
}

// Recursion, at most limits_.depth deep.
// NOLINTNEXTLINE(misc-no-recursion)
bool JsonReader::object(Value& into, std::size_t depth) {
    if (depth > limits_.depth) return fail(JsonFault::Kind::too_deep);
    auto& members = into.data.emplace<Members>();
    ++at_;
    skip_space();
    if (take('}')) return true;
    members.reserve(usual_members);
    do {
        skip_space();
        if (next() != '"') return fail();
        Member& member = members.emplace_back();
        if (!string(member.name)) return false;
        skip_space();
        if (!take(':')) return fail();
        if (!value(member.value, depth)) return false;
        skip_space();
    } while (take(','));
    return take('}') || fail();
}

// NOLINTNEXTLINE(misc-no-recursion)
bool JsonReader::array(Value& into, std::size_t depth) {
    if (depth > limits_.depth) return fail(JsonFault::Kind::too_deep);
    auto& items = into.data.emplace<Array>();
    ++at_;
    skip_space();
    if (take(']')) return true;
    do {
        if (!value(items.emplace_back(), depth)) return false;
        skip_space();
    } while (take(','));
    return take(']') || fail();
}

bool JsonReader::string(std::string& into) {
    ++at_;
    while (true) {
        const std::size_t begin = at_;
        const bool whole = skip_unescaped();
        into.append(text_, begin, at_ - begin);
        if (!whole) return fail();
        if (take('"')) return true;
        if (next() != '\\') return fail();  // a control, or the text's end
        if (!escape(into)) return false;
    }
}

bool JsonReader::skip_unescaped() {
    while (!at_end()) {
        if (is_plain(text_[at_])) {
            ++at_;
            continue;
        }
        if (static_cast<unsigned char>(text_[at_]) < 0x80) break;
        const std::size_t length = utf8_length(text_.substr(at_));
        if (length == 0) return false;
        at_ += length;
    }
    return true;
}

bool JsonReader::escape(std::string& into) {
    ++at_;
    const char name = next();
    if (name == 'u') return unicode_escape(into);
    const char meaning = escapes[static_cast<unsigned char>(name)];
    if (meaning == '\0') return fail();
    into += meaning;
    ++at_;
    return true;
}

bool JsonReader::unicode_escape(std::string& into) {
    char32_t c = 0;
    ++at_;
    if (!hexadecimal(c) || is_low_surrogate(c)) return fail();
    if (is_high_surrogate(c)) {
        char32_t low = 0;
        if (!take('\\') || !take('u') || !hexadecimal(low) || !is_low_surrogate(low)) return fail();
        c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(into, c);
    return true;
}

bool JsonReader::hexadecimal(char32_t& into) {
    constexpr std::size_t length = 4;
    if (text_.size() - at_ < length) return false;
    into = 0;
    for (const char digit : text_.substr(at_, length)) {
        const int value = value_of_hex(digit);
        if (value < 0) return false;
        into = into << 4U | static_cast<char32_t>(value);
    }
    at_ += length;
    return true;
}

bool JsonReader::digits() {
    if (!is_digit(next())) return fail();
    while (is_digit(next())) ++at_;
    return true;
}

bool JsonReader::number(Value& into) {
    const std::size_t begin = at_;
    const bool negative = take('-');
    if (!take('0') && !digits()) return false;
    bool whole = true;
    if (take('.')) {
        whole = false;
        if (!digits()) return false;
    }
    if (next() == 'e' || next() == 'E') {
        whole = false;
        ++at_;
        if (next() == '+' || next() == '-') ++at_;
        if (!digits()) return false;
    }
    const auto spelt = text_.substr(begin, at_ - begin);
    if (spelt.size() > longest_number) return fail();
    const char* const from = spelt.data();
    const char* const to = from + spelt.size();
    const auto read = [from, to](auto& number) {
        return std::from_chars(from, to, number).ec == std::errc{};
    };
    if (whole && negative && read(into.data.emplace<std::int64_t>())) return true;
    if (whole && !negative && read(into.data.emplace<std::uint64_t>())) return true;
    // Not from_chars: it does not tell a number that is too large from one that is nearly 0.
    const double number = std::strtod(std::string(spelt).c_str(), nullptr);
    into.data = number;
    return std::isfinite(number) || fail();
}

bool JsonReader::word(std::string_view spelling) {
    if (text_.substr(at_, spelling.size()) != spelling) return fail();
    at_ += spelling.size();
    return true;
}

}  // namespace candour::codec
