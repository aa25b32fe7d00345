#include "tests/fuzz/socket_world.hpp"

#include "server/app/shard/shard.hpp"
#include "server/net/http_session.hpp"
#include "tests/domain/decks.hpp"
#include "tests/fuzz/target.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <span>
#include <variant>

namespace candour::fuzz {
namespace {

std::span<const std::byte> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

app::ShardsOptions options() {
    app::ShardsOptions chosen;
    chosen.today = [] { return std::string("2026-11-22"); };
    chosen.since_boot = [] { return std::chrono::nanoseconds{0}; };
    return chosen;
}

Deck small_deck() {
    using namespace domain_test;
    Slide pictured = content("hello");
    std::get<Content>(pictured.body).picture =
        Picture{"image/png", std::make_shared<const std::string>("\x89PNG\r\n\x1a\n"), "A ward"};
    return *deck({std::move(pictured), word_cloud("mood")});
}

/// Two ends of one line. Both look like TCP to Asio, which only reads and writes them.
struct Pair {
    explicit Pair(net::asio::io_context& context)
        : server(context.get_executor()), client(context.get_executor()) {
        std::array<int, 2> ends{};
        require(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0, "there is a pair");
        server.assign(net::tcp::v4(), ends[0]);
        client.assign(net::tcp::v4(), ends[1]);
        client.non_blocking(true);
    }
    net::Socket server;
    net::Socket client;
};

constexpr int silence_at_most = 50;

/// What has come, appended; false once the server has hung up.
bool hear(net::Socket& client, std::string& heard) {
    std::array<char, 16'384> piece{};
    net::error_code ec;
    const std::size_t bytes = client.read_some(net::asio::buffer(piece), ec);
    heard.append(piece.data(), bytes);
    return !ec || ec == net::asio::error::would_block;
}

}  // namespace

std::optional<net::Page> OnePage::find(std::string_view path) const {
    if (path != "/index.html" && path != "/facilitator.html") return {};
    net::Page page;
    page.content_type = "text/html; charset=utf-8";
    page.bytes = as_bytes("<p>phone</p>");
    page.gzip = as_bytes("<gz>");
    page.etag = "\"page\"";
    return page;
}

SocketWorld::SocketWorld()
    : shards_(options(), log_, keys_, random_),
      net_(shards_.context(0), shards_.at(0)),
      services_{.shards = shards_,
                .site = site_,
                .metrics = [] { return std::string("candour_rooms 1\n"); },
                .public_url = {},
                .on_trouble = {}} {}

SocketWorld::~SocketWorld() {
    net_.end_all();
}

void SocketWorld::until(const std::function<bool()>& condition) {
    // Without work of its own the context would not wait for what the pool is to post.
    const auto waits = net::asio::make_work_guard(shards_.context(0));
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition()) {
        require(std::chrono::steady_clock::now() < patience,
                "the server comes to an end with a line");
        shards_.context(0).restart();
        shards_.context(0).run_one_for(std::chrono::milliseconds(1));
    }
}

app::OpenedRoom SocketWorld::open_room() {
    std::optional<std::variant<app::OpenedRoom, Refusal>> opened;
    shards_.open_room(small_deck(), std::nullopt,
                      [&opened](auto result) { opened = std::move(result); });
    until([&] { return opened.has_value(); });
    return std::get<app::OpenedRoom>(*opened);
}

std::string SocketWorld::converse(std::string_view first,
                                  std::string_view bytes,
                                  std::size_t piece) {
    Pair pair(shards_.context(0));
    net::HttpSession::start(net_, services_, std::move(pair.server));
    std::string heard;
    bool hung_up = false;
    if (!first.empty()) {
        pair.client.write_some(net::asio::buffer(first));
        until([&] { return !hear(pair.client, heard) || heard.ends_with("\r\n\r\n"); });
    }
    while (!bytes.empty() && !hung_up) {
        net::error_code ec;
        const auto next = bytes.substr(0, piece == 0 ? bytes.size() : piece);
        const std::size_t said = pair.client.write_some(net::asio::buffer(next), ec);
        bytes.remove_prefix(said);
        hung_up = ec && ec != net::asio::error::would_block;
        shards_.context(0).restart();
        shards_.context(0).poll();
        hung_up = !hear(pair.client, heard) || hung_up;
    }
    net::error_code ignored;
    pair.client.shutdown(net::Socket::shutdown_send, ignored);
    // A server that has said goodbye waits for the other's until its deadline, and no clock of
    // deadlines runs here: whoever has been silent for so long is hung up on.
    int silent = 0;  // turns of a millisecond in which nothing came
    until([&] {
        const std::size_t before = heard.size();
        hung_up = hung_up || !hear(pair.client, heard);
        silent = heard.size() == before ? silent + 1 : 0;
        if (silent == silence_at_most) net_.end_all();
        return hung_up;
    });
    return heard;
}

}  // namespace candour::fuzz
