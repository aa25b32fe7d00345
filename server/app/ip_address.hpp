// IpAddress: where a socket comes from, and whose word about that is believed. Addresses serve
// limits alone: what is kept of one is an AddressMark, and of that nothing for longer than minutes
// (rule A5).
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace candour::app {

/// An IPv6 address; one of IPv4 in its mapped form, ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
struct IpAddress {
    Bytes16 bytes{};

    [[nodiscard]] bool is_v4() const noexcept;
    /// Of this machine: 127.0.0.0/8 or ::1.
    [[nodiscard]] bool is_loopback() const noexcept;
    /// What one customer of a provider has: an IPv4 address, or an IPv6 network of 64 bits, in
    /// which everybody chooses addresses as they like (RFC 6177, RFC 8981).
    [[nodiscard]] IpAddress whose() const noexcept;

    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// "192.0.2.1", "2001:db8::1"; nothing for anything else, a zone or a port included.
[[nodiscard]] std::optional<IpAddress> read_ip_address(std::string_view text);

/// Addresses that begin with the same bits.
struct Network {
    IpAddress address;
    std::uint8_t bits = 128;  // of the 128; an IPv4 network of 24 bits has 120 here

    [[nodiscard]] bool has(const IpAddress& one) const noexcept;
    friend bool operator==(const Network&, const Network&) = default;
};

/// "10.0.0.0/8", "fd00::/8", or one address alone; nothing when it is no network, or when bits are
/// set behind its prefix, since that is a mistake more often than not.
[[nodiscard]] std::optional<Network> read_network(std::string_view text);

/// The proxies whose X-Forwarded-For is believed.
using Networks = std::vector<Network>;

[[nodiscard]] bool any_has(const Networks& networks, const IpAddress& one) noexcept;

}  // namespace candour::app
