#include "server/domain/text_aggregate.hpp"

#include <algorithm>
#include <functional>

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

void TextAggregate::draw(std::vector<const Entry*>& entries, std::size_t most) {
    const auto last = entries.begin() + static_cast<std::ptrdiff_t>(std::min(most, entries.size()));
    // Equal texts have equal lots; which of them comes first nobody can see.
    std::partial_sort(entries.begin(), last, entries.end(), [](const Entry* a, const Entry* b) {
        return a->lot != b->lot ? a->lot < b->lot : std::less<>{}(a, b);
    });
    entries.erase(last, entries.end());
}

FreeTextTally TextAggregate::tally(const std::set<ItemId>& hidden,
                                   bool with_hidden,
                                   std::size_t most) const {
    FreeTextTally tally;
    tally.people = people_;
    std::size_t visible = 0;
    for (auto release = releases_.rbegin(); release != releases_.rend(); ++release) {
        std::vector<const Entry*> shown;
        for (const Entry& entry : release->second)
            if (with_hidden || !hidden.contains(entry.id)) shown.push_back(&entry);
        visible += shown.size();
        draw(shown, most - tally.texts.size());
        for (const Entry* entry : shown)
            tally.texts.push_back({entry->id.str(), entry->text, hidden.contains(entry->id)});
    }
    tally.more = static_cast<std::uint32_t>(visible - tally.texts.size());
    return tally;
}

}  // namespace candour::domain
