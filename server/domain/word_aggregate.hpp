// The word cloud's aggregate: which words are kept, and how many people each of the released ones
// has.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/tally.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace candour::domain {

/// Owner: a QuestionFold. Thread: the room's home shard. Lifetime: one round of a question.
class WordAggregate {
public:
    /// Counts the words of a kept response, released or not, against the room's bound.
    void keep(const WordCloudResponse& response);
    void drop(const WordCloudResponse& response);

    /// Puts a kept response into the tally, and takes it out again.
    void release(const WordCloudResponse& response);
    void retract(const WordCloudResponse& response);

    [[nodiscard]] bool knows(const std::string& key) const { return words_.contains(key); }
    /// Different words that are kept.
    [[nodiscard]] std::size_t distinct() const noexcept { return words_.size(); }
    /// Whether the released tally has this word.
    [[nodiscard]] bool shows(const ItemId& key) const;

    /// The `most` most frequent words; hidden ones left out, or marked when `with_hidden`.
    [[nodiscard]] WordCloudTally tally(const std::set<ItemId>& hidden,
                                       bool with_hidden,
                                       std::size_t most) const;

private:
    struct Entry {
        std::uint32_t kept = 0;                          // people whose response has the word
        std::uint32_t people = 0;                        // of them released
        std::map<std::string, std::uint32_t> spellings;  // of the released
    };
    /// Ordered, because strangers choose the keys: a hash table could be flooded.
    std::map<std::string, Entry> words_;
    std::uint32_t people_ = 0;
};

}  // namespace candour::domain
