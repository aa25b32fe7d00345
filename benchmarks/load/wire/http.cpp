#include "benchmarks/load/wire/http.hpp"

#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/wire/wire.hpp"

#include <poll.h>

#include <array>
#include <utility>

namespace candour::load {
namespace {

boost::system::result<HttpAnswer, std::string> fault(std::string sentence) {
    return {boost::system::in_place_error, std::move(sentence)};
}

bool wait_for(int fd, short events, Time until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - now());
    pollfd waiting{fd, events, 0};
    return left.count() > 0 && poll(&waiting, 1, static_cast<int>(left.count())) == 1;
}

bool is_whole(std::string_view bytes) {
    const auto head = parse_http_head(bytes);
    return head && head->content_length && bytes.size() >= head->size + *head->content_length;
}

}  // namespace

boost::system::result<HttpAnswer, std::string> exchange(const Endpoint& server,
                                                        std::string_view request,
                                                        Micros within) {
    const Time until = now() + within;
    Wire wire;
    if (const auto error = wire.open(server, nullptr))
        return fault("The server cannot be reached: " + error.message() + ".");
    if (!wait_for(wire.fd(), POLLOUT, until)) return fault("The server does not answer.");
    if (const auto error = wire.opened())
        return fault("The server cannot be reached: " + error.message() + ".");
    if (!wire.say(request)) return fault("The server ended the line.");
    std::string bytes;
    std::array<char, 16'384> scratch{};
    bool more = true;
    while (more && !is_whole(bytes)) {
        const auto events = static_cast<short>(POLLIN | (wire.has_unsent() ? POLLOUT : 0));
        if (!wait_for(wire.fd(), events, until)) return fault("The server does not answer.");
        if (!wire.flush()) return fault("The server ended the line.");
        more = wire.hear(scratch, false, [&bytes](std::string_view heard) {
            bytes += heard;
            return heard.size();
        });
    }
    const auto head = parse_http_head(bytes);
    if (!head || head->status == 0) return fault("What answers there does not speak HTTP.");
    return HttpAnswer{head->status, bytes.substr(head->size)};
}

}  // namespace candour::load
