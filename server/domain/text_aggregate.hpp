// The free-text aggregate: the released texts, release by release, sorted inside each so that no
// order of arrival is left (rule A2).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/tally.hpp"
#include "server/domain/lot.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace candour::domain {

/// How much one page of texts has.
struct PageLimits {
    std::size_t texts = 0;
    std::size_t bytes = 0;  // of the texts themselves; a longer one is a page of its own
};

/// Owner: a QuestionFold. Thread: the room's home shard. Lifetime: one round of a question.
class TextAggregate {
public:
    /// `lot` says which texts of one release are shown where not all have room.
    explicit TextAggregate(const Lot& lot) : lot_(lot) {}

    /// Adds the texts of one release group; returns its number, which retract asks for.
    std::uint32_t release(const std::vector<const FreeTextResponse*>& group);
    void retract(const FreeTextResponse& response, std::uint32_t release);

    [[nodiscard]] bool shows(const ItemId& id) const { return find(id) != nullptr; }
    /// The text, or null.
    [[nodiscard]] const std::string* find(const ItemId& id) const;
    /// How many texts there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The `most` newest texts, those of one release by lot. So whoever shows fewer of them takes
    /// the first. Hidden ones left out, or marked when `with_hidden`.
    [[nodiscard]] FreeTextTally tally(const std::set<ItemId>& hidden,
                                      bool with_hidden,
                                      std::size_t most) const;
    /// The same order, without the first `from` texts; at least one where there are further ones.
    /// Hidden ones are marked.
    [[nodiscard]] FreeTextTally page(const std::set<ItemId>& hidden,
                                     std::size_t from,
                                     const PageLimits& limits) const;

private:
    struct Entry {
        ItemId id;  // "<release>.<place>"
        std::string text;
        std::uint64_t lot = 0;
    };
    Lot lot_;
    /// By number, the oldest first, each in the order of the lot. One whose texts have all been
    /// taken back is gone: people who change their answers all day leave nothing behind.
    std::map<std::uint32_t, std::vector<Entry>> releases_;
    std::uint32_t last_release_ = 0;
    std::uint32_t people_ = 0;
    std::size_t size_ = 0;
};

}  // namespace candour::domain
