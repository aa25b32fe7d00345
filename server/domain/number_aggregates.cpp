#include "server/domain/number_aggregates.hpp"

#include "protocol/cpp/scale_value.hpp"

namespace candour::domain {

ScaleAggregate::ScaleAggregate(const ScaleQuestion& question) : min_(question.min) {
    tally_.statements.resize(question.statements.size());
    const auto values = static_cast<std::size_t>(question.max - question.min) + 1;
    for (auto& statement : tally_.statements) statement.distribution.resize(values);
}

void ScaleAggregate::count(const ScaleResponse& response, std::uint32_t step) {
    tally_.people += step;
    for (std::size_t i = 0; i < response.values.size(); ++i) {
        ScaleTally::Statement& statement = tally_.statements.at(i);
        const std::uint8_t value = response.values[i];
        if (value == left_out_value) continue;
        if (value == ScaleResponse::not_applicable) {
            statement.not_applicable += step;
            continue;
        }
        statement.n += step;
        statement.distribution.at(static_cast<std::size_t>(value - min_)) += step;
        statement.sum = step == 1U ? statement.sum + value : statement.sum - value;
    }
}

ChoiceAggregate::ChoiceAggregate(const ChoiceQuestion& question) {
    tally_.options.resize(question.options.size());
}

void ChoiceAggregate::count(const ChoiceResponse& response, std::uint32_t step) {
    tally_.people += step;
    for (std::size_t i = 0; i < response.picks.size(); ++i)
        if (response.picks[i]) tally_.options.at(i) += step;
}

}  // namespace candour::domain
