// The aggregates of scale and choice questions: counters, incremental in both directions.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/tally.hpp"

#include <cstdint>

namespace candour::domain {

/// Owner: a QuestionFold. Thread: the room's home shard. Lifetime: one round of a question.
class ScaleAggregate {
public:
    explicit ScaleAggregate(const ScaleQuestion& question);

    void release(const ScaleResponse& response) { count(response, 1U); }
    void retract(const ScaleResponse& response) { count(response, 0U - 1U); }
    [[nodiscard]] const ScaleTally& tally() const noexcept { return tally_; }

private:
    /// `step` is 1, or its complement in unsigned arithmetic.
    void count(const ScaleResponse& response, std::uint32_t step);

    std::uint8_t min_;
    ScaleTally tally_;
};

/// As ScaleAggregate.
class ChoiceAggregate {
public:
    explicit ChoiceAggregate(const ChoiceQuestion& question);

    void release(const ChoiceResponse& response) { count(response, 1U); }
    void retract(const ChoiceResponse& response) { count(response, 0U - 1U); }
    [[nodiscard]] const ChoiceTally& tally() const noexcept { return tally_; }

private:
    void count(const ChoiceResponse& response, std::uint32_t step);

    ChoiceTally tally_;
};

}  // namespace candour::domain
