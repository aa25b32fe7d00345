// ByteWriter and ByteReader: numbers and texts as bytes. A reader that meets the end too early
// gives zeros and says so in failed(); it never reads past it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace candour::app {

class ByteWriter {
public:
    /// LEB128: seven bits a byte, the least first.
    void number(std::uint64_t value) {
        while (value >= 0x80U) {
            bytes_.push_back(static_cast<char>(value | 0x80U));
            value >>= 7U;
        }
        bytes_.push_back(static_cast<char>(value));
    }
    void text(std::string_view text) {
        number(text.size());
        bytes_.append(text);
    }
    template <std::size_t N>
    void raw(const std::array<std::uint8_t, N>& data) {
        bytes_.append(data.begin(), data.end());
    }
    [[nodiscard]] std::string take() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) return fail();
            const auto byte = static_cast<std::uint8_t>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0) return value;
        }
        return fail();
    }
    bool flag() { return number() == 1; }
    std::string text() {
        const std::uint64_t size = number();
        if (size > rest_.size()) {
            fail();
            return {};
        }
        std::string text{rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return text;
    }
    template <std::size_t N>
    void raw(std::array<std::uint8_t, N>& data) {
        if (rest_.size() < N) {
            fail();
            return;
        }
        for (std::size_t i = 0; i < N; ++i) data[i] = static_cast<std::uint8_t>(rest_[i]);
        rest_.remove_prefix(N);
    }

    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    std::uint64_t fail() {
        failed_ = true;
        rest_ = {};
        return 0;
    }

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace candour::app
