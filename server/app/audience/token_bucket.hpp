// TokenBucket: so many at once, so many a second. Time is handed in.
#pragma once

#include <algorithm>
#include <chrono>

namespace candour::app {

class TokenBucket {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    TokenBucket(double per_second, double burst, TimePoint now)
        : per_second_(per_second), burst_(burst), tokens_(burst), at_(now) {}

    /// Takes one, or another amount, if there is so much.
    bool take(TimePoint now, double amount = 1) {
        refill(now);
        if (tokens_ < amount) return false;
        tokens_ -= amount;
        return true;
    }
    [[nodiscard]] bool empty(TimePoint now) {
        refill(now);
        return tokens_ < 1;
    }

private:
    void refill(TimePoint now) {
        const std::chrono::duration<double> passed = now - at_;
        tokens_ = std::min(burst_, tokens_ + passed.count() * per_second_);
        at_ = now;
    }

    double per_second_;
    double burst_;
    double tokens_;
    TimePoint at_;
};

}  // namespace candour::app
