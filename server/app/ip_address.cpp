#include "server/app/ip_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace candour::app {
namespace {

constexpr std::array<std::uint8_t, 12> v4_mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::uint8_t bits_before_v4 = 96;
constexpr std::size_t customer_bytes = 8;  // of an IPv6 address: 64 bits

/// Whether the first `bits` of both are the same.
bool same_beginning(const Bytes16& a, const Bytes16& b, std::uint8_t bits) noexcept {
    const std::size_t whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
    const unsigned rest = bits % 8;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

}  // namespace

bool IpAddress::is_v4() const noexcept {
    return std::equal(v4_mapped.begin(), v4_mapped.end(), bytes.begin());
}

bool IpAddress::is_loopback() const noexcept {
    if (is_v4()) return bytes[v4_mapped.size()] == 127;
    return std::all_of(bytes.begin(), bytes.end() - 1, [](auto byte) { return byte == 0; }) &&
           bytes.back() == 1;
}

IpAddress IpAddress::whose() const noexcept {
    IpAddress whose = *this;
    if (!is_v4()) std::fill(whose.bytes.begin() + customer_bytes, whose.bytes.end(), 0);
    return whose;
}

std::optional<IpAddress> read_ip_address(std::string_view text) {
    // A NUL would end the text for inet_pton, and hide what stands behind it.
    if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != text.npos) return std::nullopt;
    const std::string terminated(text);
    IpAddress address;
    in_addr v4{};
    if (inet_pton(AF_INET, terminated.c_str(), &v4) == 1) {
        std::ranges::copy(v4_mapped, address.bytes.begin());
        const auto* octets = reinterpret_cast<const std::uint8_t*>(&v4.s_addr);  // network order
        std::copy_n(octets, sizeof v4.s_addr, address.bytes.begin() + v4_mapped.size());
        return address;
    }
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

bool Network::has(const IpAddress& one) const noexcept {
    return same_beginning(address.bytes, one.bytes, bits);
}

std::optional<Network> read_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = read_ip_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    // By how it is written: ::ffff:10.0.0.0/104 is an IPv6 network, and means the same.
    const bool v4 = text.substr(0, slash).find(':') == text.npos;
    const std::uint8_t most = v4 ? 32 : 128;
    std::uint8_t bits = most;
    if (slash != text.npos) {
        const char* end = text.data() + text.size();
        const auto [last, error] = std::from_chars(text.data() + slash + 1, end, bits);
        if (error != std::errc{} || last != end || bits > most) return std::nullopt;
    }
    const auto all = static_cast<std::uint8_t>(v4 ? bits + bits_before_v4 : bits);
    Network network{*address, all};
    for (unsigned bit = all; bit < 128; ++bit)
        if ((unsigned{address->bytes[bit / 8]} >> (7 - bit % 8) & 1U) != 0) return std::nullopt;
    return network;
}

bool any_has(const Networks& networks, const IpAddress& one) noexcept {
    return std::ranges::any_of(networks, [&](const Network& each) { return each.has(one); });
}

}  // namespace candour::app
