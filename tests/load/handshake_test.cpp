#include "benchmarks/load/rules/handshake.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::load {
namespace {

TEST_CASE("a server's upgrade is known by the accept of RFC 6455, 1.3") {
    const std::string head =
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n"
        "SEC-WebSocket-Accept:  s3pPLMBiTxaQ9kYGzzhZRbK+xOo= \r\n\r\n";
    const auto read = parse_http_head(head + "\x81\x01x");
    REQUIRE(read.has_value());
    CHECK(read->status == 101);
    CHECK(read->accepts_upgrade);
    CHECK(read->size == head.size());
    CHECK_FALSE(parse_http_head(head.substr(0, head.size() - 1)).has_value());
}

TEST_CASE("another key's accept is not taken") {
    const auto read = parse_http_head("HTTP/1.1 101 x\r\nSec-WebSocket-Accept: AAAA\r\n\r\n");
    REQUIRE(read.has_value());
    CHECK_FALSE(read->accepts_upgrade);
}

TEST_CASE("an answer's status and length are read, and what is not HTTP has no status") {
    const auto read = parse_http_head("HTTP/1.1 503 Busy\r\nContent-Length: 12\r\n\r\n");
    REQUIRE(read.has_value());
    CHECK(read->status == 503);
    CHECK(read->content_length == 12U);
    CHECK(parse_http_head("220 mail ready\r\n\r\n")->status == 0);
}

TEST_CASE("requests say what they are") {
    const auto upgrade = upgrade_request("localhost:8080", "/ws", "candour.v1");
    CHECK(upgrade.starts_with("GET /ws HTTP/1.1\r\nHost: localhost:8080\r\n"));
    CHECK(upgrade.find("\r\nSec-WebSocket-Protocol: candour.v1\r\n") != upgrade.npos);
    CHECK(upgrade.ends_with("\r\n\r\n"));
    const auto post = http_request("POST", "h:1", "/api/rooms", "{}");
    CHECK(post.find("\r\nContent-Length: 2\r\n") != post.npos);
    CHECK(post.ends_with("\r\n\r\n{}"));
}

}  // namespace
}  // namespace candour::load
