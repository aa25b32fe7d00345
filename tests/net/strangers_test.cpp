// What strangers may do over HTTP, by the address that they come from and the pass that they have.
#include "server/app/limits.hpp"
#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace candour::net {
namespace {

using namespace test;
namespace limits = app::limits;

constexpr std::string_view deck =
    R"({"format":"candour.deck/1","title":"A deck","slides":[{"id":"mood","kind":"word_cloud","prompt":"A word?"}]})";

std::string ask_for_a_room(std::string_view more = {}) {
    return "POST /api/rooms HTTP/1.1\r\nHost: polls.example\r\nContent-Type: application/json\r\n" +
           std::string(more) + "Content-Length: " + std::to_string(deck.size()) + "\r\n\r\n" +
           std::string(deck);
}

std::string get(std::string_view path, std::string_view from) {
    return "GET " + std::string(path) +
           " HTTP/1.1\r\nHost: polls.example\r\nX-Forwarded-For: " + std::string(from) + "\r\n\r\n";
}

/// A server behind a proxy on this machine, whose word is believed.
struct Proxied : World {
    explicit Proxied(app::Bounds bounds = {}) : World(bounds) {
        services.trusted_proxies = {*app::read_network("127.0.0.0/8")};
        services.on_trouble = [this](const std::string& sentence) { told.push_back(sentence); };
    }
    void ask_for_passes(std::string contact = {}) {
        auto find = [this](std::string_view token)
            -> boost::system::result<std::optional<std::uint64_t>, std::error_code> {
            if (unreadable) return std::make_error_code(std::errc::bad_message);
            if (token == "the-pass-of-the-wards") return std::optional<std::uint64_t>(1);
            return std::optional<std::uint64_t>();
        };
        services.openers = std::make_shared<Openers>(std::move(find), std::move(contact));
    }
    bool unreadable = false;
    std::vector<std::string> told;
};

}  // namespace

TEST_CASE("without a pass no room is opened, nor a deck read; the refusal says whom to ask") {
    Proxied world;
    world.ask_for_passes("it@hospital.example");
    for (const auto* said : {"", "Authorization: Basic YTpi\r\n", "Authorization: Bearer\r\n",
                             "Authorization: Bearer the-pass-of-nobody\r\n"}) {
        CAPTURE(said);
        Client client(world);
        // All but the body, of which no byte is waited for.
        const std::string whole = ask_for_a_room(said);
        auto answer = client.ask(whole.substr(0, whole.size() - deck.size()));
        CHECK(answer.status == 401);
        CHECK(answer.fields["www-authenticate"] == "Bearer");
        CHECK(answer.body.find(R"("code":"pass_needed")") != answer.body.npos);
        CHECK(answer.body.find("Ask it@hospital.example for one.") != answer.body.npos);
        CHECK(answer.fields["connection"] == "close");
    }
    CHECK(world.shards.figures().rooms == 0);
    Client client(world);
    CHECK(client.ask(ask_for_a_room("Authorization: bearer the-pass-of-the-wards\r\n")).status ==
          201);
    CHECK(world.shards.figures().rooms == 1);
}

TEST_CASE("while nobody can read who has a pass, nobody opens a room") {
    Proxied world;
    world.ask_for_passes();
    world.unreadable = true;
    Client client(world);
    const auto answer =
        client.ask(ask_for_a_room("Authorization: Bearer the-pass-of-the-wards\r\n"));
    CHECK(answer.status == 503);
    CHECK(answer.body.find(R"("code":"not_kept")") != answer.body.npos);
}

TEST_CASE("one address opens so many rooms, and the next one is not held to that") {
    Proxied world;
    const std::string from_one = ask_for_a_room("X-Forwarded-For: 203.0.113.5\r\n");
    int opened = 0;
    for (; opened < 1'000; ++opened) {
        Client client(world);
        auto answer = client.ask(from_one);
        if (answer.status == 201) continue;
        CHECK(answer.status == 429);
        CHECK(answer.fields["retry-after"] == "10");
        break;
    }
    CHECK(opened == static_cast<int>(limits::rooms_opened_burst));
    Client other(world);
    CHECK(other.ask(ask_for_a_room("X-Forwarded-For: 203.0.113.6\r\n")).status == 201);
    // What somebody claims in front of the proxy changes nothing.
    Client pretends(world);
    CHECK(pretends.ask(ask_for_a_room("X-Forwarded-For: 198.51.100.1, 203.0.113.5\r\n")).status ==
          429);
}

TEST_CASE("pictures are no way to guess faster") {
    Proxied world;
    Client client(world);
    for (int guess = 0; guess < limits::wrong_codes_per_connection; ++guess)
        CHECK(client.ask(get("/media/ABCDEFGH/hello", "203.0.113.5")).status == 404);
    const auto before = std::chrono::steady_clock::now();
    CHECK(client.ask(get("/media/ABCDEFGH/hello", "203.0.113.5")).status == 404);
    CHECK(std::chrono::steady_clock::now() - before >= limits::guess_takes);
    // Who asks for what is there has not guessed, and is not slowed by who did.
    const auto room = world.open_room();
    Client honest(world);
    for (int picture = 0; picture < 10; ++picture)
        CHECK(honest.ask(get("/media/" + room.code.str() + "/mood", "203.0.113.6")).status == 404);
    CHECK(std::chrono::steady_clock::now() - before < 2 * limits::guess_takes);
}

TEST_CASE("one address leaves sockets to others, whoever brings it") {
    Proxied world({.people = 8});
    std::vector<std::unique_ptr<Client>> sockets;
    for (int socket = 0; socket < 6; ++socket) {
        sockets.push_back(std::make_unique<Client>(world));
        CHECK(sockets.back()->ask(get("/livez", "203.0.113.5")).status == 200);
    }
    Client one_more(world);
    auto answer = one_more.ask(get("/livez", "203.0.113.5"));
    CHECK(answer.status == 503);
    CHECK(answer.body.find(R"("code":"server_full")") != answer.body.npos);
    CHECK(one_more.is_hung_up());
    Client other(world);
    CHECK(other.ask(get("/livez", "2001:db8::1")).status == 200);
    sockets.pop_back();
    CHECK(world.until([&] {
        Client again(world);
        return again.ask(get("/livez", "203.0.113.5")).status == 200;
    }));
}

TEST_CASE("a connection is of the address that its handshake came from") {
    Proxied world;
    const auto room = world.open_room();
    const auto say_wrong_code = [](Client& client) {
        client.say_frame(Opcode::text,
                         R"({"type":"hello","version":1,"role":"participant","code":"22222222"})");
        CHECK(client.frame().payload.find("room_not_found") != std::string::npos);
    };
    constexpr int all = static_cast<int>(limits::wrong_codes_address_burst);
    for (int guess = 0; guess < all + 10;) {
        Client client(world);
        REQUIRE(client.ask(Client::handshake("X-Forwarded-For: 203.0.113.5\r\n"), true).status ==
                101);
        for (int said = 0; said < limits::wrong_codes_per_connection; ++said, ++guess)
            if (world.shards.figures().held_back == 0) say_wrong_code(client);
    }
    CHECK(world.shards.figures().held_back > 0);
    const auto before = world.shards.figures().held_back;
    Client elsewhere(world);
    REQUIRE(elsewhere.ask(Client::handshake("X-Forwarded-For: 203.0.113.6\r\n"), true).status ==
            101);
    say_wrong_code(elsewhere);
    CHECK(world.shards.figures().held_back == before);
}

TEST_CASE("a proxy that no setting names is told to the operator once, without its address") {
    Proxied world;
    world.services.trusted_proxies.clear();
    for (int request = 0; request < 3; ++request) {
        Client client(world);
        CHECK(client.ask(get("/livez", "203.0.113.5")).status == 200);
    }
    REQUIRE(world.told.size() == 1);
    CHECK(world.told.front().find("trusted-proxies") != std::string::npos);
    CHECK(world.told.front().find("203.0.113.5") == std::string::npos);
    CHECK(world.told.front().find("127.0.0.1") == std::string::npos);
}

}  // namespace candour::net
