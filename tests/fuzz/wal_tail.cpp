// Any bytes as a write-ahead log: a damaged disk sends what it likes.
#include "server/log/wal_tail.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream wal(std::string(reinterpret_cast<const char*>(data), size));
    const candour::log::WalTail tail = candour::log::read_wal_tail(wal);
    if (tail.unfinished_bytes > size || tail.damaged_bytes > size) std::abort();
    return 0;
}
