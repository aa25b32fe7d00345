#include "server/domain/word_aggregate.hpp"

#include "server/domain/spelling.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace candour::domain {

namespace {

/// Among equals the one that reads best.
const std::string& most_used(const std::map<std::string, std::uint32_t>& spellings,
                             const std::string& key) {
    const auto best = std::ranges::min_element(spellings, [&key](const auto& a, const auto& b) {
        if (a.second != b.second) return a.second > b.second;
        return reads_better(a.first, b.first, key);
    });
    return best->first;
}

}  // namespace

void WordAggregate::release(const WordCloudResponse& response) {
    ++people_;
    for (const Word& word : response.words) {
        const auto [place, is_new] = words_.try_emplace(word.key);
        Entry& entry = place->second;
        if (is_new) entry.lot = lot_.of(word.key);
        ++entry.people;
        ++entry.spellings[word.text];
    }
}

void WordAggregate::retract(const WordCloudResponse& response) {
    --people_;
    for (const Word& word : response.words) {
        const auto found = words_.find(word.key);
        if (found == words_.end()) continue;
        if (--found->second.people == 0) {
            words_.erase(found);
            continue;
        }
        auto& spellings = found->second.spellings;
        const auto spelling = spellings.find(word.text);
        if (spelling != spellings.end() && --spelling->second == 0) spellings.erase(spelling);
    }
}

bool WordAggregate::stands_before(Words::const_iterator a, Words::const_iterator b) {
    if (a->second.people != b->second.people) return a->second.people > b->second.people;
    return std::tie(a->second.lot, a->first) < std::tie(b->second.lot, b->first);
}

void WordAggregate::trim(std::size_t most) {
    if (words_.size() <= most) return;
    std::vector<Words::const_iterator> order;
    for (auto item = words_.cbegin(); item != words_.cend(); ++item) order.push_back(item);
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(order.begin(), last, order.end(), stands_before);
    trimmed_ += static_cast<std::uint32_t>(order.end() - last);
    std::for_each(last, order.end(), [this](Words::const_iterator item) { words_.erase(item); });
}

WordCloudTally WordAggregate::tally(const std::set<ItemId>& hidden,
                                    bool with_hidden,
                                    std::size_t most) const {
    WordCloudTally tally;
    tally.people = people_;

    std::vector<std::pair<Words::const_iterator, bool>> shown;
    for (auto item = words_.begin(); item != words_.end(); ++item) {
        const bool is_hidden = !hidden.empty() && hidden.contains(ItemId{item->first});
        if (!is_hidden || with_hidden) shown.emplace_back(item, is_hidden);
    }

    const std::size_t count = std::min(most, shown.size());
    std::partial_sort(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(count),
                      shown.end(),
                      [](const auto& a, const auto& b) { return stands_before(a.first, b.first); });

    tally.words.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& [item, is_hidden] = shown[i];
        tally.words.push_back({.key = item->first,
                               .text = most_used(item->second.spellings, item->first),
                               .people = item->second.people,
                               .hidden = is_hidden});
    }
    tally.more = static_cast<std::uint32_t>(shown.size() - count) + trimmed_;
    return tally;
}

}  // namespace candour::domain
