#include "server/net/client_address.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace candour::net {
namespace {

app::IpAddress address(std::string_view text) {
    const auto read = app::read_ip_address(text);
    REQUIRE_MESSAGE(read.has_value(), text);
    return *read;
}

const std::vector<std::string> near{"10.0.0.0/8", "127.0.0.1", "fd00::/8"};

ClientAddress from(std::string_view peer, const std::vector<std::string_view>& said) {
    app::Networks trusted;
    for (const auto& network : near) trusted.push_back(*app::read_network(network));
    return client_address(address(peer), said, trusted);
}

ClientAddress one(std::string_view text) {
    return {address(text), false, false};
}

}  // namespace

TEST_CASE("the address is the last one that no trusted proxy has") {
    CHECK(from("10.0.0.1", {"203.0.113.5"}) == one("203.0.113.5"));
    CHECK(from("10.0.0.1", {"203.0.113.5, 10.0.0.2"}) == one("203.0.113.5"));
    CHECK(from("10.0.0.1", {"198.51.100.1, 203.0.113.5 ,10.0.0.2,10.0.0.3"}) == one("203.0.113.5"));
    CHECK(from("127.0.0.1", {"2001:db8::5"}) == one("2001:db8::5"));
    CHECK(from("fd00::1", {"198.51.100.1", "203.0.113.5"}) == one("203.0.113.5"));
    CHECK(from("fd00::1", {"203.0.113.5", "10.0.0.2"}) == one("203.0.113.5"));
}

TEST_CASE("what somebody says of themselves in front of a trusted proxy is not believed") {
    CHECK(from("10.0.0.1", {"10.9.9.9, 203.0.113.5"}) == one("203.0.113.5"));
    CHECK(from("10.0.0.1", {"unknown, 203.0.113.5"}) == one("203.0.113.5"));
}

TEST_CASE("from others than trusted proxies nothing is believed") {
    CHECK(from("203.0.113.5", {}) == one("203.0.113.5"));
    const auto pretends = from("203.0.113.5", {"198.51.100.1"});
    CHECK(pretends.address == address("203.0.113.5"));
    CHECK_FALSE(pretends.stands_for_many);
    CHECK(pretends.unnamed_proxy);
}

TEST_CASE("ports that proxies add are left out") {
    CHECK(from("10.0.0.1", {"203.0.113.5:4711"}) == one("203.0.113.5"));
    CHECK(from("10.0.0.1", {"[2001:db8::5]:4711"}) == one("2001:db8::5"));
    CHECK(from("10.0.0.1", {"[2001:db8::5]"}) == one("2001:db8::5"));
}

TEST_CASE("a trusted proxy that does not say for whom it asks stands for many") {
    const ClientAddress many{address("10.0.0.1"), true, false};
    for (const auto* said : {"unknown", "_hidden", "", " ", ",", "203.0.113.5, unknown",
                             "203.0.113.5,", "[2001:db8::5", "a.b.c.d"})
        CHECK_MESSAGE(from("10.0.0.1", {said}) == many, said);
    CHECK(from("10.0.0.1", {}) == many);
    // Somebody in the proxies' own network, behind two of them.
    CHECK(from("10.0.0.1", {"10.0.0.7, 10.0.0.2"}) ==
          ClientAddress{address("10.0.0.7"), true, false});
}

TEST_CASE("this machine stands for many: a proxy that nobody has named may be on it") {
    const auto own = client_address(address("127.0.0.1"), {}, {});
    CHECK(own.stands_for_many);
    CHECK_FALSE(own.unnamed_proxy);
    const auto unnamed = client_address(address("::1"), {"203.0.113.5"}, {});
    CHECK(unnamed.address == address("::1"));
    CHECK(unnamed.stands_for_many);
    CHECK(unnamed.unnamed_proxy);
}

}  // namespace candour::net
