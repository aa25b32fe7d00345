// What people paste to send made-up people into a room.
#include "server/commands/people/join_link.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::people {
namespace {

TEST_CASE("a join link is read as the server prints it") {
    const auto link = read_join_link("http://127.0.0.1:8080/j/BCDF2347#a-secret");
    REQUIRE(link.has_value());
    CHECK_FALSE(link->server.tls);
    CHECK(link->server.authority() == "127.0.0.1:8080");
    CHECK(link->code.str() == "BCDF2347");
    CHECK(link->secret == "a-secret");
    const auto six = read_join_link("http://[::1]:8080/j/BCDF2347#");
    REQUIRE(six.has_value());
    CHECK(six->server.host == "::1");
    CHECK_FALSE(six->secret.has_value());
}

TEST_CASE("a join link by https leads to the server by TLS, on its usual port if it names none") {
    const auto link = read_join_link("https://polls.example.org/j/BCDF2347#a-secret");
    REQUIRE(link.has_value());
    CHECK(link->server.tls);
    CHECK(link->server.port == "443");
    CHECK(link->server.authority() == "polls.example.org");
    CHECK(read_join_link("https://polls.example.org:8443/j/BCDF2347")->server.port == "8443");
}

TEST_CASE("what is no join link is refused in a sentence that shows one") {
    for (const char* typed :
         {"", "polls.example.org", "ws://polls.example.org/j/BCDF2347", "https://", "https:///j/A",
          "https://polls.example.org", "https://polls.example.org/f/BCDF2347#a-secret",
          "https://polls.example.org/j/", "https://ada@polls.example.org/j/BCDF2347"}) {
        CAPTURE(typed);
        const auto link = read_join_link(typed);
        REQUIRE_FALSE(link.has_value());
        CHECK(link.error().find("/j/") != std::string::npos);
    }
}

}  // namespace
}  // namespace candour::people
