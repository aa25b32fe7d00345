#include "server/net/listener.hpp"

#include "server/app/limits.hpp"
#include "server/net/ask.hpp"
#include "server/net/http_session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <sys/socket.h>

#include <cerrno>
#include <new>
#include <utility>

namespace candour::net {
namespace {

namespace errc = boost::system::errc;

/// Not the fault of the one who connects: the process or the machine has run out of something.
bool is_exhaustion(error_code ec) {
    return ec == errc::too_many_files_open || ec == errc::too_many_files_open_in_system ||
           ec == errc::no_buffer_space || ec == errc::not_enough_memory;
}

/// Linux gives each of several listeners at one address its share of the new connections.
error_code reuse_port(int fd) {
    const int on = 1;
    if (::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0) return {};
    return {errno, boost::system::system_category()};
}

}  // namespace

Listener::Listener(ShardNet& net, const Services& services)
    : net_(net),
      services_(services),
      acceptor_(net.context().get_executor()),
      retry_(net.context()) {}

error_code Listener::open(const tcp::endpoint& address, bool shared) {
    error_code ec;
    acceptor_.open(address.protocol(), ec);
    if (ec) return ec;
    acceptor_.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec && shared) ec = reuse_port(acceptor_.native_handle());
    if (!ec) acceptor_.bind(address, ec);
    if (!ec) acceptor_.listen(app::limits::accept_backlog, ec);
    if (ec) acceptor_.close();
    return ec;
}

tcp::endpoint Listener::address() const {
    error_code ignored;
    return acceptor_.local_endpoint(ignored);
}

void Listener::start() {
    asio::co_spawn(net_.context().get_executor(), accept_all(shared_from_this()), asio::detached);
}

void Listener::close() {
    error_code ignored;
    // Other shards' file tables hold this socket too, and closing it in ours would not end it.
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
    acceptor_.close(ignored);
    retry_.cancel();
}

asio::awaitable<void, Listener::Executor> Listener::accept_all(std::shared_ptr<Listener> self) {
    while (self->acceptor_.is_open()) {
        Socket socket(self->net_.context().get_executor());
        error_code ec;
        auto token = asio::redirect_error(use_awaitable, ec);
        co_await self->acceptor_.async_accept(socket, token);
        if (is_exhaustion(ec)) co_await self->back_off();
        if (ec) continue;  // it hung up before we took it; or we have been closed
        self->out_of_descriptors_ = false;
        // Frames are small and whole: none gains by waiting for a next one (RFC 896 is not for us).
        socket.set_option(tcp::no_delay(true), ec);
        try {
            HttpSession::start(self->net_, self->services_, std::move(socket));
        } catch (const std::bad_alloc&) {
            self->net_.hear_of_no_memory();
        }
    }
}

asio::awaitable<void, Listener::Executor> Listener::back_off() {
    if (!std::exchange(out_of_descriptors_, true) && services_.on_trouble)
        services_.on_trouble(
            "No file descriptors left: new connections wait until others end. "
            "Raise the limit of open files (ulimit -n) to hold more people.");
    error_code ec;
    auto token = asio::redirect_error(use_awaitable, ec);
    retry_.expires_after(app::limits::accept_retry);
    co_await retry_.async_wait(token);
}

}  // namespace candour::net
