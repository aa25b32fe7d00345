#include "benchmarks/load/rules/schedule.hpp"

#include <algorithm>
#include <cmath>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

constexpr Micros first_back_off = 500ms;
constexpr Micros last_back_off = 20s;
/// Share of the answering time at which half of all people have answered, and how far they spread.
constexpr double median_share = 0.3;
constexpr double spread = 0.6;
/// A locked phone stays dark for up to this share of the answering time.
constexpr double dark_share = 0.4;

Micros scaled(Micros time, double factor) {
    return Micros(static_cast<std::int64_t>(static_cast<double>(time.count()) * factor));
}

}  // namespace

Micros arrival(std::size_t index, std::size_t count, Micros over, people::Dice& dice) {
    const auto at = (static_cast<double>(index) + dice.share()) / static_cast<double>(count);
    return scaled(over, at);
}

Micros thinking(Micros over, people::Dice& dice) {
    // Near log-normal, as reading and thinking times are: a sum of uniform numbers is near normal.
    for (int attempt = 0; attempt < 8; ++attempt) {
        const double normal = 2 * (dice.share() + dice.share() + dice.share() - 1.5);
        const double share = median_share * std::exp(spread * normal);
        if (share < 1) return scaled(over, share);
    }
    return scaled(over, median_share);
}

Plan plan_answer(Micros over, people::Dice& dice) {
    Plan plan;
    plan.answer = thinking(over, dice);
    if (dice.chance(locks_share)) {
        plan.lock = scaled(plan.answer, 0.5);
        plan.unlock = *plan.lock + scaled(over, dark_share * (0.5 + 0.5 * dice.share()));
        plan.answer = std::max(plan.answer, plan.unlock + scaled(over, 0.05));
    } else if (dice.chance(changes_share)) {
        plan.change = plan.answer + scaled(over - plan.answer, 0.1 + 0.9 * dice.share());
    }
    return plan;
}

bool never_reads(std::uint32_t person, std::uint32_t percent, std::uint64_t seed) {
    return people::Dice(seed ^ (std::uint64_t{person} << 20U)).below(100) < percent;
}

Micros back_off(unsigned failures, people::Dice& dice) {
    const auto bound = std::min(last_back_off, first_back_off * (1U << std::min(failures, 10U)));
    return scaled(bound, dice.share());
}

}  // namespace candour::load
