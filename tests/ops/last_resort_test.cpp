#include "server/ops/last_resort.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>

namespace candour::ops {

using namespace std::chrono_literals;

TEST_CASE("what does not end within its time is ended") {
    std::promise<void> acted;
    const LastResort last_resort(1ms, [&acted] { acted.set_value(); });
    CHECK(acted.get_future().wait_for(20s) == std::future_status::ready);
}

TEST_CASE("what ends in time is let be") {
    bool acted = false;
    {
        const LastResort last_resort(1h, [&acted] { acted = true; });
    }
    CHECK_FALSE(acted);
}

}  // namespace candour::ops
