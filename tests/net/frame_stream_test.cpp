#include "server/net/frame_stream.hpp"

#include "tests/net/sockets.hpp"
#include "tests/net/websocket_frames.hpp"

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

namespace candour::net {
namespace {

using test::Opcode;
using test::run_until;

app::Frame frame_of(std::size_t size, char letter) {
    return app::make_frame(std::string(size, letter));
}

/// Holds a FrameStream without any Beast above it.
struct BareOwner final : StreamOwner {
    explicit BareOwner(Socket socket) : stream(std::move(socket), *this) {}
    void on_drained() override { ++drained; }
    void on_teardown() override { ++teardowns; }
    void on_idle_frames(std::uint32_t) override {}
    FrameStream stream;
    int drained = 0;
    int teardowns = 0;
};

/// Holds a FrameStream as the next layer of a real websocket::stream, reading for ever.
struct BeastOwner final : StreamOwner {
    explicit BeastOwner(Socket socket) : ws(std::move(socket), *this) {
        ws.read_message_max(65'536);
        ws.auto_fragment(false);
    }
    void on_drained() override {
        ++drained;
        if (refill) refill();
    }
    void on_teardown() override { ++teardowns; }
    void on_idle_frames(std::uint32_t) override {}
    void start() {
        ws.async_accept([self = boost::intrusive_ptr<BeastOwner>(this)](error_code ec) {
            self->accepted = !ec;
            if (!ec) self->read();
        });
    }
    void read() {
        ws.async_read(buffer,
                      [self = boost::intrusive_ptr<BeastOwner>(this)](error_code ec, std::size_t) {
                          if (ec) {
                              self->ended = ec;
                              return;
                          }
                          self->buffer.clear();
                          self->read();
                      });
    }
    beast::websocket::stream<FrameStream, false> ws;
    beast::flat_buffer buffer;
    std::function<void()> refill;
    bool accepted = false;
    std::optional<error_code> ended;
    int drained = 0;
    int teardowns = 0;
};

const std::string handshake =
    "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

/// Shakes hands with a BeastOwner, byte by byte as a foreign client would.
void shake_hands(asio::io_context& context, BeastOwner& owner, test::Pair& pair) {
    owner.start();
    asio::write(pair.far_end, asio::buffer(handshake));
    std::string answer;
    REQUIRE(run_until(context, [&] {
        pair.read_far(answer);
        return owner.accepted && answer.find("\r\n\r\n") != answer.npos;
    }));
    REQUIRE(answer.starts_with("HTTP/1.1 101 "));
    REQUIRE(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("frames go out in one piece and in order, and nothing is kept") {
    asio::io_context context(1);
    test::Pair pair(context);
    boost::intrusive_ptr<BareOwner> owner(new BareOwner(std::move(pair.near_end)));

    std::vector<app::Frame> frames;
    for (char letter = 'a'; letter <= 'z'; ++letter) frames.push_back(frame_of(10, letter));
    owner->stream.send(frames);
    CHECK_FALSE(owner->stream.busy());
    CHECK(frames.front().use_count() == 1);

    std::string got;
    REQUIRE(run_until(context, [&] { return pair.read_far(got) && got.size() == 26 * 12; }));
    for (char letter = 'a'; letter <= 'z'; ++letter)
        CHECK(test::take_frame(got)->payload == std::string(10, letter));
}

TEST_CASE("what a full socket does not take is shared, kept, and sent later") {
    asio::io_context context(1);
    test::Pair pair(context, 4'096, 4'096);
    boost::intrusive_ptr<BareOwner> owner(new BareOwner(std::move(pair.near_end)));

    const auto large = frame_of(1'000'000, 'x');
    const auto small = frame_of(20, 'y');
    owner->stream.send(std::vector{large, small});
    CHECK(owner->stream.busy());
    CHECK(large.use_count() == 2);  // kept, not copied
    CHECK(owner->drained == 0);

    std::string got;
    const auto all = large.bytes().size() + small.bytes().size();
    REQUIRE(run_until(context, [&] { return pair.read_far(got) && got.size() == all; }));
    REQUIRE(run_until(context, [&] { return owner->drained == 1; }));
    CHECK_FALSE(owner->stream.busy());
    CHECK(large.use_count() == 1);
    CHECK(got == std::string(large.bytes()) + std::string(small.bytes()));
}

TEST_CASE("a peer that hung up ends the stream, not the process") {
    asio::io_context context(1);
    test::Pair pair(context);
    boost::intrusive_ptr<BareOwner> owner(new BareOwner(std::move(pair.near_end)));
    pair.far_end.set_option(asio::socket_base::linger(true, 0));
    pair.far_end.close();
    const std::vector frames{frame_of(10, 'a')};
    CHECK(run_until(context, [&] {
        if (owner->stream.socket().is_open() && !owner->stream.busy()) owner->stream.send(frames);
        return !owner->stream.socket().is_open();
    }));
}

TEST_CASE("closing while a write waits lets go of everything") {
    asio::io_context context(1);
    test::Pair pair(context, 4'096, 4'096);
    const auto large = frame_of(1'000'000, 'x');
    {
        boost::intrusive_ptr<BareOwner> owner(new BareOwner(std::move(pair.near_end)));
        owner->stream.send(std::vector{large});
        REQUIRE(owner->stream.busy());
        owner->stream.close();
    }
    CHECK(run_until(context, [&] { return large.use_count() == 1; }));
}

TEST_CASE("pings and broadcasts meet on a full socket without a broken frame") {
    asio::io_context context(1);
    test::Pair pair(context, 4'096, 65'536);
    boost::intrusive_ptr<BeastOwner> owner(new BeastOwner(std::move(pair.near_end)));
    shake_hands(context, *owner, pair);

    // As a Connection does it: always the latest, never more than one write in flight.
    int offered = 0, sent = 0;
    const auto broadcast = [&] {
        auto& stream = owner->ws.next_layer();
        if (stream.busy()) return;
        ++sent;
        stream.send(std::vector{frame_of(20'000, static_cast<char>('a' + offered % 26))});
    };
    owner->refill = broadcast;

    std::string out, in;
    int pings = 0, pongs = 0, texts = 0, turn = 0;
    bool whole = true;
    constexpr int enough = 300;
    REQUIRE(run_until(context, [&] {
        ++offered;
        broadcast();
        if (pings < enough && out.empty())
            out = test::client_frame(Opcode::ping, "ping " + std::to_string(++pings));
        error_code ec;
        if (!out.empty()) out.erase(0, pair.far_end.write_some(asio::buffer(out), ec));
        if (++turn % 3 == 0) pair.read_far(in, 20'000);  // slower than the broadcasts
        while (auto frame = test::take_frame(in)) {
            if (frame->opcode == Opcode::pong) {
                whole = whole && frame->payload == "ping " + std::to_string(++pongs);
            } else {
                ++texts;
                whole = whole && frame->opcode == Opcode::text && frame->last &&
                        frame->payload == std::string(20'000, frame->payload.at(0));
            }
        }
        return !whole || pongs == enough;
    }));
    CHECK(whole);
    CHECK(texts > 10);
    CHECK(sent < offered);  // it skipped, and never queued
    CHECK(owner->drained > 0);
    CHECK_FALSE(owner->ended);
}

TEST_CASE("Beast's close waits for our frame to be out, and is answered by the peer") {
    asio::io_context context(1);
    test::Pair pair(context, 4'096, 4'096);
    boost::intrusive_ptr<BeastOwner> owner(new BeastOwner(std::move(pair.near_end)));
    shake_hands(context, *owner, pair);

    owner->ws.next_layer().send(std::vector{frame_of(200'000, 'x')});
    REQUIRE(owner->ws.next_layer().busy());
    bool closed = false;
    owner->ws.async_close({beast::websocket::close_code(1001), "restarting"},
                          [&closed](error_code) { closed = true; });

    std::string in;
    std::vector<test::ServerFrame> frames;
    REQUIRE(run_until(context, [&] {
        pair.read_far(in);
        while (auto frame = test::take_frame(in)) frames.push_back(*frame);
        return frames.size() == 2;
    }));
    CHECK(frames[0].payload == std::string(200'000, 'x'));
    CHECK(frames[1].opcode == Opcode::close);
    CHECK(frames[1].close_code() == 1001);
    CHECK_FALSE(closed);
    asio::write(pair.far_end, asio::buffer(test::client_frame(Opcode::close, frames[1].payload)));
    REQUIRE(run_until(context, [&] { return owner->teardowns == 1; }));
    pair.far_end.close();
    CHECK(run_until(context, [&] { return closed && owner->ended.has_value(); }));
}

}  // namespace
}  // namespace candour::net
