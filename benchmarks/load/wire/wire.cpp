#include "benchmarks/load/wire/wire.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

namespace candour::load {
namespace {

std::error_code last_error() {
    return {errno, std::generic_category()};
}

void set(int fd, int level, int option) {
    // Without it things work a little worse, so a refusal does not matter.
    const int on = 1;
    setsockopt(fd, level, option, &on, sizeof on);
}

}  // namespace

Wire::Wire(Wire&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      partial_(std::move(other.partial_)),
      unsent_(std::move(other.unsent_)) {}

std::error_code Wire::open(const Endpoint& to, const Endpoint* source) {
    close();
    fd_ = socket(to.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0) return last_error();
    set(fd_, IPPROTO_TCP, TCP_NODELAY);
    std::error_code error;
    if (source != nullptr) {
        // The port is chosen at connect, when the other side is known: many more are free then.
        set(fd_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
        if (bind(fd_, source->raw(), source->size) != 0) error = last_error();
    }
    if (!error && connect(fd_, to.raw(), to.size) != 0 && errno != EINPROGRESS)
        error = last_error();
    if (error) close();
    return error;
}

std::error_code Wire::opened() const {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return last_error();
    return {error, std::generic_category()};
}

bool Wire::say(std::string_view bytes) {
    if (!unsent_.empty()) {
        unsent_ += bytes;
        return flush();
    }
    const ssize_t sent = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
    const std::size_t done = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    if (done < bytes.size()) unsent_ = bytes.substr(done);
    return true;
}

bool Wire::flush() {
    if (unsent_.empty()) return true;
    const std::string bytes = std::exchange(unsent_, {});
    return say(bytes);
}

void Wire::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    partial_ = {};
    unsent_ = {};
}

}  // namespace candour::load
