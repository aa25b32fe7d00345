#include "server/app/room/repeats.hpp"

#include "server/app/limits.hpp"

#include <algorithm>
#include <functional>

namespace candour::app {

namespace {

std::uint64_t hash_of(const MessageId& id) {
    return std::hash<MessageId>{}(id);
}

}  // namespace

bool Repeats::is_overtaken(const Pseudonym& who, const MessageId& id) const {
    const auto found = changes_.find(who);
    if (found == changes_.end()) return false;
    const std::vector<std::uint64_t>& overtaken = found->second.overtaken;
    return std::ranges::find(overtaken, hash_of(id)) != overtaken.end();
}

void Repeats::taken(const Pseudonym& who, const MessageId& id) {
    const std::uint64_t hash = hash_of(id);
    const auto [last, is_first] = last_.try_emplace(who, hash);
    if (is_first || last->second == hash) return;
    Changes& changes = changes_[who];
    if (changes.count < limits::changes_per_answer) ++changes.count;
    std::vector<std::uint64_t>& overtaken = changes.overtaken;
    if (overtaken.size() == limits::remembered_messages) overtaken.erase(overtaken.begin());
    overtaken.push_back(last->second);
    last->second = hash;
}

bool Repeats::may_change(const Pseudonym& who) const {
    const auto found = changes_.find(who);
    return found == changes_.end() || found->second.count < limits::changes_per_answer;
}

}  // namespace candour::app
