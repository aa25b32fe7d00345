#include "server/net/reply.hpp"

#include "server/net/http_text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <ostream>
#include <string>

namespace candour::net {
namespace {

const std::string identity = "plain", brotli = "br", gzip = "gz";

std::span<const std::byte> bytes(const std::string& text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

Page asset() {
    return {.content_type = "text/css; charset=utf-8",
            .bytes = bytes(identity),
            .brotli = bytes(brotli),
            .gzip = bytes(gzip),
            .etag = "\"1a2b\"",
            .immutable = true};
}

std::string value_of(const Reply& reply, std::string_view name) {
    for (const auto& [each, value] : reply.fields)
        if (each == name) return value;
    return {};
}

TEST_CASE("Accept-Encoding: the best of what the browser takes") {
    const struct {
        std::string_view said;
        std::string_view body;
        std::string_view coding;
    } rows[] = {
        {"", "plain", ""},
        {"gzip, deflate, br", "br", "br"},
        {"gzip, deflate", "gz", "gzip"},
        {"GZIP", "gz", "gzip"},
        {"br;q=0, gzip;q=0.5", "gz", "gzip"},
        {"br;q=0.000, gzip;q=0", "plain", ""},
        {"*", "br", "br"},
        {"*;q=0", "plain", ""},
        {"*;q=0, gzip", "gz", "gzip"},
        {"identity", "plain", ""},
        {"brotli, xgzip", "plain", ""},
        {" , ;q=1 ,,", "plain", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.said);
        const auto reply = file_reply(asset(), {row.said, ""});
        CHECK(reply.body() == row.body);
        CHECK(value_of(reply, "Content-Encoding") == row.coding);
        CHECK(value_of(reply, "Vary") == "Accept-Encoding");
    }
}

TEST_CASE("If-None-Match: 304 without a body when the browser has these very bytes") {
    const struct {
        std::string_view encoding;
        std::string_view said;
        unsigned status;
    } rows[] = {
        {"", "", 200},
        {"", "\"1a2b\"", 304},
        {"", "W/\"1a2b\"", 304},
        {"", "\"other\", \"1a2b\"", 304},
        {"", "*", 304},
        {"", "\"1a2\"", 200},
        {"br", "\"1a2b\"", 200},  // the plain form is another representation
        {"br", "\"1a2b-br\"", 304},
        {"gzip", "\"1a2b-gzip\"", 304},
    };
    for (const auto& row : rows) {
        CAPTURE(row.said);
        const auto reply = file_reply(asset(), {row.encoding, row.said});
        CHECK(reply.status == row.status);
        if (reply.status == 304) CHECK(reply.body().empty());
    }
}

TEST_CASE("a file whose name changes with its content is kept, any other is asked for again") {
    auto page = asset();
    CHECK(file_reply(page, {}).cache == "public, max-age=31536000, immutable");
    page.immutable = false;
    CHECK(file_reply(page, {}).cache == "no-cache");
}

TEST_CASE("every answer has the security headers, and none allows what stands inline") {
    const std::chrono::system_clock::time_point now{std::chrono::seconds(784'111'777)};
    for (const auto& reply :
         {json_reply(201, "{}"), text_reply("text/plain", "x"),
          refusal_reply(refuse(RefusalCode::not_found)), file_reply(asset(), {})}) {
        const auto head = head_of(reply, {}, now);
        CHECK(head.find("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n") != head.npos);
        for (const auto* field :
             {"\r\nContent-Security-Policy: default-src 'none'; script-src 'self';",
              "frame-ancestors 'none'\r\n", "\r\nX-Content-Type-Options: nosniff\r\n",
              "\r\nReferrer-Policy: no-referrer\r\n",
              "\r\nPermissions-Policy: ", "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
              "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nCache-Control: "})
            CHECK(head.find(field) != head.npos);
        CHECK(head.find("unsafe") == head.npos);
        CHECK(head.ends_with("\r\n\r\n"));
    }
}

TEST_CASE("a refusal has the status of its code, and says when to come back") {
    auto refusal = refuse(RefusalCode::server_full);
    refusal.retry_after = std::chrono::seconds(30);
    const auto reply = refusal_reply(refusal);
    CHECK(reply.status == 503);
    CHECK(value_of(reply, "Retry-After") == "30");
    CHECK(reply.content_type == "application/json");
    CHECK(reply.body().find("\"code\":\"server_full\"") != std::string_view::npos);
    CHECK(refusal_reply(refuse(RefusalCode::too_many_requests)).status == 429);
    CHECK(refusal_reply(refuse(RefusalCode::unsupported_media)).status == 415);
    CHECK(refusal_reply(refuse(RefusalCode::message_too_large)).status == 413);
}

TEST_CASE("lists of a header") {
    CHECK(has_token("keep-alive, Upgrade", "upgrade"));
    CHECK(has_token("candour.v1", "candour.v1"));
    CHECK_FALSE(has_token("candour.v1.1, xcandour.v1", "candour.v1"));
    CHECK_FALSE(has_token("", "upgrade"));
    CHECK(trimmed(" \t a b\t ") == "a b");
    CHECK(trimmed("  ").empty());
}

}  // namespace
}  // namespace candour::net
