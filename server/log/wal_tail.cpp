#include "server/log/wal_tail.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <limits>
#include <span>
#include <vector>

namespace candour::log {
namespace {

constexpr std::size_t header_size = 32;
constexpr std::size_t frame_header_size = 24;

std::uint32_t big_endian(std::span<const char> bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t little_endian(std::span<const char> bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The running checksum: every frame's covers all frames before it.
struct Checksum {
    bool is_big_endian = false;
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    void add(std::span<const char> bytes) {
        const auto word = is_big_endian ? &big_endian : &little_endian;
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            first += word(bytes, i) + second;
            second += word(bytes, i + 4) + first;
        }
    }
    [[nodiscard]] bool stands_at(std::span<const char> bytes, std::size_t at) const {
        return big_endian(bytes, at) == first && big_endian(bytes, at + 4) == second;
    }
};

bool fill(std::istream& wal, std::span<char> bytes) {
    return static_cast<bool>(wal.read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

std::uint64_t rest_of(std::istream& wal) {
    wal.clear();
    wal.ignore(std::numeric_limits<std::streamsize>::max());
    return static_cast<std::uint64_t>(wal.gcount());
}

bool is_page_size(std::uint32_t size) {
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

}  // namespace

WalTail read_wal_tail(std::istream& wal) {
    std::array<char, header_size> header{};
    if (!fill(wal, header)) return {};  // empty, or the header itself was never finished
    const std::uint32_t magic = big_endian(header, 0);
    const std::uint32_t page_size = big_endian(header, 8);
    Checksum checksum{(magic & 1U) != 0};
    checksum.add(std::span(header).first(24));
    if ((magic & ~1U) != 0x377F0682 || !is_page_size(page_size) || !checksum.stands_at(header, 24))
        return {0, rest_of(wal)};

    WalTail tail;
    std::uint64_t after_last_good = 0;  // bytes since the last finished transaction that checks out
    std::uint64_t until_torn = 0;       // the same, up to a finishing frame that was perhaps torn
    bool is_good = true;
    std::vector<char> frame(frame_header_size + page_size);
    while (fill(wal, frame)) {
        const std::span<const char> bytes = frame;
        const bool finishes = big_endian(bytes, 4) != 0;
        const bool was_good = is_good;
        const bool has_salts =
            std::equal(bytes.begin() + 8, bytes.begin() + 16, header.begin() + 16);
        bool chains = false;
        if (was_good) {
            checksum.add(bytes.first(8));
            checksum.add(bytes.subspan(frame_header_size));
            chains = checksum.stands_at(bytes, 16);
        }
        is_good = chains && has_salts;
        after_last_good += frame.size();
        // The checksums do not cover the salts: a frame that chains is one of ours whose salts
        // have been changed.
        const bool is_of_this_generation = has_salts || chains;
        if (!is_of_this_generation) continue;  // of an earlier one, and moved to the database since
        if (is_good && finishes) {
            after_last_good = 0;
            tail.unfinished_bytes = 0;
            continue;
        }
        if (until_torn > 0) tail.damaged_bytes = until_torn;  // it was not the last to be written
        if (finishes) (was_good ? until_torn : tail.damaged_bytes) = after_last_good;
        tail.unfinished_bytes = after_last_good;
    }
    if (tail.damaged_bytes > 0) tail.unfinished_bytes = 0;
    return tail;
}

}  // namespace candour::log
