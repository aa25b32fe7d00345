#include "server/domain/text_aggregate.hpp"

#include <algorithm>

namespace candour::domain {

std::uint32_t TextAggregate::release(const std::vector<const FreeTextResponse*>& group) {
    std::vector<std::string> texts;
    for (const FreeTextResponse* response : group)
        texts.insert(texts.end(), response->texts.begin(), response->texts.end());
    std::sort(texts.begin(), texts.end());

    const std::uint32_t number = ++last_release_;
    std::vector<Entry>& release = releases_[number];
    for (std::string& text : texts) {
        const std::string place = std::to_string(release.size() + 1);
        const std::uint64_t lot = lot_.of(text);
        release.push_back({ItemId{std::to_string(number) + "." + place}, std::move(text), lot});
        ++size_;
    }
    // Equal texts have equal lots; which of them comes first nobody can see.
    std::ranges::stable_sort(release, {}, &Entry::lot);
    people_ += static_cast<std::uint32_t>(group.size());
    return number;
}

void TextAggregate::retract(const FreeTextResponse& response, std::uint32_t release) {
    --people_;
    std::vector<Entry>& entries = releases_.at(release);
    for (const std::string& text : response.texts) {
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const Entry& entry) { return entry.text == text; });
        if (found == entries.end()) continue;
        entries.erase(found);
        --size_;
    }
    if (entries.empty()) releases_.erase(release);
}

const std::string* TextAggregate::find(const ItemId& id) const {
    for (const auto& [number, entries] : releases_) {
        const auto found =
            std::ranges::find_if(entries, [&](const Entry& entry) { return entry.id == id; });
        if (found != entries.end()) return &found->text;
    }
    return nullptr;
}

FreeTextTally TextAggregate::tally(const std::set<ItemId>& hidden,
                                   bool with_hidden,
                                   std::size_t most) const {
    FreeTextTally tally;
    tally.people = people_;
    std::size_t visible = 0;
    for (auto release = releases_.rbegin(); release != releases_.rend(); ++release) {
        for (const Entry& entry : release->second) {
            const bool is_hidden = hidden.contains(entry.id);
            if (is_hidden && !with_hidden) continue;
            ++visible;
            if (tally.texts.size() < most)
                tally.texts.push_back({entry.id.str(), entry.text, is_hidden});
        }
    }
    tally.more = static_cast<std::uint32_t>(visible - tally.texts.size());
    return tally;
}

FreeTextTally TextAggregate::page(const std::set<ItemId>& hidden,
                                  std::size_t from,
                                  const PageLimits& limits) const {
    FreeTextTally tally;
    tally.people = people_;
    std::size_t to_pass = std::min(from, size_);
    tally.more = static_cast<std::uint32_t>(size_ - to_pass);
    std::size_t bytes = 0;
    for (auto release = releases_.rbegin(); release != releases_.rend(); ++release) {
        const std::vector<Entry>& entries = release->second;
        const std::size_t passed = std::min(to_pass, entries.size());
        to_pass -= passed;
        for (std::size_t i = passed; i < entries.size(); ++i) {
            const Entry& entry = entries[i];
            bytes += entry.text.size();
            const bool is_full = tally.texts.size() == limits.texts || bytes > limits.bytes;
            if (is_full && !tally.texts.empty()) return tally;
            tally.texts.push_back({entry.id.str(), entry.text, hidden.contains(entry.id)});
            --tally.more;
        }
    }
    return tally;
}

}  // namespace candour::domain
