#include "server/net/linger.hpp"

#include "server/app/limits.hpp"
#include "tests/net/sockets.hpp"

#include <boost/asio/write.hpp>
#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>

namespace candour::net {
namespace {

/// Sends to a line that lingers: a megabyte at a time, `most` bytes at the most.
class Sender {
public:
    Sender(Socket& socket, std::size_t most) : socket_(socket), most_(most) { send(); }

    [[nodiscard]] std::size_t sent() const noexcept { return sent_; }
    [[nodiscard]] bool is_done() const noexcept { return done_; }

private:
    void send() {
        asio::async_write(socket_, asio::buffer(piece_), [this](error_code ec, std::size_t bytes) {
            sent_ += bytes;
            done_ = ec || sent_ >= most_;
            if (!done_) send();
        });
    }

    Socket& socket_;
    std::size_t most_;
    std::size_t sent_ = 0;
    bool done_ = false;
    std::string piece_ = std::string(1'000'000, 'x');
};

TEST_CASE("what was said last arrives, however much the other side still sends") {
    asio::io_context context(1);
    test::Pair pair(context);
    const std::string last = "closed, for this reason";
    asio::write(pair.near_end, asio::buffer(last));
    std::optional<error_code> ended;
    async_linger(pair.near_end, [&](error_code ec) {
        ended = ec;
        pair.near_end.close();
    });
    const Sender sender(pair.far_end, 20'000'000);
    REQUIRE(test::run_until(context, [&] { return sender.is_done(); }));
    CHECK(sender.sent() == 20'000'000);
    std::string got;
    CHECK(test::run_until(context, [&] { return !pair.read_far(got); }));
    CHECK(got == last);
    pair.far_end.shutdown(Socket::shutdown_send);
    REQUIRE(test::run_until(context, [&] { return ended.has_value(); }));
    CHECK_FALSE(*ended);
}

TEST_CASE("nobody is read away for ever") {
    asio::io_context context(1);
    test::Pair pair(context);
    std::optional<error_code> ended;
    async_linger(pair.near_end, [&](error_code ec) {
        ended = ec;
        pair.near_end.close();
    });
    const Sender sender(pair.far_end, 10 * app::limits::max_read_away_bytes);
    REQUIRE(test::run_until(context, [&] { return ended.has_value(); }));
    CHECK_FALSE(*ended);
    REQUIRE(test::run_until(context, [&] { return sender.is_done(); }));
    CHECK(sender.sent() >= app::limits::max_read_away_bytes);
    CHECK(sender.sent() < 2 * app::limits::max_read_away_bytes);
}

}  // namespace
}  // namespace candour::net
