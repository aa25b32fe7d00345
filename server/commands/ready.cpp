#include "server/commands/commands.hpp"
#include "server/commands/give_up.hpp"
#include "server/commands/limits.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <sys/socket.h>
#include <sys/time.h>

#include <charconv>
#include <iostream>

namespace candour::commands {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Where a server with these settings is met on its own machine: 0.0.0.0 is no place to go to.
tcp::endpoint own_endpoint(const ops::Config& config) {
    auto address = asio::ip::make_address(config.address);
    if (address.is_unspecified())
        address = address.is_v4() ? asio::ip::address(asio::ip::address_v4::loopback())
                                  : asio::ip::address(asio::ip::address_v6::loopback());
    return {address, config.port};
}

/// What the server says, head and all; empty when it cannot be reached or takes too long.
std::string ask(const tcp::endpoint& server) {
    asio::io_context context(1);
    tcp::socket socket(context, server.protocol());
    // Blocking calls of the system itself, as only these know a time limit.
    const timeval patience{.tv_sec = limits::ready_within.count(), .tv_usec = 0};
    ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(socket.native_handle(), server.data(), static_cast<socklen_t>(server.size())) !=
        0)
        return {};
    const std::string request =
        "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    if (::send(socket.native_handle(), request.data(), request.size(), MSG_NOSIGNAL) < 0) return {};
    std::string answer(limits::max_ready_bytes, '\0');
    std::size_t size = 0;
    while (size < answer.size()) {
        const auto more =
            ::recv(socket.native_handle(), answer.data() + size, answer.size() - size, 0);
        if (more <= 0) break;
        size += static_cast<std::size_t>(more);
    }
    answer.resize(size);
    return answer;
}

/// 503 of "HTTP/1.1 503 Service Unavailable"; 0 of anything else.
int status_of(std::string_view answer) {
    constexpr std::string_view version = "HTTP/1.1 ";
    int status = 0;
    if (answer.starts_with(version) && answer.size() > version.size() + 3)
        std::from_chars(answer.data() + version.size(), answer.data() + version.size() + 3, status);
    return status;
}

}  // namespace

int ready(const ops::Config& config) {
    const auto server = own_endpoint(config);
    const auto answer = ask(server);
    const auto status = status_of(answer);
    if (status == 0)
        return give_up("nothing answers on port " + std::to_string(server.port()) + " of " +
                       server.address().to_string() + ".");
    const auto head = answer.find("\r\n\r\n");
    const auto said = head == std::string::npos ? std::string{} : answer.substr(head + 4);
    (status == 200 ? std::cout : std::cerr) << said << (said.ends_with('\n') ? "" : "\n");
    return status == 200 ? done : failed;
}

}  // namespace candour::commands
