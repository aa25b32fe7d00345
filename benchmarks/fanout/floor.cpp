// bench_floor: the least that a server can do. It answers handshakes, sends what is POSTed to
// /publish to everybody with one send() each, and answers every message with three bytes. What it
// costs is what the kernel costs; every other server is measured against it.
#include "benchmarks/load/rules/handshake.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using candour::load::parse_http_head;

/// The accept that fits the one key which our client sends.
constexpr std::string_view switching =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
constexpr std::string_view published = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view ack =
    "\x81\x03"
    "ack";

/// Owner: main. Thread: main's. Lifetime: the program's.
class Floor {
public:
    explicit Floor(int listener) : listener_(listener), epoll_(epoll_create1(0)) {
        watch(listener);
    }

    [[noreturn]] void run() {
        std::array<epoll_event, 256> events{};
        while (true) {
            const int count = epoll_wait(epoll_, events.data(), events.size(), -1);
            for (int i = 0; i < count; ++i) {
                const int fd = events[static_cast<std::size_t>(i)].data.fd;
                fd == listener_ ? accept_all() : read(fd);
            }
        }
    }

private:
    void watch(int fd) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    }

    void accept_all() const {
        for (int fd = 0; (fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
            const int on = 1;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(fd);
        }
    }

    void read(int fd) {
        std::array<char, 16'384> bytes{};
        const ssize_t got = recv(fd, bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) {
            std::erase(audience_, fd);
            close(fd);
            return;
        }
        const std::string_view text(bytes.data(), static_cast<std::size_t>(got));
        if (text.starts_with("GET ")) {
            say(fd, switching);
            audience_.push_back(fd);
        } else if (text.starts_with("POST ")) {
            if (const auto head = parse_http_head(text)) publish(text.substr(head->size));
            say(fd, published);
        } else {
            say(fd, ack);  // whatever it was: the floor does not look
        }
    }

    /// A body under 64 kB, which came in one piece.
    void publish(std::string_view body) const {
        std::string frame = "\x81";
        frame += '\x7e';
        frame += static_cast<char>(body.size() >> 8U & 0xffU);
        frame += static_cast<char>(body.size() & 0xffU);
        frame += body;
        for (const int fd : audience_) say(fd, frame);
    }

    static void say(int fd, std::string_view bytes) {
        [[maybe_unused]] const auto sent =
            send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    int listener_;
    int epoll_;
    std::vector<int> audience_;
};

}  // namespace

int main() {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    sockaddr raw{};
    std::memcpy(&raw, &address, sizeof raw);
    if (bind(listener, &raw, size) != 0 || listen(listener, 4'096) != 0 ||
        getsockname(listener, &raw, &size) != 0)
        return 1;
    std::memcpy(&address, &raw, sizeof address);
    std::cout << "listening on " << ntohs(address.sin_port) << std::endl;
    Floor(listener).run();
}
