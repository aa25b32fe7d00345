// The word cloud's aggregate: how many people each released word has. What waits for its release is
// not in here, so that nothing which is decided by looking here can tell of it (rule A3).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/tally.hpp"
#include "server/domain/lot.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace candour::domain {

/// Owner: a QuestionFold. Thread: the room's home shard. Lifetime: one round of a question.
class WordAggregate {
public:
    /// `lot` says which of equally frequent words stand first.
    explicit WordAggregate(const Lot& lot) : lot_(lot) {}

    /// Puts a response into the tally, and takes it out again. Each key is there once.
    void release(const WordCloudResponse& response);
    void retract(const WordCloudResponse& response);

    /// Keeps the `most` most frequent words; the rest are counted as "more" from now on.
    void trim(std::size_t most);

    [[nodiscard]] bool shows(const std::string& key) const { return words_.contains(key); }
    [[nodiscard]] std::size_t distinct() const noexcept { return words_.size(); }

    /// The `most` most frequent words; hidden ones left out, or marked when `with_hidden`.
    [[nodiscard]] WordCloudTally tally(const std::set<ItemId>& hidden,
                                       bool with_hidden,
                                       std::size_t most) const;

private:
    struct Entry {
        std::uint32_t people = 0;  // never 0 in words_
        std::uint64_t lot = 0;
        std::map<std::string, std::uint32_t> spellings;
    };
    /// Ordered, because strangers choose the keys: a hash table could be flooded.
    using Words = std::map<std::string, Entry>;

    /// Most people first, then by lot: an order in which nobody's arrival has a part, nor the
    /// letters with which a word begins.
    [[nodiscard]] static bool stands_before(Words::const_iterator a, Words::const_iterator b);

    Lot lot_;
    Words words_;
    std::uint32_t people_ = 0;
    std::uint32_t trimmed_ = 0;  // words
};

}  // namespace candour::domain
