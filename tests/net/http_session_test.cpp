#include "server/net/http_session.hpp"

#include "server/app/limits.hpp"
#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::net {
namespace {

using test::Client;
using test::World;

std::string request(std::string_view first_line, std::string_view more = {}) {
    return std::string(first_line) + " HTTP/1.1\r\nHost: polls.example\r\n" + std::string(more) +
           "\r\n";
}

std::string post_deck(std::string_view deck, std::string_view more = {}) {
    return request("POST /api/rooms", "Content-Type: application/json\r\nContent-Length: " +
                                          std::to_string(deck.size()) + "\r\n" +
                                          std::string(more)) +
           std::string(deck);
}

constexpr std::string_view small_deck =
    R"({"format":"candour.deck/1","title":"A deck","slides":[
        {"kind":"content","id":"hello","title":"Hello",
         "picture":{"src":"data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=","alt":"a dot"}},
        {"kind":"word_cloud","id":"mood","prompt":"A word?"}]})";

TEST_CASE("one line, many requests") {
    World world;
    Client client(world);
    auto answer = client.ask(request("GET /"));
    CHECK(answer.status == 200);
    CHECK(answer.body == "<p>phone</p>");
    CHECK(answer.fields["cache-control"] == "no-store");
    CHECK(answer.fields["content-type"] == "text/html; charset=utf-8");
    CHECK(client.ask(request("GET /f/ABCD-EFGH")).body == "<p>desk</p>");
    CHECK(client.ask(request("GET /p/ABCDEFGH")).body == "<p>wall</p>");
    CHECK(client.ask(request("GET /livez")).status == 200);
    CHECK(client.ask(request("GET /readyz")).status == 200);
    CHECK(client.ask(request("GET /metrics")).body == "candour_rooms 1\n");
    world.services.metrics = nullptr;
    CHECK(client.ask(request("GET /metrics")).status == 404);

    answer = client.ask(request("GET /assets/app-1a2b.js", "Accept-Encoding: gzip, br\r\n"));
    CHECK(answer.body == "<br>");
    CHECK(answer.fields["content-encoding"] == "br");
    CHECK(answer.fields["cache-control"] == "public, max-age=31536000, immutable");
    answer = client.ask(request("GET /assets/app-1a2b.js", "If-None-Match: \"1a2b\"\r\n"), true);
    CHECK(answer.status == 304);

    answer = client.ask(request("HEAD /"), true);
    CHECK(answer.status == 200);
    CHECK(answer.fields["content-length"] == "12");
    // Two at once, answered in order.
    client.say(request("GET /livez") + request("GET /"));
    CHECK(client.answer().body == "alive\n");
    CHECK(client.answer().body == "<p>phone</p>");
    CHECK_FALSE(client.hung_up);
}

TEST_CASE("a deck opens a room, whose links and picture are there") {
    World world;
    Client client(world);
    auto answer = client.ask(post_deck(small_deck));
    CHECK(answer.status == 201);
    REQUIRE(answer.body.starts_with(R"({"type":"room_opened","code":")"));
    const auto code = answer.body.substr(answer.body.find("code\":\"") + 7, 8);
    CHECK(answer.body.find("\"http://polls.example/j/" + code + "#") != answer.body.npos);
    CHECK(answer.body.find("\"http://polls.example/f/" + code + "#") != answer.body.npos);
    CHECK(answer.body.find("\"http://polls.example/p/" + code + "#") != answer.body.npos);

    answer = client.ask(request("GET /media/" + code + "/hello"));
    CHECK(answer.status == 200);
    CHECK(answer.fields["content-type"] == "image/gif");
    CHECK(answer.body.starts_with("GIF89a"));
    CHECK(client.ask(request("GET /media/" + code + "/mood")).status == 404);
    CHECK(client.ask(request("GET /media/ABCDEFGH/hello")).status == 404);

    // A page of ours knows the scheme; the operator knows better still.
    answer = client.ask(post_deck(small_deck, "Origin: https://polls.example\r\n"));
    CHECK(answer.body.find("\"https://polls.example/j/") != answer.body.npos);
    world.services.public_url = "https://polls.example.org";
    answer = client.ask(post_deck(small_deck));
    CHECK(answer.body.find("\"https://polls.example.org/j/") != answer.body.npos);
}

TEST_CASE("whoever lists rooms is told which are live, and nothing of one that is not there") {
    World world;
    Client client(world);
    const auto opened = client.ask(post_deck(small_deck));
    const auto code = opened.body.substr(opened.body.find("code\":\"") + 7, 8);
    CHECK(client.ask(request("GET /api/rooms/" + code)).body ==
          R"({"type":"room_state","phase":"live"})");
    const auto none = client.ask(request("GET /api/rooms/ABCDEFGH"));
    CHECK(none.status == 404);
    CHECK(none.body.find("room_not_found") != none.body.npos);
}

std::string check_deck(std::string_view deck) {
    return request("POST /api/decks/check", "Content-Type: application/json\r\nContent-Length: " +
                                                std::to_string(deck.size()) + "\r\n") +
           std::string(deck);
}

TEST_CASE("a deck that is checked is counted, or gets all its faults, and opens no room") {
    World world;
    Client client(world);
    auto answer = client.ask(check_deck(small_deck));
    CHECK(answer.status == 200);
    CHECK(answer.body == R"({"type":"deck_checked","slides":2,"questions":1})");
    answer = client.ask(check_deck(R"({"format":"candour.deck/1","title":"","slides":[]})"));
    CHECK(answer.status == 422);
    const auto refused = parse_deck_refused(answer.body);
    REQUIRE(refused.has_value());
    CHECK(refused->errors.size() == 2);
    CHECK(world.shards.figures().rooms == 0);
}

TEST_CASE("the studio frames its preview, and nothing else of ours is framed") {
    World world;
    Client client(world);
    const auto policy = [&](std::string_view path) {
        return client.ask(request("GET " + std::string(path))).fields["content-security-policy"];
    };
    CHECK(policy("/studio").ends_with("frame-src 'self'; frame-ancestors 'none'"));
    CHECK(policy("/studio/preview").ends_with("frame-ancestors 'self'"));
    CHECK(policy("/studio/preview").find("frame-src") == std::string::npos);
    for (const char* path : {"/", "/j/ABCDEFGH", "/f/ABCDEFGH", "/p/ABCDEFGH", "/livez"})
        CHECK(policy(path).ends_with("form-action 'self'; frame-ancestors 'none'"));
}

TEST_CASE("a bad deck gets all its faults") {
    World world;
    Client client(world);
    const auto answer = client.ask(post_deck(R"({"format":"candour.deck/9","slides":[]})"));
    CHECK(answer.status == 422);
    CHECK(answer.body.starts_with(R"({"type":"deck_refused")"));
    CHECK(answer.body.find("$.format") != answer.body.npos);
    CHECK(answer.body.find("$.title") != answer.body.npos);
    CHECK(answer.body.find("$.slides") != answer.body.npos);
    CHECK(client.ask(post_deck("not json")).status == 422);
}

TEST_CASE("a body where none is asked for is read, and the answer is that to the whole request") {
    World world;
    Client client(world);
    const auto answer = client.ask(
        request("GET /assets/app-1a2b.js", "If-None-Match: \"1a2b\"\r\nContent-Length: 3\r\n") +
            "abc",
        true);
    CHECK(answer.status == 304);
    CHECK(client.ask(request("GET /livez")).status == 200);
}

TEST_CASE(
    "the server answers to addresses and to its own names, in Host and in an absolute target") {
    World world;
    world.services.public_url = "https://polls.example.org";
    const auto status = [&world](const std::string& host, const std::string& target = "/livez") {
        Client client(world);
        return client.ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };
    for (const char* host : {"127.0.0.1", "127.0.0.1:8080", "10.1.2.3:80", "[::1]", "[::1]:8080",
                             "localhost", "LocalHost:1", "localhost.", "polls.example",
                             "Polls.Example:8443", "polls.example.org", "polls.example.org.:443"}) {
        CAPTURE(host);
        CHECK(status(host) == 200);
    }
    for (const char* host :
         {"evil.example", "polls.example.evil", "127.0.0.1.evil.example", "localhost.evil.example",
          "xpolls.example", "polls.example.org.evil"}) {
        CAPTURE(host);
        CHECK(status(host) == 421);
    }
    CHECK(status("polls.example", "http://polls.example/livez?x") == 200);
    CHECK(status("127.0.0.1", "HTTP://localhost:9/livez") == 200);
    CHECK(status("127.0.0.1", "http://polls.example") == 200);  // its first page
    CHECK(status("127.0.0.1", "http://evil.example/livez") == 421);
    CHECK(status("evil.example", "http://localhost/livez") == 200);  // Host is not looked at
}

TEST_CASE("every refusal has its status, a body that a program reads, and the security headers") {
    World world;
    const struct {
        std::string name;
        std::string request;
        int status;
        std::string code;
        bool lives;
    } rows[] = {
        {"no such page", request("GET /nowhere"), 404, "not_found", true},
        {"no such asset", request("GET /assets/app-9z.js"), 404, "not_found", true},
        {"pages only by their address", request("GET /index.html"), 404, "not_found", true},
        {"out of the site", request("GET /../../etc/passwd"), 404, "not_found", true},
        {"a picture of no room's code", request("GET /media/ABCDEFG/mood"), 404, "not_found", true},
        {"a picture of a room that is none", request("GET /media/ABCDEFGH/mood"), 404, "not_found",
         true},
        {"a picture without a slide", request("GET /media/ABCDEFGH/"), 404, "not_found", true},
        {"a page takes no PUT", request("PUT /"), 405, "wrong_method", true},
        {"a method that nobody knows", request("BREW /"), 405, "wrong_method", true},
        {"rooms are posted", request("GET /api/rooms"), 405, "wrong_method", true},
        {"no JSON",
         request("POST /api/rooms", "Content-Type: text/plain\r\nContent-Length: 2\r\n") + "{}",
         415, "unsupported_media", true},
        {"no type", request("POST /api/rooms", "Content-Length: 2\r\n") + "{}", 415,
         "unsupported_media", true},
        {"from another site's page", post_deck("{}", "Origin: https://evil.example\r\n"), 403,
         "not_allowed", true},
        {"a deck over 4 MB",
         request("POST /api/rooms",
                 "Content-Type: application/json\r\nContent-Length: 4194561\r\n"),
         413, "message_too_large", false},
        {"a body where none belongs", request("GET /", "Content-Length: 1025\r\n"), 413,
         "message_too_large", false},
        {"a head over 8 kB", request("GET /", "X: " + std::string(9'000, 'x') + "\r\n"), 431,
         "message_too_large", false},
        {"not HTTP", "\x16\x03\x01 hello\r\n\r\n", 400, "bad_message", false},
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400, "bad_message", false},
        {"two lengths", request("GET /", "Content-Length: 1\r\nContent-Length: 2\r\n"), 400,
         "bad_message", false},
        {"two Hosts", request("GET /", "Host: polls.example\r\n"), 400, "bad_message", false},
        {"a Host with a path", "GET / HTTP/1.1\r\nHost: polls.example/a\r\n\r\n", 400,
         "bad_message", false},
        {"a Host with a user", "GET / HTTP/1.1\r\nHost: me@polls.example\r\n\r\n", 400,
         "bad_message", false},
        {"a Host that is no name", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "bad_message",
         false},
        {"a port that is none", "GET / HTTP/1.1\r\nHost: polls.example:80a\r\n\r\n", 400,
         "bad_message", false},
        {"a name that is not ours", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421,
         "not_allowed", false},
        {"a target that is not ours",
         "GET http://evil.example/ HTTP/1.1\r\nHost: polls.example\r\n\r\n", 421, "not_allowed",
         false},
        {"a coding that we do not know", request("GET /", "Transfer-Encoding: gzip\r\n"), 501,
         "bad_message", false},
        {"a coding before chunked", request("GET /", "Transfer-Encoding: gzip, chunked\r\n"), 501,
         "bad_message", false},
        {"chunked twice", request("GET /", "Transfer-Encoding: chunked, chunked\r\n"), 400,
         "bad_message", false},
        {"chunked in two lines",
         request("GET /", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400,
         "bad_message", false},
        {"a length beside chunked",
         request("GET /", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400,
         "bad_message", false},
        {"chunked in HTTP/1.0",
         "GET / HTTP/1.0\r\nHost: polls.example\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
         "bad_message", false},
        {"a header without a name", request("GET /", ": x\r\n"), 400, "bad_message", false},
        {"no handshake", request("GET /ws"), 426, "bad_message", true},
        {"another version",
         request("GET /ws",
                 "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"),
         426, "bad_message", true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(world);
        auto answer = client.ask(row.request);
        CHECK(answer.status == row.status);
        CHECK(answer.body.starts_with(R"({"type":"refusal","code":")" + row.code + "\""));
        CHECK(answer.fields["content-type"] == "application/json");
        CHECK(answer.fields["cache-control"] == "no-store");
        CHECK(answer.fields["content-security-policy"].starts_with("default-src 'none'"));
        CHECK(answer.fields["content-security-policy"].find("unsafe") == std::string::npos);
        if (row.status == 405) CHECK_FALSE(answer.fields["allow"].empty());
        if (row.lives)
            CHECK(client.ask(request("GET /livez")).status == 200);
        else
            CHECK(client.is_hung_up());
    }
}

TEST_CASE("every bad handshake is refused before it is a connection") {
    World world;
    const std::string good = Client::handshake();
    const auto with = [&good](std::string_view old, std::string_view fresh) {
        auto changed = good;
        changed.replace(changed.find(old), old.size(), fresh);
        return changed;
    };
    const struct {
        std::string name;
        std::string request;
        int status;
    } rows[] = {
        {"good", good, 101},
        {"from our own page", Client::handshake("Origin: https://Polls.Example\r\n"), 101},
        {"several protocols", with("candour.v1", "chat, candour.v1"), 101},
        {"no protocol", with("Sec-WebSocket-Protocol: candour.v1\r\n", ""), 400},
        {"another protocol", with("candour.v1", "candour.v2"), 400},
        {"another site's page", Client::handshake("Origin: https://evil.example\r\n"), 403},
        {"a sandboxed page", Client::handshake("Origin: null\r\n"), 403},
        {"a name that begins like ours", Client::handshake("Origin: http://polls.example.evil\r\n"),
         403},
        {"no key", with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), 400},
        {"a key that is not base64", with("dGhlIHNhbXBsZSBub25jZQ==", "!GhlIHNhbXBsZSBub25jZQ=="),
         400},
        {"a key of 15 bytes", with("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j"), 400},
        {"two keys", Client::handshake("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), 400},
        {"a body", Client::handshake("Content-Length: 2\r\n") + "{}", 400},
        {"a short key", with("dGhlIHNhbXBsZSBub25jZQ==", "dGhl"), 400},
        {"no upgrade", with("Upgrade: websocket\r\n", ""), 426},
        {"another version", with("Version: 13", "Version: 12"), 426},
        {"HTTP/1.0", with("HTTP/1.1", "HTTP/1.0"), 400},
        {"POST", with("GET /ws", "POST /ws"), 405},
        {"frames before the answer", good + test::client_frame(test::Opcode::text, "{}"), 400},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(world);
        const auto answer = client.ask(row.request, row.status == 101);
        CHECK(answer.status == row.status);
        if (row.status != 101) CHECK(answer.body.starts_with(R"({"type":"refusal")"));
    }
}

TEST_CASE("a deck that waits to be asked for is asked for; one in chunks is taken") {
    World world;
    Client client(world);
    client.say(request("POST /api/rooms",
                       "Content-Type: application/json; charset=utf-8\r\n"
                       "Expect: 100-continue\r\nContent-Length: 2\r\n"));
    REQUIRE(world.until([&] {
        client.read();
        return client.in == "HTTP/1.1 100 Continue\r\n\r\n";
    }));
    client.in.clear();
    CHECK(client.ask("{}").status == 422);

    client.say(request("POST /api/rooms",
                       "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
    CHECK(client.ask("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n").status == 422);
}

TEST_CASE("a chunk's header has a bound too") {
    World world;
    Client client(world);
    client.say(request("POST /api/rooms",
                       "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
    const auto answer = client.ask("1;" + std::string(60'000, 'x'));
    CHECK(answer.status == 413);
    CHECK(client.is_hung_up());
}

TEST_CASE("who says nothing, or half of something, is sent away") {
    World world;
    const auto ticks_until_gone = [&world](Client& client) {
        int ticks = 0;
        for (; ticks < 100 && !client.hung_up; ++ticks) {
            world.net.deadlines().tick();
            for (int i = 0; i < 20; ++i) world.context().poll();
            client.read();
        }
        return ticks;
    };
    Client silent(world), slow(world), idle(world), stuck(world);
    slow.say("GET / HTT");
    CHECK(idle.ask(request("GET /livez")).status == 200);
    stuck.say(
        request("POST /api/rooms", "Content-Type: application/json\r\nContent-Length: 100\r\n") +
        "{");
    for (int i = 0; i < 100; ++i) world.context().poll();
    const auto head = app::limits::request_head_within.count();
    const auto body = app::limits::request_body_within.count();
    CHECK(ticks_until_gone(silent) <= head + 2);
    CHECK(ticks_until_gone(slow) <= 2);
    CHECK(ticks_until_gone(idle) <= app::limits::keep_alive.count() - head + 2);
    // Whether this caller may open a room is asked on another thread, which takes as long as it
    // takes.
    const auto opener = app::limits::answer_within.count();
    CHECK(ticks_until_gone(stuck) <= opener + body + app::limits::goodbye_within.count() + 2);
}

TEST_CASE("HTTP/1.0 and Connection: close end the line") {
    World world;
    for (const auto& said : {std::string("GET /livez HTTP/1.0\r\n\r\n"),
                             request("GET /livez", "Connection: close\r\n")}) {
        Client client(world);
        CHECK(client.ask(said).status == 200);
        CHECK(client.is_hung_up());
    }
}

}  // namespace
}  // namespace candour::net
