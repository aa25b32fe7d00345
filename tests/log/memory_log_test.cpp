#include "server/log/memory_log.hpp"

#include "tests/log/asking.hpp"
#include "tests/log/room_log_behaviour.hpp"

#include <doctest/doctest.h>

namespace candour::log {

TEST_CASE("MemoryLog") {
    behaves_like_a_room_log([] { return std::make_unique<MemoryLog>(); });
}

TEST_CASE("MemoryLog says that it is done before it returns, and may be called from there") {
    MemoryLog log;
    int told = 0;
    log.append({record(room_of(1), 1, "one")}, [&](std::error_code error) {
        CHECK_FALSE(error);
        ++told;
        log.append({record(room_of(1), 2, "two")}, [&](std::error_code) { ++told; });
    });
    CHECK(told == 2);
    CHECK(read(log, room_of(1)).records.size() == 2);
}

}  // namespace candour::log
