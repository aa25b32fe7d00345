#include "server/app/audience/token_bucket.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace std::chrono_literals;
using TimePoint = TokenBucket::TimePoint;

/// How many can be taken at this moment.
int drain(TokenBucket& bucket, TimePoint now) {
    int taken = 0;
    while (bucket.take(now)) ++taken;
    return taken;
}

}  // namespace

TEST_CASE("a bucket gives its burst at once, then so many a second") {
    const TimePoint start{1h};
    TokenBucket bucket(10, 40, start);
    CHECK(drain(bucket, start) == 40);
    CHECK(bucket.empty(start));
    CHECK(drain(bucket, start + 99ms) == 0);
    CHECK(drain(bucket, start + 101ms) == 1);
    CHECK(drain(bucket, start + 1101ms) == 10);
}

TEST_CASE("a bucket that waits for long holds no more than its burst") {
    const TimePoint start{1h};
    TokenBucket bucket(10, 40, start);
    CHECK(drain(bucket, start + 24h) == 40);
    CHECK(drain(bucket, start + 48h) == 40);
}

TEST_CASE("to look whether a bucket is empty takes nothing from it") {
    const TimePoint start{1h};
    TokenBucket bucket(1, 1, start);
    for (int i = 0; i < 10; ++i) CHECK_FALSE(bucket.empty(start));
    CHECK(bucket.take(start));
    CHECK(bucket.empty(start));
    CHECK_FALSE(bucket.empty(start + 1s));
}

TEST_CASE("whoever takes at exactly the rate is never refused, whoever takes faster is") {
    const TimePoint start{1h};
    TokenBucket steady(10, 40, start);
    for (int i = 0; i < 1'000; ++i) CHECK(steady.take(start + i * 100ms));

    TokenBucket hasty(10, 40, start);
    int refused = 0;
    for (int i = 0; i < 1'000; ++i) refused += hasty.take(start + i * 50ms) ? 0 : 1;
    // 50 s at 20 a second, of which 10 a second and the first 40 pass.
    CHECK(refused > 450);
    CHECK(refused < 470);
}

}  // namespace candour::app
