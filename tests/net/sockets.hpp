// Real sockets on 127.0.0.1 for tests, and waiting for conditions instead of for time.
#pragma once

#include "server/net/socket.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <utility>

namespace candour::net::test {

/// Longer than anything here takes, even under a sanitizer on a busy machine.
inline constexpr std::chrono::seconds patience{20};

/// Runs the context until the condition holds; false when patience runs out first.
[[nodiscard]] inline bool run_until(asio::io_context& context,
                                    const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        context.restart();
        context.run_one_for(std::chrono::milliseconds(1));
    }
    return true;
}

/// Two ends of one TCP connection over loopback; small buffers fill at once.
struct Pair {
    explicit Pair(asio::io_context& context, int send_buffer = 0, int receive_buffer = 0)
        : near_end(context.get_executor()), far_end(context.get_executor()) {
        tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        far_end.open(tcp::v4());
        if (receive_buffer > 0)
            far_end.set_option(asio::socket_base::receive_buffer_size(receive_buffer));
        far_end.connect(acceptor.local_endpoint());
        acceptor.accept(near_end);
        near_end.set_option(tcp::no_delay(true));
        if (send_buffer > 0) near_end.set_option(asio::socket_base::send_buffer_size(send_buffer));
        far_end.non_blocking(true);
    }
    Socket near_end;
    Socket far_end;

    /// Appends what has arrived at the far end; false when it has hung up.
    bool read_far(std::string& into, std::size_t at_most = 65'536) {
        std::string piece(at_most, '\0');
        error_code ec;
        const auto bytes = far_end.read_some(asio::buffer(piece), ec);
        into.append(piece, 0, bytes);
        return !ec || ec == asio::error::would_block;
    }
};

}  // namespace candour::net::test
