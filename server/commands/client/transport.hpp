// Transport: TCP, or TLS on it. One type for both, so that Beast is instantiated once. Private to
// this folder, as Beast is.
#pragma once

#include "server/commands/client/tls.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace candour::client {

/// Owner: a line, or one question. Thread: the context's one. Lifetime: one connection.
class Transport {
public:
    using Tcp = boost::beast::basic_stream<boost::asio::ip::tcp,
                                           boost::asio::io_context::executor_type,
                                           boost::beast::unlimited_rate_policy>;
    using executor_type = Tcp::executor_type;

    /// Without `tls` what is said can be read on the way.
    Transport(boost::asio::io_context& context, std::shared_ptr<Tls> tls)
        : tls_(std::move(tls)), tcp_(context.get_executor()) {
        if (tls_) secure_.emplace(tcp_, tls_->context());
    }

    [[nodiscard]] executor_type get_executor() noexcept { return tcp_.get_executor(); }
    /// For connecting, time limits and closing. Beast looks for it under this name.
    [[nodiscard]] Tcp& next_layer() noexcept { return tcp_; }
    [[nodiscard]] const Tcp& next_layer() const noexcept { return tcp_; }

    /// Comes between connecting and the first byte; without TLS there is nothing to do.
    template <class Done>
    void async_prove(Done done) {
        namespace asio = boost::asio;
        if (!secure_)
            return asio::post(get_executor(), boost::beast::bind_front_handler(
                                                  std::move(done), boost::system::error_code{}));
        tls_->name_host(secure_->native_handle());
        secure_->async_handshake(asio::ssl::stream_base::client, std::move(done));
    }

    template <class MutableBuffers, class Handler>
    void async_read_some(const MutableBuffers& buffers, Handler&& handler) {
        if (secure_)
            secure_->async_read_some(buffers, std::forward<Handler>(handler));
        else
            tcp_.async_read_some(buffers, std::forward<Handler>(handler));
    }

    template <class ConstBuffers, class Handler>
    void async_write_some(const ConstBuffers& buffers, Handler&& handler) {
        if (secure_)
            secure_->async_write_some(buffers, std::forward<Handler>(handler));
        else
            tcp_.async_write_some(buffers, std::forward<Handler>(handler));
    }

private:
    std::shared_ptr<Tls> tls_;
    Tcp tcp_;
    std::optional<boost::asio::ssl::stream<Tcp&>> secure_;  // over tcp_

    // Beast finds it by its argument (websocket/teardown.hpp).
    template <class Handler>
    friend void async_teardown(boost::beast::role_type role,
                               Transport& transport,
                               Handler&& handler) {
        using boost::beast::websocket::async_teardown;
        if (transport.secure_)
            async_teardown(role, *transport.secure_, std::forward<Handler>(handler));
        else
            async_teardown(role, transport.tcp_, std::forward<Handler>(handler));
    }
};

}  // namespace candour::client
