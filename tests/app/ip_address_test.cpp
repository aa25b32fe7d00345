#include "server/app/ip_address.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::app {
namespace {

IpAddress address(std::string_view text) {
    const auto read = read_ip_address(text);
    REQUIRE_MESSAGE(read.has_value(), text);
    return *read;
}

bool is_in(std::string_view one, std::string_view network) {
    const auto read = read_network(network);
    REQUIRE_MESSAGE(read.has_value(), network);
    return read->has(address(one));
}

}  // namespace

TEST_CASE("an address is read only when it is nothing else") {
    for (const auto* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4:80", "[::1]",
                             "fe80::1%eth0", "::1/128", "localhost", " 1.2.3.4", "1.2.3.4 "})
        CHECK_MESSAGE(!read_ip_address(text), text);
    CHECK_FALSE(read_ip_address(std::string(1'000, ':')));
    CHECK_FALSE(read_ip_address(std::string_view("1.2.3.4\0", 8)));
    CHECK_FALSE(read_ip_address(std::string_view("df80::\0 and more", 16)));
    CHECK(address("1.2.3.4") == address("::ffff:1.2.3.4"));
    CHECK(address("1.2.3.4").is_v4());
    CHECK_FALSE(address("2001:db8::1").is_v4());
}

TEST_CASE("this machine is told from others") {
    for (const auto* own : {"127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"})
        CHECK_MESSAGE(address(own).is_loopback(), own);
    for (const auto* other : {"128.0.0.1", "::", "::2", "1::1", "::ffff:10.0.0.1"})
        CHECK_MESSAGE(!address(other).is_loopback(), other);
}

TEST_CASE("one customer has an IPv4 address, or 64 bits of IPv6") {
    CHECK(address("192.0.2.1").whose() != address("192.0.2.2").whose());
    CHECK(address("2001:db8:1:2::1").whose() == address("2001:db8:1:2:ffff::9").whose());
    CHECK(address("2001:db8:1:2::1").whose() != address("2001:db8:1:3::1").whose());
}

TEST_CASE("a network has the addresses that begin like it") {
    CHECK(is_in("10.255.0.1", "10.0.0.0/8"));
    CHECK_FALSE(is_in("11.0.0.1", "10.0.0.0/8"));
    CHECK(is_in("192.0.2.7", "192.0.2.4/30"));
    CHECK_FALSE(is_in("192.0.2.8", "192.0.2.4/30"));
    CHECK(is_in("192.0.2.7", "192.0.2.7"));
    CHECK(is_in("1.2.3.4", "0.0.0.0/0"));
    CHECK_FALSE(is_in("::1", "0.0.0.0/0"));
    CHECK(is_in("fd12:3456::1", "fd00::/8"));
    CHECK(is_in("1.2.3.4", "::/0"));
}

TEST_CASE("what is no network, or has bits behind its prefix, is refused") {
    for (const auto* text :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
          "fd00::/129", "fd00::1/8", "10.0.0.0/300", "all", "10.0.0.0/8,"})
        CHECK_MESSAGE(!read_network(text), text);
}

}  // namespace candour::app
