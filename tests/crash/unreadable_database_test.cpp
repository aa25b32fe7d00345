// A database that is not there to be read: the real server runs, says so to everybody who should
// know, leaves what it found as it is, and takes up again when the right one is back.
#include "tests/crash/folder.hpp"
#include "tests/crash/page.hpp"
#include "tests/crash/server.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace candour::crash {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

void move_all(const fs::path& from, const fs::path& to) {
    for (const char* name : {"candour.db", "candour.db-wal", "candour.db-shm"})
        if (fs::exists(from / name)) fs::rename(from / name, to / name);
}

/// The refusal that a hello gets, as text.
std::string turned_away(asio::io_context& context, std::uint16_t port, const Hello& hello) {
    std::string heard;
    const auto wire =
        come_in(context, port, hello, [&](const ServerMessage& message, std::string_view text) {
            if (std::holds_alternative<Refusal>(message)) heard = text;
        });
    REQUIRE(run_until(context, [&] { return !heard.empty(); }));
    wire->drop();
    return heard;
}

}  // namespace

TEST_CASE("a foreign or damaged database keeps a server waiting, and loses nothing") {
    Folder folder;
    const fs::path data = folder.path() / "data";
    const fs::path aside = folder.path() / "aside";
    fs::create_directory(aside);
    ServerProcess server(server_in(folder.path(), data));
    CAPTURE(server.said());
    asio::io_context context;
    server.start({});
    REQUIRE(server.port() != 0);
    const RoomOpened room = open_and_wait(context, server.port());
    Hello back = participant_of(room);
    {
        Page facilitator(context, server.port(), facilitator_of(room));
        Page phone(context, server.port(), participant_of(room));
        start_question(facilitator);
        REQUIRE(phone.ask(answer("10")) == "ack");
        back.ticket = phone.ticket();
    }
    server.kill();
    move_all(data, aside);

    std::string says;
    std::string found;
    SUBCASE("something else lies in its place") {
        found = "Minutes of the meeting of " + std::string(5000, '.');
        says = "not one of Candour's";
    }
    SUBCASE("its pages are garbage") {
        // The beginning of a database of ours, and nothing sound behind it.
        found = read(aside / "candour.db");
        if (found.size() < 4096) found = std::string("SQLite format 3\0", 16);
        found.resize(100);
        found += std::string(8092, '\x5a');
        says = "database";
    }
    write(data / "candour.db", found);

    server.start({});
    const std::uint16_t port = server.port();
    REQUIRE(port != 0);
    CHECK(get_and_wait(context, port, "/livez").status == 200);
    const Answer unready = get_and_wait(context, port, "/readyz");
    CHECK(unready.status == 503);
    CHECK(unready.body.find(says) != unready.body.npos);
    CHECK(unready.body.find(folder.path().string()) == unready.body.npos);
    CHECK(server.said().find((data / "candour.db").string()) != std::string::npos);
    CHECK(post_and_wait(context, port).status == 503);
    for (const Hello& hello : {facilitator_of(room), back}) {
        const std::string refusal = turned_away(context, port, hello);
        CHECK(refusal.find("\"not_kept\"") != refusal.npos);
        CHECK(refusal.find("cannot read what it has kept") != refusal.npos);
    }
    CHECK(read(data / "candour.db") == found);

    move_all(aside, data);
    REQUIRE(
        run_until(context, [&] { return get_and_wait(context, port, "/readyz").status == 200; }));
    Page phone(context, port, back);
    CHECK(stored(phone) == "10");
    CHECK(phone.ask(answer("01")) == "ack");
    CHECK(server.stop());
}

TEST_CASE("a database that is taken away while the server runs keeps answers waiting, not lost") {
    Folder folder;
    const fs::path data = folder.path() / "data";
    const fs::path aside = folder.path() / "aside";
    fs::create_directory(aside);
    ServerProcess server(server_in(folder.path(), data));
    CAPTURE(server.said());
    asio::io_context context;
    server.start({});
    const std::uint16_t port = server.port();
    REQUIRE(port != 0);
    const RoomOpened room = open_and_wait(context, port);
    Page facilitator(context, port, facilitator_of(room));
    Page phone(context, port, participant_of(room));
    start_question(facilitator);
    REQUIRE(phone.ask(answer("10")) == "ack");

    move_all(data, aside);
    const MessageId waits = phone.say(answer("01"));
    REQUIRE(run_until(context, [&] { return facilitator.was_told_that_it_fails(); }));
    CHECK(get_and_wait(context, port, "/readyz").status == 503);
    CHECK(phone.came_of(waits).empty());

    move_all(aside, data);
    REQUIRE(run_until(context, [&] { return phone.came_of(waits) == "ack"; }));
    CHECK(get_and_wait(context, port, "/readyz").status == 200);
    server.kill();
    server.start({});
    Hello back = participant_of(room);
    back.ticket = phone.ticket();
    REQUIRE(server.port() != 0);
    Page again(context, server.port(), back);
    CHECK(stored(again) == "01");
}

}  // namespace candour::crash
