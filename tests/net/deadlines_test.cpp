#include "server/net/deadlines.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

namespace candour::net {
namespace {

using namespace std::chrono_literals;

struct Watched final : Expiring {
    void on_deadline() override { ++times; }
    int times = 0;
};

TEST_CASE("a deadline comes once, never early and at most a second late") {
    Deadlines deadlines;
    Watched item;
    for (const auto within : {0s, 1s, 5s, 62s}) {
        item.times = 0;
        deadlines.arm(item, within);
        for (auto passed = 0s; passed < within; ++passed) deadlines.tick();
        CHECK(item.times == 0);  // the second in which it was armed may have been nearly over
        deadlines.tick();
        CHECK(item.times == 1);
        for (int i = 0; i < 130; ++i) deadlines.tick();
        CHECK(item.times == 1);
    }
}

TEST_CASE("arming again takes the place of the earlier deadline") {
    Deadlines deadlines;
    Watched item;
    deadlines.arm(item, 1s);
    deadlines.tick();
    deadlines.arm(item, 3s);
    for (int i = 0; i < 3; ++i) deadlines.tick();
    CHECK(item.times == 0);
    deadlines.tick();
    CHECK(item.times == 1);
}

TEST_CASE("what is cancelled or destroyed has no deadline") {
    Deadlines deadlines;
    Watched item;
    deadlines.arm(item, 1s);
    Deadlines::cancel(item);
    {
        Watched gone;
        deadlines.arm(gone, 1s);
    }
    for (int i = 0; i < 5; ++i) deadlines.tick();
    CHECK(item.times == 0);
}

TEST_CASE("one deadline may end the next item") {
    struct Ending final : Expiring {
        void on_deadline() override { other.reset(); }
        std::unique_ptr<Watched> other = std::make_unique<Watched>();
    };
    Deadlines deadlines;
    Ending ending;
    deadlines.arm(ending, 1s);
    deadlines.arm(*ending.other, 1s);
    for (int i = 0; i < 3; ++i) deadlines.tick();
    CHECK(ending.other == nullptr);
}

}  // namespace
}  // namespace candour::net
