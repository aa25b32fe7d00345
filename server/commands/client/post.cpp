#include "server/commands/client/post.hpp"

#include "server/commands/client/http_turn.hpp"
#include "server/commands/limits.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <functional>
#include <utility>

namespace candour::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using beast::error_code;
using tcp = asio::ip::tcp;

/// Owner: post(). Thread: its caller's. Lifetime: one question and its answer.
class PostExchange {
public:
    PostExchange(const ServerUrl& server, Post what) : server_(server) {
        turn_.prepare(what.path, server.authority(), std::move(what.body), "application/json");
        if (!what.authorization.empty())
            turn_.request.set(http::field::authorization, what.authorization);
        turn_.response.body_limit(commands::limits::max_answer_bytes);
    }

    HttpAnswer run() {
        resolver_.async_resolve(server_.host, server_.port, [this](error_code ec, auto found) {
            if (ec) return fail("there is no machine called " + server_.host, {});
            line().expires_after(commands::limits::answer_within);
            line().async_connect(found, [this](error_code failed, const auto&) {
                if (failed) return fail("it cannot be reached", failed);
                server_.tls ? shake_hands() : ask(line());
            });
        });
        context_.run();
        return std::move(answer_);
    }

private:
    beast::tcp_stream& line() { return stream_.next_layer(); }

    void shake_hands() {
        error_code ec;
        tls_.set_default_verify_paths(ec);
        stream_.set_verify_mode(ssl::verify_peer, ec);
        stream_.set_verify_callback(ssl::host_name_verification(server_.host), ec);
        // Which of its names is meant, for a machine that has several (RFC 6066, section 3).
        // OpenSSL's own macro for it casts in a way that our warnings refuse.
        SSL_ctrl(stream_.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 server_.host.data());
        stream_.async_handshake(ssl::stream_base::client, [this](error_code failed) {
            if (failed) return fail("it does not prove by TLS that it is " + server_.host, failed);
            ask(stream_);
        });
    }

    template <class Stream>
    void ask(Stream& stream) {
        turn_.take(stream, [this](HttpAnswer answer) { answer_ = std::move(answer); });
    }

    void fail(const std::string& what, error_code ec) { answer_.why = HttpTurn::failure(what, ec); }

    ServerUrl server_;
    asio::io_context context_{1};
    tcp::resolver resolver_{context_};
    ssl::context tls_{ssl::context::tls_client};
    ssl::stream<beast::tcp_stream> stream_{context_, tls_};
    HttpTurn turn_;
    HttpAnswer answer_;
};

}  // namespace

HttpAnswer post(const ServerUrl& server, Post what) {
    return PostExchange(server, std::move(what)).run();
}

}  // namespace candour::client
