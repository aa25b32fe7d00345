#include "benchmarks/load/rules/search.hpp"

#include <algorithm>
#include <cmath>

namespace candour::load {

std::optional<std::uint32_t> LimitSearch::next() const {
    if (done_ || tries_ >= max_tries) return {};
    return std::min(next_, at_most_);
}

void LimitSearch::held() {
    ++tries_;
    holds_ = std::max(holds_, std::min(next_, at_most_));
    if (let_in_ && is_near(*let_in_)) done_ = true;
    if (breaks_) return narrow();
    done_ = holds_ >= at_most_;
    next_ = holds_ > at_most_ / 2 ? at_most_ : holds_ * 2;
}

void LimitSearch::broke(std::optional<std::uint32_t> let_in) {
    ++tries_;
    const auto tried = std::min(next_, at_most_);
    breaks_ = breaks_ ? std::min(*breaks_, tried) : tried;
    if (let_in && *let_in < holds_) let_in.reset();  // it has held more than that
    if (let_in) let_in_ = let_in;
    if (let_in && holds_ > 0 && is_near(*let_in)) done_ = true;
    if (let_in && *let_in > holds_ && *let_in < *breaks_) {
        next_ = *let_in;
        return;
    }
    narrow();
}

/// To what holds, within the precision.
bool LimitSearch::is_near(std::uint32_t people) const {
    return people <= holds_ * (1 + precision_);
}

void LimitSearch::narrow() {
    const double low = holds_;
    const double high = *breaks_;
    if (holds_ == 0 ? *breaks_ <= fewest : high <= std::max(low * (1 + precision_), low + 1))
        done_ = true;
    const double middle = holds_ == 0 ? high / 2 : std::sqrt(low * high);
    next_ =
        std::max(static_cast<std::uint32_t>(std::lround(middle)), holds_ == 0 ? 1U : holds_ + 1);
}

}  // namespace candour::load
