#include "benchmarks/load/wire/line.hpp"

#include "benchmarks/load/rules/frames.hpp"
#include "benchmarks/load/rules/handshake.hpp"
#include "protocol/cpp/codec.hpp"

#include <poll.h>

#include <utility>

namespace candour::load {

Line::Line(const Endpoint& server, std::string authority, Hello hello, Hear hear)
    : server_(server),
      authority_(std::move(authority)),
      hello_(std::move(hello)),
      hear_(std::move(hear)) {}

void Line::open() {
    state_ = State::connecting;
    if (wire_.open(server_, nullptr)) wire_.close();
}

void Line::say(const ClientMessage& message) {
    if (is_open() && state_ == State::talking) send(encode(message));
}

short Line::wanted_events() const {
    const bool to_write = state_ == State::connecting || wire_.has_unsent();
    return static_cast<short>(POLLIN | (to_write ? POLLOUT : 0));
}

void Line::on_events(short events, std::span<char> scratch) {
    if (state_ == State::connecting && (events & (POLLOUT | POLLERR | POLLHUP)) != 0) {
        state_ = State::upgrading;
        const auto request = upgrade_request(authority_, "/ws", protocol_name);
        if (wire_.opened() || !wire_.say(request)) return close();
    }
    if (!wire_.flush()) return close();
    if ((events & (POLLIN | POLLERR | POLLHUP)) == 0) return;
    if (!wire_.hear(scratch, false, [this](std::string_view bytes) { return take(bytes); }))
        close();
}

std::size_t Line::take(std::string_view bytes) {
    std::size_t used = 0;
    if (state_ == State::upgrading) {
        const auto head = parse_http_head(bytes);
        if (!head) return 0;
        if (head->status != 101) {
            close();
            return bytes.size();
        }
        used = head->size;
        state_ = State::talking;
        send(encode(hello_));
    }
    while (is_open()) {
        const auto parsed = parse_frame(bytes.substr(used));
        if (parsed.status == Parsed::Status::partial) return used;
        const Time at = now();
        used += parsed.size;
        if (parsed.status == Parsed::Status::broken || parsed.frame.opcode == Opcode::close)
            close();
        if (!is_open() || parsed.frame.opcode != Opcode::text) continue;
        if (const auto message = parse_server_message(parsed.frame.payload)) hear_(*message, at);
    }
    return used;
}

void Line::send(std::string_view text) {
    std::string frame;
    append_frame(frame, Opcode::text, text, mask_ = mask_ * 1'664'525U + 1'013'904'223U);
    if (!wire_.say(frame)) close();
}

}  // namespace candour::load
