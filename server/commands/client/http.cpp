#include "server/commands/client/http.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <memory>
#include <utility>

namespace candour::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;

/// Owner: its own handlers. Thread: the context's one. Lifetime: one question and its answer.
struct Exchange : std::enable_shared_from_this<Exchange> {
    explicit Exchange(asio::io_context& context) : stream(context.get_executor()) {
        response.body_limit(boost::none);  // a page's pictures, a server's figures
    }

    void write() {
        http::async_write(stream, request, [self = shared_from_this()](error_code ec, std::size_t) {
            if (ec) return self->fail("asking", ec);
            self->read();
        });
    }
    void read() {
        http::async_read(stream, buffer, response,
                         [self = shared_from_this()](error_code ec, std::size_t) {
                             if (ec) return self->fail("an answer", ec);
                             auto& got = self->response.get();
                             self->done({got.result_int(), std::move(got.body()), {}});
                         });
    }
    void fail(const char* what, error_code ec) {
        done({.why = std::string(what) + ": " + ec.message()});
    }

    beast::basic_stream<asio::ip::tcp, asio::io_context::executor_type> stream;
    http::request<http::string_body> request;
    http::response_parser<http::string_body> response;
    beast::flat_buffer buffer;
    std::function<void(HttpAnswer)> done;
};

}  // namespace

void ask_http(asio::io_context& context,
              const Address& server,
              HttpRequest request,
              std::function<void(HttpAnswer)> done) {
    const auto exchange = std::make_shared<Exchange>(context);
    const auto method = request.body.empty() ? http::verb::get : http::verb::post;
    exchange->request = {method, request.path, 11};
    exchange->request.set(http::field::host, server.authority());
    if (method == http::verb::post)
        exchange->request.set(http::field::content_type, request.content_type);
    exchange->request.body() = std::move(request.body);
    exchange->request.prepare_payload();
    exchange->done = std::move(done);
    exchange->stream.expires_after(request.within);
    error_code ec;
    const asio::ip::tcp::endpoint where(asio::ip::make_address(server.ip, ec), server.port);
    exchange->stream.async_connect(where, [exchange](error_code failed) {
        if (failed) return exchange->fail("connecting", failed);
        exchange->write();
    });
}

}  // namespace candour::client
