#include "server/net/connection.hpp"

#include "server/app/limits.hpp"
#include "tests/net/world.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::net {
namespace {

namespace limits = app::limits;
using test::Client;
using test::Opcode;
using test::World;

TEST_CASE("join, ping, pong, goodbye") {
    World world;
    const auto room = world.open_room();
    Client client(world);
    client.join(room);

    client.say_frame(Opcode::text, R"({"type":"ping"})");
    CHECK(client.frame().payload == R"({"type":"pong"})");
    client.say_frame(Opcode::ping, "are you there");
    const auto pong = client.frame();
    CHECK(pong.opcode == Opcode::pong);
    CHECK(pong.payload == "are you there");

    client.say_frame(Opcode::close, std::string("\x03\xE8", 2));
    const auto goodbye = client.frame();
    CHECK(goodbye.opcode == Opcode::close);
    CHECK(goodbye.close_code() == 1000);
    CHECK(client.is_hung_up());
    CHECK(world.until([&] { return world.shards.figures().participants == 0; }));
}

TEST_CASE("a message may come in any pieces") {
    World world;
    Client client(world);
    client.upgrade();
    const std::string ping = R"({"type":"ping"})";

    for (const char byte : test::client_frame(Opcode::text, ping)) client.say({&byte, 1});
    CHECK(client.frame().payload.find("hello_first") != std::string::npos);

    client.say_frame(Opcode::text, ping.substr(0, 3), false);
    client.say_frame(Opcode::ping, "between");
    client.say_frame(Opcode::more, "", false);
    client.say_frame(Opcode::more, ping.substr(3));
    CHECK(client.frame().opcode == Opcode::pong);
    CHECK(client.frame().payload.find("hello_first") != std::string::npos);

    // Ten in one segment.
    std::string many;
    for (int i = 0; i < 10; ++i) many += test::client_frame(Opcode::text, ping);
    client.say(many);
    for (int i = 0; i < 10; ++i)
        CHECK(client.frame().payload.find("hello_first") != std::string::npos);
}

TEST_CASE("binary, too large for words, too large for anything") {
    World world;
    Client client(world);
    client.upgrade();
    client.say_frame(Opcode::binary, std::string(1'000, '\0'));
    CHECK(client.frame().payload.find("\"not_text\"") != std::string::npos);
    client.say_frame(Opcode::text, std::string(20'000, 'x'));
    CHECK(client.frame().payload.find("\"message_too_large\"") != std::string::npos);
    client.say_frame(Opcode::text, std::string(limits::max_read_bytes, 'x'));
    CHECK(client.frame().payload.find("\"message_too_large\"") != std::string::npos);
    client.say_frame(Opcode::binary, std::string(limits::max_read_bytes, 'x'));
    CHECK(client.frame().payload.find("\"not_text\"") != std::string::npos);
    CHECK_FALSE(client.hung_up);

    client.say_frame(Opcode::text, std::string(limits::max_read_bytes + 1, 'x'));
    const auto goodbye = client.frame();
    CHECK(goodbye.opcode == Opcode::close);
    CHECK(goodbye.close_code() == 1009);
    CHECK(client.is_hung_up());
}

TEST_CASE("what breaks the framing ends the connection, with the code of RFC 6455, 7.4.1") {
    World world;
    const std::string mask = "\x01\x02\x03\x04";
    const std::string largest = std::string("\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10) + mask;
    const std::string high_bit = std::string("\x81\xFF\x80\0\0\0\0\0\0\1", 10) + mask;
    const auto more = test::client_frame(Opcode::more, "x");
    const auto start = test::client_frame(Opcode::text, "x", false);
    const struct {
        std::string name;
        std::string bytes;
        unsigned code;
    } rows[] = {
        {"unmasked", "\x81\x02{}", 1002},
        {"reserved bit", "\xC1\x80" + mask, 1002},
        {"reserved opcode", "\x83\x80" + mask, 1002},
        {"fragmented ping", "\x09\x80" + mask, 1002},
        {"long ping", test::client_frame(Opcode::ping, std::string(126, 'x')), 1002},
        {"continuation of nothing", more, 1002},
        {"a new message inside one", start + test::client_frame(Opcode::text, "y"), 1002},
        {"a length written longer than needed", std::string("\x81\xFE\0\1", 4) + mask + "x", 1002},
        {"a 64-bit length with all bits", largest, 1009},
        {"a 64-bit length with its high bit", high_bit, 1009},
        {"fragments that overflow together",
         start + "\x80\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF" + mask, 1009},
        {"not UTF-8", test::client_frame(Opcode::text, "\xFF\xFE"), 1007},
        {"half a character at the end", test::client_frame(Opcode::text, "\xE2\x82"), 1007},
        {"a close code that nobody may use", test::client_frame(Opcode::close, "\x03\xED"), 1002},
        {"a close reason that is not UTF-8", test::client_frame(Opcode::close, "\x03\xE8\xFF"),
         1002},
        {"a close of one byte", test::client_frame(Opcode::close, "x"), 1002},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(world);
        client.upgrade();
        client.say(row.bytes);
        const auto goodbye = client.frame();
        CHECK(goodbye.opcode == Opcode::close);
        CHECK(goodbye.close_code() == row.code);
        CHECK(client.is_hung_up());
    }
}

TEST_CASE("twenty refusals in a row are the last") {
    World world;
    Client client(world);
    client.upgrade();
    for (int i = 0; i < limits::max_refused_in_row; ++i) client.say_frame(Opcode::text, "nonsense");
    for (int i = 0; i < limits::max_refused_in_row; ++i)
        CHECK(client.frame().payload.find("malformed_json") != std::string::npos);
    const auto goodbye = client.frame();
    CHECK(goodbye.close_code() == static_cast<unsigned>(CloseCode::refused_too_often));
    CHECK(goodbye.payload.substr(2) == "refused_too_often");
    client.say_frame(Opcode::close, goodbye.payload);
    CHECK(client.is_hung_up());
}

TEST_CASE("pings, pongs and empty fragments are metered like messages") {
    World world;
    const struct {
        std::string name;
        std::string first;
        std::string again;
    } rows[] = {{"pings", "", test::client_frame(Opcode::ping, "")},
                {"pongs", "", test::client_frame(Opcode::pong, "x")},
                {"empty fragments", test::client_frame(Opcode::text, "", false),
                 test::client_frame(Opcode::more, "", false)},
                {"fragments", test::client_frame(Opcode::binary, "a", false),
                 test::client_frame(Opcode::more, "b", false)}};
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(world);
        client.upgrade();
        std::string many = row.first;
        for (int i = 0; i < 200; ++i) many += row.again;
        client.say(many);
        auto frame = client.frame();
        while (frame.opcode == Opcode::pong) frame = client.frame();
        CHECK(frame.opcode == Opcode::close);
        CHECK(frame.close_code() == 4003);
    }
}

TEST_CASE("a close code is taken or refused as RFC 6455 and IANA have it") {
    World world;
    const auto answer_to = [&world](unsigned code) {
        Client client(world);
        client.upgrade();
        const std::string payload{static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
        client.say_frame(Opcode::close, payload);
        return client.frame().close_code();
    };
    for (const unsigned code : {1000U, 1001U, 1011U, 1012U, 1013U, 3000U, 3999U, 4000U, 4999U})
        CHECK(answer_to(code) == code);
    CHECK(answer_to(1014) ==
          1000);  // Beast does not know it; what it says back is for us to choose
    for (const unsigned code :
         {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 2999U, 5000U, 5119U, 5120U, 65'535U})
        CHECK(answer_to(code) == 1002);
}

TEST_CASE("a restart says 1001 to everybody, and hangs up on who does not answer") {
    World world;
    const auto room = world.open_room();
    Client polite(world), deaf(world);
    polite.join(room);
    deaf.join(room);
    world.shards.at(0).audiences().close_all(CloseCode::restarting);
    const auto goodbye = polite.frame();
    CHECK(goodbye.close_code() == 1001);
    CHECK(deaf.frame().close_code() == 1001);
    polite.say_frame(Opcode::close, goodbye.payload);
    CHECK(polite.is_hung_up());
    CHECK(world.shards.figures().participants == 0);

    CHECK_FALSE(deaf.hung_up);
    for (int i = 0; i <= limits::goodbye_within.count() + 1; ++i) world.net.deadlines().tick();
    CHECK(deaf.is_hung_up());
}

TEST_CASE("who answers the goodbye but keeps the line is hung up on") {
    World world;
    Client client(world);
    client.upgrade();
    client.say_frame(Opcode::close, std::string("\x03\xE8", 2));
    CHECK(client.frame().close_code() == 1000);
    // Our side has ended; theirs stays open for as long as they like.
    error_code ec;
    for (int i = 0; i <= limits::goodbye_within.count() + 1; ++i) {
        world.net.deadlines().tick();
        for (int turn = 0; turn < 20; ++turn) world.context().poll();
    }
    CHECK(world.until([&] {
        client.pair.far_end.write_some(asio::buffer("x", 1), ec);
        return ec && ec != asio::error::would_block;
    }));
}

TEST_CASE("a line that breaks leaves the room at once") {
    World world;
    const auto room = world.open_room();
    {
        Client client(world);
        client.join(room);
        CHECK(world.shards.figures().participants == 1);
        client.pair.far_end.set_option(asio::socket_base::linger(true, 0));
    }
    CHECK(world.until([&] { return world.shards.figures().participants == 0; }));
}

TEST_CASE("a slow reader skips, and holds one write and one latest frame") {
    World world;
    const auto room = world.open_room();
    Client slow(world, 4'096, 4'096);
    Client quick(world);
    slow.join(room);
    quick.join(room);

    std::vector<app::Frame> made;
    constexpr int rounds = 200;
    const std::string padding(20'000, '.');
    std::string last_of_quick;
    for (int i = 0; i < rounds; ++i) {
        made.push_back(app::make_frame("tally " + std::to_string(i) + padding));
        const app::Broadcast broadcast{Revision(1'000'000), made.back(), made.back()};
        world.shards.at(0).audiences().offer(room.code, Role::participant, broadcast);
        const auto wanted = "tally " + std::to_string(i) + padding;
        REQUIRE(world.until([&] {
            quick.read();
            while (auto frame = test::take_frame(quick.in)) last_of_quick = frame->payload;
            return last_of_quick == wanted;
        }));
    }
    std::size_t held = 0;
    for (const auto& frame : made) held += frame.use_count() > 1 ? 1U : 0U;
    CHECK(held <= 3);  // in flight, latest in the outbox, latest of the audience

    // What it does get is whole, in order, and ends with the newest.
    int frames = 0, newest = -1;
    CHECK(world.until([&] {
        slow.read(3'000);
        while (auto frame = test::take_frame(slow.in)) {
            if (!frame->payload.starts_with("tally ")) continue;
            const int number = std::stoi(frame->payload.substr(6));
            CHECK(frame->payload.size() == padding.size() + 6 + std::to_string(number).size());
            CHECK(number > newest);
            newest = number;
            ++frames;
        }
        return newest == rounds - 1;
    }));
    CHECK(frames < rounds / 4);
}

TEST_CASE("who never reads is cut off when too much of its own has piled up") {
    World world;
    Client client(world, 4'096, 4'096);
    client.upgrade();
    std::string flood;
    for (int i = 0; i < 15; ++i) flood += test::client_frame(Opcode::text, R"({"type":"ping"})");
    // Refusals, unread. After twenty the server says goodbye, which cannot go out either.
    for (int i = 0; i < 2; ++i) client.say(flood);
    for (int i = 0; i < 200; ++i) world.context().poll();
    for (int i = 0; i <= limits::goodbye_within.count() + 1; ++i) {
        world.net.deadlines().tick();
        for (int turn = 0; turn < 20; ++turn) world.context().poll();
    }
    CHECK(client.is_hung_up());
}

TEST_CASE("what is due in one turn leaves in one segment") {
    World world;
    const auto room = world.open_room();
    Client client(world);
    client.join(room);
    client.in.clear();
    auto& audiences = world.shards.at(0).audiences();
    const auto frame = app::make_frame("tally");
    audiences.tell(room.code, Role::participant, app::make_frame("own one"));
    audiences.tell(room.code, Role::participant, app::make_frame("own two"));
    audiences.offer(room.code, Role::participant, {Revision(99), frame, frame});
    std::string first;
    REQUIRE(world.until([&] {
        client.pair.read_far(first);
        return !first.empty();
    }));
    CHECK(test::take_frame(first)->payload == "own one");
    CHECK(test::take_frame(first)->payload == "own two");
    CHECK(test::take_frame(first)->payload == "tally");
    CHECK(first.empty());
}

TEST_CASE("ending everything at once leaves no seat behind") {
    World world;
    const auto room = world.open_room();
    Client seated(world), handshaking(world), asking(world);
    seated.join(room);
    handshaking.say("GET /ws HTTP/1.1\r\n");
    for (int i = 0; i < 20; ++i) world.context().poll();
    world.net.end_all();
    CHECK(world.until([&] { return world.shards.figures().participants == 0; }));
    CHECK(seated.is_hung_up());
    CHECK(handshaking.is_hung_up());
    CHECK(asking.is_hung_up());
}

}  // namespace
}  // namespace candour::net
