// Frame: one message as the bytes of a WebSocket text frame (RFC 6455, section 5.2), encoded once
// and shared by every connection that sends it: the only thing that threads share.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace candour::app {

class Frame {
public:
    /// A server's unmasked, unfragmented text frame around `message` (valid UTF-8).
    explicit Frame(std::string_view message);

    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
    /// The message inside, without the frame's header.
    [[nodiscard]] std::string_view message() const noexcept {
        return std::string_view{bytes_}.substr(header_);
    }

private:
    std::string bytes_;
    std::size_t header_ = 0;
};

using SharedFrame = std::shared_ptr<const Frame>;

[[nodiscard]] inline SharedFrame make_frame(std::string_view message) {
    return std::make_shared<const Frame>(message);
}

}  // namespace candour::app
