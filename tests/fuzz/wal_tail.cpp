// Any bytes as a write-ahead log: a damaged disk sends what it likes.
#include "server/log/wal_tail.hpp"

#include "tests/fuzz/target.hpp"

#include <sstream>

namespace candour::fuzz {

void take(std::string_view bytes) {
    std::istringstream wal{std::string(bytes)};
    const log::WalTail tail = log::read_wal_tail(wal);
    require(tail.unfinished_bytes <= bytes.size() && tail.damaged_bytes <= bytes.size(),
            "no more is damaged than there is");
}

std::vector<std::string> first_inputs() {
    // SQLite's header of a log with pages of 4,096 bytes, and the first frame's.
    const std::string header("\x37\x7f\x06\x82\x00\x2d\xe2\x18\x00\x00\x10\x00\x00\x00\x00\x00",
                             16);
    return {header, header + std::string(16, '\0') + std::string(24 + 4'096, '\1')};
}

}  // namespace candour::fuzz
