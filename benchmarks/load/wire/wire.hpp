// Wire: a non-blocking TCP line that keeps next to nothing while it is quiet.
#pragma once

#include "benchmarks/load/wire/endpoint.hpp"

#include <sys/socket.h>
#include <sys/types.h>

#include <cerrno>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace candour::load {

/// Owner: a guest or a facilitator's line. Thread: the owner's. Lifetime: one connection after
/// another.
class Wire {
public:
    Wire() = default;
    Wire(Wire&& other) noexcept;
    Wire& operator=(Wire&&) = delete;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    ~Wire() { close(); }

    /// Starts to connect, from `source` when there is one.
    [[nodiscard]] std::error_code open(const Endpoint& to, const Endpoint* source);
    /// What became of it, once the socket can be written to.
    [[nodiscard]] std::error_code opened() const;
    /// Sends what the kernel takes and keeps the rest for flush(); false when the line is broken.
    [[nodiscard]] bool say(std::string_view bytes);
    [[nodiscard]] bool flush();
    void close();

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
    [[nodiscard]] bool has_unsent() const noexcept { return !unsent_.empty(); }

    /// Reads until the kernel has no more (`to_the_end`: until it says so, for when the other side
    /// has closed) and hands each read to `take`, with what it left of earlier ones before it. take
    /// returns how many bytes it is done with; it may close the line. False when the line is
    /// broken.
    template <class Take>
    [[nodiscard]] bool hear(std::span<char> scratch, bool to_the_end, Take take) {
        while (is_open()) {
            const ssize_t got = recv(fd_, scratch.data(), scratch.size(), 0);
            if (got < 0) return errno == EAGAIN || errno == EINTR;
            if (got == 0) return false;
            const std::size_t size = static_cast<std::size_t>(got);
            digest({scratch.data(), size}, take);
            if (size < scratch.size() && !to_the_end) return true;
        }
        return true;
    }

private:
    template <class Take>
    void digest(std::string_view fresh, Take& take) {
        if (partial_.empty()) {
            const std::size_t used = take(fresh);
            if (is_open() && used < fresh.size()) partial_ = fresh.substr(used);
            return;
        }
        partial_.append(fresh);
        const std::string bytes = std::move(partial_);
        partial_ = {};
        const std::size_t used = take(std::string_view(bytes));
        if (is_open() && used < bytes.size()) partial_ = bytes.substr(used);
    }

    int fd_ = -1;
    std::string partial_;  // the beginning of a frame
    std::string unsent_;
};

}  // namespace candour::load
