// Repeats: which messages about one question have been overtaken, so that one which comes a second
// time, on a line that was thought dead, does not undo what the same person has said since.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace candour::app {

/// Remembers ids by a hash of 64 bits, and of each person the last that was taken; of those who
/// changed their answer also what came before, limits::remembered_messages at the most.
/// Owner: a LiveRoom, one for each open question. Thread: the room's home shard. Lifetime: until
/// the question closes or begins afresh, after which nothing is taken any more.
class Repeats {
public:
    explicit Repeats(Round round) : round_(round) {}

    [[nodiscard]] Round round() const noexcept { return round_; }
    /// Whether a later message of this person was taken after that one.
    [[nodiscard]] bool is_overtaken(const Pseudonym& who, const MessageId& id) const;
    void taken(const Pseudonym& who, const MessageId& id);
    /// Whether this person has not changed this answer too often (limits::changes_per_answer).
    [[nodiscard]] bool may_change(const Pseudonym& who) const;

private:
    Round round_;
    std::unordered_map<Pseudonym, std::uint64_t> last_;
    struct Changes {
        std::uint16_t count = 0;
        std::vector<std::uint64_t> overtaken;  // the oldest first
    };
    std::unordered_map<Pseudonym, Changes> changes_;
};

}  // namespace candour::app
