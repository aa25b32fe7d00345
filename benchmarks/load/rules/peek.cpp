#include "benchmarks/load/rules/peek.hpp"

#include "protocol/cpp/hex.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace candour::load {
namespace {

constexpr std::string_view head = R"({"type":")";

constexpr std::array<std::pair<std::string_view, Heard>, 7> kinds{{
    {"tally\"", Heard::tally},
    {"ack\"", Heard::ack},
    {"snapshot\"", Heard::snapshot},
    {"presence\"", Heard::presence},
    {"welcome\"", Heard::welcome},
    {"refusal\"", Heard::refusal},
    {"pong\"", Heard::pong},
}};

/// What follows `"field":`, up to the frame's end.
std::string_view after(std::string_view frame, std::string_view field) {
    std::string quoted = "\"";
    quoted.append(field).append("\":");
    const auto at = frame.find(quoted);
    return at == frame.npos ? std::string_view{} : frame.substr(at + quoted.size());
}

constexpr std::size_t id_length = 22;
constexpr std::size_t digits = 8;

std::string hex_of(std::uint32_t number) {
    std::array<std::uint8_t, digits / 2> bytes{};
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U)
        *byte = static_cast<std::uint8_t>(number);
    return to_hex(bytes);
}

}  // namespace

Heard kind_of(std::string_view frame) {
    if (!frame.starts_with(head)) return Heard::something_else;
    frame.remove_prefix(head.size());
    for (const auto& [name, kind] : kinds)
        if (frame.starts_with(name)) return kind;
    return Heard::something_else;
}

std::string_view text_of(std::string_view frame, std::string_view field) {
    const auto rest = after(frame, field);
    if (!rest.starts_with('"')) return {};
    return rest.substr(1, rest.find('"', 1) - 1);
}

std::optional<std::uint64_t> number_of(std::string_view frame, std::string_view field) {
    const auto rest = after(frame, field);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (rest.empty() || error != std::errc{}) return {};
    return number;
}

std::string message_id(std::uint32_t person, std::uint32_t message) {
    // 128 bits in base64url: the last character holds two of them, so it is A, Q, g or w.
    return "load-" + hex_of(person) + hex_of(message) + 'A';
}

std::optional<std::uint32_t> message_number(std::string_view id) {
    if (id.size() != id_length || !id.starts_with("load-")) return {};
    const auto hex = id.substr(id_length - 1 - digits, digits);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    if (error != std::errc{} || end != hex.data() + hex.size()) return {};
    return number;
}

}  // namespace candour::load
