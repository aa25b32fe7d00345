#include "server/net/frame_stream.hpp"

#include "server/app/limits.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>

namespace candour::net {
namespace {

constexpr int flags = MSG_DONTWAIT | MSG_NOSIGNAL;

/// What one send() call did: how many bytes went, and whether it is the socket that set the limit.
struct Sent {
    std::size_t bytes = 0;
    error_code ec;  // would_block when the socket is full
};

Sent outcome(ssize_t result) {
    if (result >= 0) return {static_cast<std::size_t>(result), {}};
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {0, asio::error::would_block};
    return {0, error_code(errno, boost::system::system_category())};
}

Sent send_bytes(int fd, std::string_view bytes) {
    for (;;) {
        const auto result = ::send(fd, bytes.data(), bytes.size(), flags);
        if (result < 0 && errno == EINTR) continue;
        return outcome(result);
    }
}

/// Sends up to app::limits::max_frames_per_send frames, leaving out the first `skip` bytes.
Sent send_frames(int fd, std::span<const app::Frame> frames, std::size_t skip) {
    if (frames.size() == 1) return send_bytes(fd, frames.front().bytes().substr(skip));
    std::array<iovec, app::limits::max_frames_per_send> pieces;  // filled as far as it is used
    const auto count = std::min(frames.size(), app::limits::max_frames_per_send);
    for (std::size_t i = 0; i < count; ++i) {
        const auto bytes = frames[i].bytes().substr(i == 0 ? skip : 0);
        pieces[i] = {const_cast<char*>(bytes.data()), bytes.size()};
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    for (;;) {
        const auto result = ::sendmsg(fd, &message, flags);
        if (result < 0 && errno == EINTR) continue;
        return outcome(result);
    }
}

/// How far a list of frames has been sent: `frames` begins with the one that `sent` bytes of are
/// out.
struct Progress {
    std::span<const app::Frame> frames;
    std::size_t sent = 0;
    error_code ec;
};

Progress send_while_taken(int fd, std::span<const app::Frame> frames, std::size_t sent) {
    while (!frames.empty()) {
        const auto now = send_frames(fd, frames, sent);
        if (now.ec) return {frames, sent, now.ec};
        sent += now.bytes;
        while (!frames.empty() && sent >= frames.front().bytes().size()) {
            sent -= frames.front().bytes().size();
            frames = frames.subspan(1);
        }
    }
    return {};
}

}  // namespace

void FrameStream::send(std::span<const app::Frame> frames) {
    assert(!busy());
    const auto progress = send_while_taken(socket_.native_handle(), frames, 0);
    if (progress.frames.empty()) return;
    if (progress.ec != asio::error::would_block) return close();
    rest_ = std::make_unique<Rest>();
    rest_->frames.assign(progress.frames.begin(), progress.frames.end());
    rest_->sent = progress.sent;
    wait();
}

std::size_t FrameStream::waiting() const noexcept {
    if (!rest_) return 0;
    std::size_t bytes = rest_->own.size() - rest_->own_sent;
    for (const app::Frame& frame : rest_->frames) bytes += frame.bytes_of_this_copy();
    return bytes;
}

void FrameStream::write(std::string bytes, std::unique_ptr<Written> written) {
    if (busy()) {  // after our frames; Beast itself never has two writes in flight
        assert(!rest_->written);
        rest_->own = std::move(bytes);
        rest_->own_sent = 0;
        rest_->written = std::move(written);
        return;
    }
    const auto now = send_bytes(socket_.native_handle(), bytes);
    if (now.ec && now.ec != asio::error::would_block) return written->tell(now.ec, 0);
    if (now.bytes == bytes.size()) return written->tell({}, bytes.size());
    rest_ = std::make_unique<Rest>();
    rest_->own = std::move(bytes);
    rest_->own_sent = now.bytes;
    rest_->written = std::move(written);
    wait();
}

void FrameStream::wait() {
    auto again = [this, alive = boost::intrusive_ptr<StreamOwner>(&owner_)](error_code ec) {
        on_writable(ec);
    };
    socket_.async_wait(Socket::wait_write, std::move(again));
}

void FrameStream::on_writable(error_code ec) {
    if (!ec) ec = push_rest();
    if (ec == asio::error::would_block) return wait();
    const auto rest = std::move(rest_);
    if (rest && rest->written) rest->written->tell(ec, ec ? 0 : rest->own.size());
    if (ec) return close();
    owner_.on_drained();
}

error_code FrameStream::push_rest() {
    const int fd = socket_.native_handle();
    const auto progress = send_while_taken(fd, rest_->frames, rest_->sent);
    rest_->sent = progress.sent;
    const auto done = rest_->frames.size() - progress.frames.size();
    rest_->frames.erase(rest_->frames.begin(),
                        rest_->frames.begin() + static_cast<std::ptrdiff_t>(done));
    if (progress.ec) return progress.ec;
    while (rest_->own_sent < rest_->own.size()) {
        const auto now = send_bytes(fd, std::string_view(rest_->own).substr(rest_->own_sent));
        if (now.ec) return now.ec;
        rest_->own_sent += now.bytes;
    }
    return {};
}

void FrameStream::close() {
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace candour::net
