#include "server/commands/client/post.hpp"

#include "server/commands/client/http_turn.hpp"
#include "server/commands/client/transport.hpp"
#include "server/commands/limits.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <utility>

namespace candour::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;
using tcp = asio::ip::tcp;

/// Owner: post(). Thread: its caller's. Lifetime: one question and its answer.
class PostExchange {
public:
    PostExchange(const ServerUrl& server, Post what)
        : server_(server), tls_(server.tls ? std::make_shared<Tls>(server.host) : nullptr) {
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
                prove();
            });
        });
        context_.run();
        return std::move(answer_);
    }

private:
    Transport::Tcp& line() { return stream_.next_layer(); }

    void prove() {
        stream_.async_prove([this](error_code failed) {
            if (failed) return fail(tls_->no_proof(), failed);
            turn_.take(stream_, [this](HttpAnswer answer) { answer_ = std::move(answer); });
        });
    }

    void fail(const std::string& what, error_code ec) { answer_.why = HttpTurn::failure(what, ec); }

    ServerUrl server_;
    std::shared_ptr<Tls> tls_;  // null: plain
    asio::io_context context_{1};
    tcp::resolver resolver_{context_};
    Transport stream_{context_, tls_};
    HttpTurn turn_;
    HttpAnswer answer_;
};

}  // namespace

HttpAnswer post(const ServerUrl& server, Post what) {
    return PostExchange(server, std::move(what)).run();
}

}  // namespace candour::client
