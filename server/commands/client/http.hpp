// One request over HTTP, from a program that is no browser.
#pragma once

#include "server/commands/client/address.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace boost::asio {
class io_context;
}

namespace candour::client {

struct HttpRequest {
    std::string path;
    /// With one it is a POST.
    std::string body{};
    std::string content_type = "application/json";
    std::chrono::seconds within{60};
};

/// What came; status 0 when nothing did.
struct HttpAnswer {
    unsigned status = 0;
    std::string body{};
    std::string why{};  // for a person, when nothing came
};

/// Connects, asks, and hands over the answer while the context runs. Thread: the context's one.
void ask_http(boost::asio::io_context& context,
              const Address& server,
              HttpRequest request,
              std::function<void(HttpAnswer)> done);

}  // namespace candour::client
