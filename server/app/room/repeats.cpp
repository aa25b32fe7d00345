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
    const auto found = overtaken_.find(who);
    return found != overtaken_.end() &&
           std::ranges::find(found->second, hash_of(id)) != found->second.end();
}

void Repeats::taken(const Pseudonym& who, const MessageId& id) {
    const std::uint64_t hash = hash_of(id);
    const auto [last, is_first] = last_.try_emplace(who, hash);
    if (is_first || last->second == hash) return;
    std::vector<std::uint64_t>& overtaken = overtaken_[who];
    if (overtaken.size() == limits::remembered_messages) overtaken.erase(overtaken.begin());
    overtaken.push_back(last->second);
    last->second = hash;
}

}  // namespace candour::app
