// async_linger: ends a line in such a way that what was said last arrives.
#pragma once

#include "server/app/limits.hpp"
#include "server/net/socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace candour::net {

/// What async_linger does, step by step.
struct Lingering {
    Socket& socket;
    std::size_t left = app::limits::max_read_away_bytes;
    std::unique_ptr<std::array<char, 16'384>> away = nullptr;  // on the heap, which is wiped

    template <class Self>
    void operator()(Self& self, error_code ec = {}, std::size_t read = 0) {
        left -= std::min(left, read);
        if (ec || left == 0) return self.complete(ec == asio::error::eof ? error_code{} : ec);
        if (!away) {
            away = std::make_unique<std::array<char, 16'384>>();
            error_code ignored;  // the read says it too
            socket.shutdown(Socket::shutdown_send, ignored);
        }
        const auto room = asio::buffer(*away);  // moves along with us
        socket.async_read_some(room, std::move(self));
    }
};

/// Says that nothing more comes, and reads on until the other side hangs up or has sent
/// max_read_away_bytes. A socket that is closed with bytes unread resets the line, and the answer
/// or the close code before it may be lost (RFC 9112, 9.6; RFC 6455, 7.1.1); Beast's own teardown
/// (1.81) reads once and closes. Completes without an error when there is nothing more to read, or
/// no more is read. Whoever asks has set a deadline at which the socket is closed.
template <class Token>
auto async_linger(Socket& socket, Token&& token) {
    return asio::async_compose<std::remove_cvref_t<Token>, void(error_code)>(Lingering{socket},
                                                                             token, socket);
}

}  // namespace candour::net
