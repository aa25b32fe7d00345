#include "server/net/server.hpp"

#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/shard/file_table.hpp"
#include "server/app/shard/shards.hpp"
#include "server/log/memory_log.hpp"
#include "tests/net/world.hpp"
#include "tests/waiting.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <atomic>
#include <filesystem>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

namespace candour::net {
namespace {

/// The whole server, with its threads, as main puts it together.
struct Running {
    explicit Running(std::size_t shard_count, bool own_file_tables = false)
        : shards(options(shard_count, own_file_tables), log, keys, random),
          server({.shards = shards,
                  .site = site,
                  .metrics = [] { return std::string(); },
                  .public_url = "https://polls.example",
                  .on_trouble = [this](const std::string&) { ++troubles; }}) {
        REQUIRE_FALSE(server.open(tcp::endpoint(asio::ip::address_v4::loopback(), 0)));
        shards.start();
        server.start();
    }
    ~Running() { stop(); }
    void stop() {
        server.stop();
        shards.stop();
    }
    static app::ShardsOptions options(std::size_t shard_count, bool own_file_tables = false) {
        app::ShardsOptions chosen;
        chosen.shards = shard_count;
        chosen.own_file_tables = own_file_tables;
        chosen.today = [] { return std::string("2026-11-22"); };
        return chosen;
    }

    log::MemoryLog log;
    app::MemoryKeyStore keys;
    app::SystemRandom random;
    test::FakeSite site;
    std::atomic<int> troubles{0};
    app::Shards shards;
    Server server;
};

/// A blocking client, in the test's own thread.
struct Caller {
    explicit Caller(const Running& running) { socket.connect(running.server.address()); }
    std::string ask(const std::string& request) {
        asio::write(socket, asio::buffer(request));
        return read_until("\r\n\r\n");
    }
    std::string read_until(std::string_view end) {
        std::string got;
        char byte = 0;
        error_code ec;
        while (!got.ends_with(end) && asio::read(socket, asio::buffer(&byte, 1), ec) == 1)
            got += byte;
        return got;
    }
    asio::io_context context{1};
    tcp::socket socket{context};
};

void check_told_of_restart(Caller& caller) {
    std::string bytes = caller.read_until("restarting");
    const auto frame = test::take_frame(bytes);
    REQUIRE(frame);
    CHECK(frame->close_code() == 1001);
}

/// Nobody listens there any more.
void check_refused(Caller& caller, const tcp::endpoint& address) {
    error_code ec;
    caller.socket.close();
    caller.socket.connect(address, ec);
    CHECK(ec == boost::system::errc::connection_refused);
}

TEST_CASE("several shards share one address") {
    Running running(2);
    for (int i = 0; i < 32; ++i)
        CHECK(Caller(running)
                  .ask("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .starts_with("HTTP/1.1 200"));
}

TEST_CASE("an address that is taken is an error, not a second owner") {
    Running running(1);
    log::MemoryLog log;
    app::MemoryKeyStore keys;
    app::SystemRandom random;
    app::Shards shards(Running::options(1), log, keys, random);
    const test::FakeSite site;
    Server second({.shards = shards,
                   .site = site,
                   .metrics = {},
                   .public_url = {},
                   .names = {},
                   .on_trouble = {}});
    CHECK(second.open(running.server.address()) == boost::system::errc::address_in_use);
}

TEST_CASE("stopping says 1001 to everybody, and takes nobody any more") {
    Running running(2);
    std::vector<std::unique_ptr<Caller>> callers;
    for (int i = 0; i < 16; ++i) {
        callers.push_back(std::make_unique<Caller>(running));
        CHECK(callers.back()->ask(test::Client::handshake()).starts_with("HTTP/1.1 101"));
    }
    const auto address = running.server.address();
    running.stop();
    for (const auto& caller : callers) {
        check_told_of_restart(*caller);
    }
    check_refused(*callers.front(), address);
}

std::size_t open_files() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST_CASE(
    "with a file table for each shard, connections are in none of ours, and end all the same") {
#ifdef __SANITIZE_THREAD__
    MESSAGE("skipped: the thread sanitizer takes equal numbers of different tables for one file");
    return;
#endif
    if (!app::has_own_file_tables()) {
        MESSAGE("skipped: this system gives a thread no file table of its own");
        return;
    }
    Running running(3, true);
    const auto files_before = open_files();
    std::vector<std::unique_ptr<Caller>> callers;
    for (int i = 0; i < 24; ++i) {
        callers.push_back(std::make_unique<Caller>(running));
        CHECK(callers.back()->ask(test::Client::handshake()).starts_with("HTTP/1.1 101"));
    }
    // A Caller has three of its own: its socket, and what its io_context needs.
    const auto files_of_callers = open_files() - files_before;
    callers.resize(12);
    CHECK(files_of_callers == 2 * (open_files() - files_before));
    const auto files_with_twelve = open_files();
    const auto address = running.server.address();
    running.stop();
    for (const auto& caller : callers) {
        check_told_of_restart(*caller);
        CHECK(caller->read_until("gone").empty());  // the socket itself has been closed
    }
    // Nothing was closed here under a number that another table gave; but for the listeners.
    CHECK(files_with_twelve - open_files() <= 3);
    check_refused(*callers.front(), address);
}

TEST_CASE("a process without descriptors waits, says so once, and goes on") {
    Running running(1);
    std::vector<std::unique_ptr<Caller>> callers;
    callers.push_back(std::make_unique<Caller>(running));
    CHECK(callers.back()
              ->ask("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
              .starts_with("HTTP/1.1 200"));

    // Our own sockets need descriptors as well: made before the limit falls to what is in use.
    for (int i = 0; i < 4; ++i) callers.push_back(std::make_unique<Caller>(running));
    for (auto& caller : callers)
        CHECK(caller->ask("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n") != "");
    asio::io_context context(1);
    std::vector<tcp::socket> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.emplace_back(context);
        waiting.back().open(tcp::v4());
    }
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    auto none_left = before;
    none_left.rlim_cur = 3;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none_left) == 0);
    for (auto& socket : waiting) socket.connect(running.server.address());
    CHECK(waiting::becomes_true([&running] { return running.troubles == 1; }));
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);

    for (auto& socket : waiting) {
        asio::write(socket,
                    asio::buffer(std::string("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")));
        std::string answer(12, '\0');
        asio::read(socket, asio::buffer(answer));
        CHECK(answer == "HTTP/1.1 200");
    }
    CHECK(running.troubles == 1);
}

}  // namespace
}  // namespace candour::net
