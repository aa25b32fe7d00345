// A server in one thread: the real application and the real sockets, on a context that the test
// turns itself, so that nothing happens behind its back.
#pragma once

#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/shard/shard.hpp"
#include "server/app/shard/shards.hpp"
#include "server/log/memory_log.hpp"
#include "server/net/http_session.hpp"
#include "server/net/services.hpp"
#include "server/net/shard_net.hpp"
#include "server/net/site.hpp"
#include "tests/net/sockets.hpp"
#include "tests/net/websocket_frames.hpp"

#include <boost/asio/write.hpp>
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candour::net::test {

inline std::span<const std::byte> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

/// Four files, one of them compressed.
class FakeSite final : public Site {
public:
    [[nodiscard]] std::optional<Page> find(std::string_view path) const override {
        if (path == "/index.html") return page("text/html; charset=utf-8", "<p>phone</p>");
        if (path == "/facilitator.html") return page("text/html; charset=utf-8", "<p>desk</p>");
        if (path == "/projector.html") return page("text/html; charset=utf-8", "<p>wall</p>");
        if (path != "/assets/app-1a2b.js") return {};
        Page asset = page("text/javascript; charset=utf-8", "export const plain = 1");
        asset.brotli = as_bytes("<br>");
        asset.gzip = as_bytes("<gz>");
        asset.etag = "\"1a2b\"";
        asset.immutable = true;
        return asset;
    }

private:
    static Page page(std::string_view type, std::string_view text) {
        Page made;
        made.content_type = type;
        made.bytes = as_bytes(text);
        made.etag = "\"page\"";
        return made;
    }
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> fields;  // names in lower case
    std::string body;
};

/// Takes one whole answer off the front of `bytes`. `bodiless`: the answer to a HEAD, or a 304.
inline std::optional<HttpAnswer> take_answer(std::string& bytes, bool bodiless = false) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return {};
    HttpAnswer answer;
    answer.status = std::stoi(bytes.substr(9, 3));
    for (auto at = bytes.find("\r\n") + 2; at < end + 2;) {
        const auto line = bytes.substr(at, bytes.find("\r\n", at) - at);
        at += line.size() + 2;
        auto name = line.substr(0, line.find(": "));
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        answer.fields[name] = line.substr(name.size() + 2);
    }
    const bool has_length = !bodiless && answer.fields.contains("content-length");
    const auto size = has_length ? std::stoul(answer.fields["content-length"]) : 0UL;
    if (bytes.size() < end + 4 + size) return {};
    answer.body = bytes.substr(end + 4, size);
    bytes.erase(0, end + 4 + size);
    return answer;
}

struct World {
    explicit World(app::Bounds bounds = {},
                   std::size_t max_waiting = app::limits::max_waiting_bytes_per_shard)
        : shards(options(bounds), log, keys, random),
          net(shards.context(0), shards.at(0), max_waiting) {
        shards.at(0).start();
        services.metrics = [] { return std::string("candour_rooms 1\n"); };
    }
    ~World() { net.end_all(); }

    static app::ShardsOptions options(app::Bounds bounds) {
        app::ShardsOptions chosen;
        chosen.bounds = bounds;
        chosen.today = [] { return std::string("2026-11-22"); };
        return chosen;
    }
    [[nodiscard]] asio::io_context& context() { return shards.context(0); }
    [[nodiscard]] bool until(const std::function<bool()>& condition) {
        return run_until(context(), condition);
    }

    /// Opens a room for a deck with one open word cloud.
    app::OpenedRoom open_room() {
        Deck deck;
        deck.title = "A deck";
        Question question;
        question.prompt = "A word?";
        question.level = Level::open;
        question.kind = WordCloudQuestion{};
        deck.slides.push_back({SlideId("mood"), {}, question});
        std::optional<std::variant<app::OpenedRoom, Refusal>> opened;
        shards.open_room(std::move(deck), std::nullopt,
                         [&opened](auto result) { opened = std::move(result); });
        REQUIRE(until([&] { return opened.has_value(); }));
        return std::get<app::OpenedRoom>(*opened);
    }

    log::MemoryLog log;
    app::MemoryKeyStore keys;
    app::SystemRandom random;
    app::Shards shards;
    FakeSite site;
    ShardNet net;
    Services services{.shards = shards,
                      .site = site,
                      .metrics = {},
                      .public_url = {},
                      .names = {"polls.example"},
                      .on_trouble = {}};
};

/// A client on a socket of its own, which says exactly what the test wants said.
struct Client {
    explicit Client(World& server, int send_buffer = 0, int receive_buffer = 0)
        : world(server), pair(server.context(), send_buffer, receive_buffer) {
        HttpSession::start(world.net, world.services, std::move(pair.near_end));
    }

    void say(std::string_view bytes) {
        std::size_t said = 0;
        REQUIRE(world.until([&] {
            error_code ec;
            said += pair.far_end.write_some(asio::buffer(bytes.substr(said)), ec);
            return said == bytes.size() || (ec && ec != asio::error::would_block);
        }));
    }
    /// One HTTP exchange.
    HttpAnswer ask(std::string_view request, bool bodiless = false) {
        say(request);
        return answer(bodiless);
    }
    HttpAnswer answer(bool bodiless = false) {
        std::optional<HttpAnswer> got;
        REQUIRE(world.until([&] {
            read();
            return (got = take_answer(in, bodiless)).has_value();
        }));
        return *got;
    }
    /// The next frame.
    ServerFrame frame() {
        std::optional<ServerFrame> got;
        REQUIRE(world.until([&] {
            read();
            return (got = take_frame(in)).has_value();
        }));
        return *got;
    }
    [[nodiscard]] bool is_hung_up() {
        return world.until([&] {
            read();
            return hung_up;
        });
    }
    void read(std::size_t at_most = 65'536) {
        if (!pair.read_far(in, at_most)) hung_up = true;
    }

    static std::string handshake(std::string_view more = {}) {
        return "GET /ws HTTP/1.1\r\nHost: polls.example\r\nUpgrade: websocket\r\n"
               "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: candour.v1\r\n" +
               std::string(more) + "\r\n";
    }
    /// Shakes hands, so that frames can follow.
    void upgrade() {
        const auto got = ask(handshake(), true);
        REQUIRE(got.status == 101);
        CHECK(got.fields.at("sec-websocket-protocol") == "candour.v1");
    }
    void say_frame(Opcode opcode, std::string_view payload, bool last = true) {
        say(client_frame(opcode, payload, last));
    }
    /// Says hello as a participant, and hears the welcome and the first snapshot.
    void join(const app::OpenedRoom& room) {
        upgrade();
        say_frame(Opcode::text, R"({"type":"hello","version":1,"role":"participant","code":")" +
                                    room.code.str() + "\"}");
        REQUIRE(frame().payload.starts_with(R"({"type":"welcome")"));
        REQUIRE(frame().payload.starts_with(R"({"type":"snapshot")"));
    }

    World& world;
    Pair pair;
    std::string in;
    bool hung_up = false;
};

}  // namespace candour::net::test
