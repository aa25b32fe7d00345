// HttpTurn: one request and its answer, on a stream that is connected already. Private to this
// folder, as Beast is.
#pragma once

#include "server/commands/client/http.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <string>
#include <utility>

namespace candour::client {

/// Owner: whoever asks. Thread: the stream's. Lifetime: until `done` has been called.
struct HttpTurn {
    boost::beast::http::request<boost::beast::http::string_body> request;
    boost::beast::http::response_parser<boost::beast::http::string_body> response;
    boost::beast::flat_buffer buffer;

    /// A GET, or with a body a POST of that content.
    void prepare(const std::string& path,
                 const std::string& host,
                 std::string body,
                 const std::string& content_type) {
        namespace http = boost::beast::http;
        request = {body.empty() ? http::verb::get : http::verb::post, path, 11};
        request.set(http::field::host, host);
        if (!body.empty()) request.set(http::field::content_type, content_type);
        request.body() = std::move(body);
        request.prepare_payload();
    }

    /// Asks, and calls `done` with what came of it. Stream and turn outlive that.
    template <class Stream, class Done>
    void take(Stream& stream, Done done) {
        namespace http = boost::beast::http;
        using boost::beast::error_code;
        http::async_write(
            stream, request, [this, &stream, done = std::move(done)](error_code ec, std::size_t) {
                // A server that refuses early stops reading, and has answered all the same.
                if (ec && ec != boost::beast::errc::broken_pipe &&
                    ec != boost::beast::errc::connection_reset)
                    return done(HttpAnswer{.why = failure("asking it failed", ec)});
                http::async_read(
                    stream, buffer, response, [this, done](error_code failed, std::size_t) {
                        if (failed)
                            return done(
                                HttpAnswer{.why = failure("it gave no whole answer", failed)});
                        auto& got = response.get();
                        done(HttpAnswer{.status = got.result_int(), .body = std::move(got.body())});
                    });
            });
    }

    /// "it cannot be reached: Connection refused."
    static std::string failure(const std::string& what, boost::beast::error_code ec) {
        return what + (ec ? ": " + ec.message() : "") + ".";
    }
};

}  // namespace candour::client
