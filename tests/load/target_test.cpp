#include "benchmarks/load/rules/target.hpp"

#include "benchmarks/load/rules/duration.hpp"

#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the address that the server prints is taken as it is") {
    for (const char* url :
         {"http://127.0.0.1:8080/", "http://127.0.0.1:8080", "ws://127.0.0.1:8080"}) {
        const auto target = read_target(url);
        REQUIRE(target.has_value());
        CHECK(target->authority() == "127.0.0.1:8080");
    }
    CHECK(read_target("http://hall.example")->authority() == "hall.example:80");
    const auto six = read_target("http://[::1]:8080/");
    REQUIRE(six.has_value());
    CHECK(six->host == "::1");
    CHECK(six->authority() == "[::1]:8080");
}

TEST_CASE("an address with TLS is refused with what to do instead") {
    for (const char* url : {"https://hall.example/", "wss://hall.example"}) {
        const auto target = read_target(url);
        REQUIRE_FALSE(target.has_value());
        CHECK(target.error().find("TLS") != std::string::npos);
    }
}

TEST_CASE("what is no server's address is refused") {
    for (const char* url : {"", "127.0.0.1:8080", "http://", "http://:80", "http://a:b",
                            "http://127.0.0.1:8080/j/ABCDEFGH", "http://a:123456"})
        CHECK_FALSE(read_target(url).has_value());
}

TEST_CASE("times are read as people type them") {
    CHECK(read_duration("500ms") == 500ms);
    CHECK(read_duration("60s") == 60s);
    CHECK(read_duration("1.5m") == 90s);
    CHECK(read_duration("7") == 7s);
    for (const char* typed : {"", "s", "-1s", "1h", "10 s", "nan", "1e9"})
        CHECK_FALSE(read_duration(typed).has_value());
}

}  // namespace
}  // namespace candour::load
