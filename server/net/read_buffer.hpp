// ReadBuffer: where one connection's message gathers. Small while messages are short, as they
// nearly always are; what a long one needed is given back at once.
#pragma once

#include "server/app/limits.hpp"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace candour::net {

/// Owner: a Connection. Thread: its shard. Lifetime: the connection's.
class ReadBuffer {
public:
    /// Room for at least one byte. The caller sees to it that no message is larger than
    /// limits::max_read_bytes (Beast does, read_message_max).
    [[nodiscard]] boost::asio::mutable_buffer space() {
        if (size_ == capacity()) grow();
        return {data() + size_, capacity() - size_};
    }
    void commit(std::size_t bytes) noexcept { size_ += static_cast<std::uint32_t>(bytes); }
    [[nodiscard]] std::string_view text() const noexcept {
        return {large_ ? large_.get() : small_.data(), size_};
    }
    /// Wiped, as a message may hold a ticket, and an idle connection's buffer stays as it is.
    void clear() noexcept {
        std::memset(small_.data(), 0, std::min<std::size_t>(size_, small_.size()));
        size_ = 0;
        large_.reset();
        large_bytes_ = 0;
    }
    [[nodiscard]] std::size_t capacity() const noexcept {
        return large_ ? large_bytes_ : small_.size();
    }

private:
    [[nodiscard]] char* data() noexcept { return large_ ? large_.get() : small_.data(); }

    void grow() {
        const auto bytes = std::min(capacity() * 4, app::limits::max_read_bytes + 1);
        auto larger = std::make_unique_for_overwrite<char[]>(bytes);
        std::memcpy(larger.get(), data(), size_);
        large_ = std::move(larger);
        large_bytes_ = static_cast<std::uint32_t>(bytes);
    }

    std::unique_ptr<char[]> large_;
    std::uint32_t large_bytes_ = 0;
    std::uint32_t size_ = 0;
    std::array<char, app::limits::small_read_bytes> small_;
};

}  // namespace candour::net
