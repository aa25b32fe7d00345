// Frame: one message as the bytes of a WebSocket text frame (RFC 6455, section 5.2), encoded once
// and shared by every connection that sends it: the only thing that threads share.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace candour::app {

/// A value: whoever holds a frame holds its bytes, which nobody can change, and two frames are the
/// same when their bytes are. Copies share the bytes, so that a copy costs no allocation. Any
/// thread.
class Frame {
public:
    /// No frame at all: what stands where there is nothing to send.
    Frame() = default;
    /// A server's unmasked, unfragmented text frame around `message` (valid UTF-8).
    explicit Frame(std::string_view message);

    /// Whether this is no frame at all.
    [[nodiscard]] bool empty() const noexcept { return bytes_ == nullptr; }
    /// The frame as it goes out; nothing when it is empty.
    [[nodiscard]] std::string_view bytes() const noexcept;
    /// The message inside, without the frame's header.
    [[nodiscard]] std::string_view message() const noexcept;

    /// How many copies share the bytes, this one included; 0 when it is empty. Of one thread alone
    /// exact.
    [[nodiscard]] long use_count() const noexcept { return bytes_.use_count(); }

    /// Its part of the bytes, when all who share them have equal ones.
    [[nodiscard]] std::size_t bytes_of_this_copy() const noexcept {
        return empty() ? 0 : bytes().size() / static_cast<std::size_t>(use_count()) + 1;
    }

    friend bool operator==(const Frame& a, const Frame& b) noexcept {
        return a.bytes_ == b.bytes_ || a.bytes() == b.bytes();
    }

private:
    // Their length stands in the frame's own header, so that a Frame is no larger than a pointer
    // that is shared: every connection holds three.
    std::shared_ptr<const char[]> bytes_;
};

[[nodiscard]] inline Frame make_frame(std::string_view message) {
    return Frame(message);
}

}  // namespace candour::app
