#include "server/domain/waiting_pool.hpp"

#include "server/domain/generator.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace candour::domain {
namespace {

using Place = std::vector<KeptResponse*>::iterator;

bool says_less(const KeptResponse* a, const KeptResponse* b) {
    return a->response < b->response;
}

}  // namespace

void WaitingPool::remove(const KeptResponse& kept) {
    const auto found = std::ranges::find(waiting_, &kept);
    if (found == waiting_.end()) return;
    if (static_cast<std::size_t>(found - waiting_.begin()) < sorted_) --sorted_;
    waiting_.erase(found);
}

void WaitingPool::clear() {
    waiting_.clear();
    sorted_ = 0;
}

/// Merges what came later, by a binary search for each: comparing is dear, moving is cheap.
void WaitingPool::sort() {
    if (sorted_ == waiting_.size()) return;
    const auto middle = waiting_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    std::vector<KeptResponse*> later(middle, waiting_.end());
    std::ranges::stable_sort(later, says_less);
    Place sorted_end = middle;
    Place to = waiting_.end();
    for (; !later.empty(); later.pop_back()) {
        const Place after = std::upper_bound(waiting_.begin(), sorted_end, later.back(), says_less);
        to = std::move_backward(after, sorted_end, to);
        *--to = later.back();
        sorted_end = after;
    }
    sorted_ = waiting_.size();
}

std::vector<KeptResponse*> WaitingPool::take(std::size_t count, Generator& generator) {
    sort();
    const std::vector<std::size_t> places = generator.choose(count, waiting_.size());
    std::vector<KeptResponse*> taken;
    taken.reserve(count);
    for (const std::size_t place : places) taken.push_back(std::exchange(waiting_[place], nullptr));
    std::erase(waiting_, nullptr);
    sorted_ = waiting_.size();
    return taken;
}

std::vector<KeptResponse*> WaitingPool::take_all() {
    sorted_ = 0;
    return std::exchange(waiting_, {});
}

std::vector<KeptResponse*> WaitingPool::take_company(std::size_t k) {
    std::vector<Standing> standings;
    standings.reserve(waiting_.size());
    for (const KeptResponse* kept : waiting_) standings.push_back(kept->standing);
    const std::optional<Announcement> first = shown_from(standings, k);
    if (!first) return {};
    const auto stays = std::ranges::stable_partition(
        waiting_, [&](const KeptResponse* kept) { return kept->standing.given < *first; });
    std::vector<KeptResponse*> taken(stays.begin(), stays.end());
    waiting_.erase(stays.begin(), stays.end());
    sorted_ = 0;
    return taken;
}

}  // namespace candour::domain
