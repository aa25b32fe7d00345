#include "server/commands/client/http.hpp"

#include "server/commands/client/http_turn.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <memory>
#include <utility>

namespace candour::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using beast::error_code;

/// Owner: its own handlers. Thread: the context's one. Lifetime: one question and its answer.
struct Exchange {
    explicit Exchange(asio::io_context& context) : stream(context.get_executor()) {
        turn.response.body_limit(boost::none);  // a page's pictures, a server's figures
    }

    beast::basic_stream<asio::ip::tcp, asio::io_context::executor_type> stream;
    HttpTurn turn;
    std::function<void(HttpAnswer)> done;
};

}  // namespace

void ask_http(asio::io_context& context,
              const Address& server,
              HttpRequest request,
              std::function<void(HttpAnswer)> done) {
    const auto exchange = std::make_shared<Exchange>(context);
    exchange->turn.prepare(request.path, server.authority(), std::move(request.body),
                           request.content_type);
    exchange->done = std::move(done);
    exchange->stream.expires_after(request.within);
    error_code ec;
    const asio::ip::tcp::endpoint where(asio::ip::make_address(server.ip, ec), server.port);
    exchange->stream.async_connect(where, [exchange](error_code failed) {
        if (failed)
            return exchange->done(
                HttpAnswer{.why = HttpTurn::failure("it cannot be reached", failed)});
        exchange->turn.take(exchange->stream,
                            [exchange](HttpAnswer answer) { exchange->done(std::move(answer)); });
    });
}

}  // namespace candour::client
