#include "server/ops/last_resort.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>

namespace candour::ops {

using namespace std::chrono_literals;

TEST_CASE("what does not end within its time is ended") {
    std::promise<void> acted;
    LastResort last_resort([&acted] { acted.set_value(); });
    last_resort.begin(1ms);
    CHECK(acted.get_future().wait_for(20s) == std::future_status::ready);
}

TEST_CASE("what ends in time is let be") {
    bool acted = false;
    {
        LastResort last_resort([&acted] { acted = true; });
        last_resort.begin(1h);
    }
    CHECK_FALSE(acted);
}

TEST_CASE("what has not begun to end has all the time") {
    bool acted = false;
    {
        const LastResort last_resort([&acted] { acted = true; });
    }
    CHECK_FALSE(acted);
}

}  // namespace candour::ops
