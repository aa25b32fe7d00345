// A naive recount: the tally of some answers, counted afresh by somebody who has read
// protocol/README.md and not server/domain.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/response.hpp"
#include "protocol/cpp/scale_value.hpp"
#include "protocol/cpp/tally.hpp"
#include "server/domain/spelling.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace candour::domain_test {

using Answers = std::vector<const Response*>;

inline Tally recount_words(const Answers& answers) {
    std::map<std::string, std::map<std::string, std::uint32_t>> spellings;
    for (const Response* answer : answers)
        for (const Word& word : std::get<WordCloudResponse>(*answer).words)
            ++spellings[word.key][word.text];

    WordCloudTally tally;
    for (const auto& [key, texts] : spellings) {
        WordCloudTally::Entry entry;
        entry.key = key;
        std::uint32_t most = 0;
        for (const auto& [text, people] : texts) {
            entry.people += people;
            const bool better = entry.text.empty() || domain::reads_better(text, entry.text, key);
            if (people > most || (people == most && better)) entry.text = text;
            most = std::max(most, people);
        }
        tally.words.push_back(std::move(entry));
    }
    std::stable_sort(tally.words.begin(), tally.words.end(),
                     [](const auto& a, const auto& b) { return a.people > b.people; });
    return tally;
}

inline Tally recount_scale(const ScaleQuestion& question, const Answers& answers) {
    ScaleTally tally;
    for (std::size_t i = 0; i < question.statements.size(); ++i) {
        ScaleTally::Statement statement;
        statement.distribution.resize(static_cast<std::size_t>(question.max - question.min + 1));
        for (const Response* answer : answers) {
            const std::uint8_t value = std::get<ScaleResponse>(*answer).values[i];
            if (value == left_out_value) continue;
            if (value == ScaleResponse::not_applicable) {
                ++statement.not_applicable;
            } else {
                ++statement.n;
                statement.sum += value;
                ++statement.distribution[static_cast<std::size_t>(value - question.min)];
            }
        }
        tally.statements.push_back(std::move(statement));
    }
    return tally;
}

/// The texts without ids, sorted: which release has which is not for a recount to say.
inline Tally recount_texts(const Answers& answers) {
    FreeTextTally tally;
    for (const Response* answer : answers)
        for (const std::string& text : std::get<FreeTextResponse>(*answer).texts)
            tally.texts.push_back({{}, text, false});
    std::sort(tally.texts.begin(), tally.texts.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
    return tally;
}

inline Tally recount_choice(const ChoiceQuestion& question, const Answers& answers) {
    ChoiceTally tally;
    tally.options.resize(question.options.size());
    for (std::size_t i = 0; i < tally.options.size(); ++i)
        for (const Response* answer : answers)
            if (std::get<ChoiceResponse>(*answer).picks[i]) ++tally.options[i];
    return tally;
}

inline Tally recount(const QuestionKind& kind, const Answers& answers) {
    Tally tally;
    if (std::holds_alternative<WordCloudQuestion>(kind)) tally = recount_words(answers);
    if (const auto* scale = std::get_if<ScaleQuestion>(&kind))
        tally = recount_scale(*scale, answers);
    if (std::holds_alternative<FreeTextQuestion>(kind)) tally = recount_texts(answers);
    if (const auto* choice = std::get_if<ChoiceQuestion>(&kind))
        tally = recount_choice(*choice, answers);
    std::visit([&](auto& of) { of.people = static_cast<std::uint32_t>(answers.size()); }, tally);
    return tally;
}

/// Marks what `is_hidden(entry)` says is hidden; takes it out instead unless for a facilitator.
template <class IsHidden>
void hide(Tally& tally, bool facilitator, IsHidden&& is_hidden) {
    const auto hide_in = [&](auto& entries) {
        for (auto& entry : entries) entry.hidden = is_hidden(entry);
        if (!facilitator) std::erase_if(entries, [](const auto& entry) { return entry.hidden; });
    };
    if (auto* cloud = std::get_if<WordCloudTally>(&tally)) hide_in(cloud->words);
    if (auto* texts = std::get_if<FreeTextTally>(&tally)) hide_in(texts->texts);
}

/// As recount_words gives it: by people, and equals by key, whatever the lot has drawn.
inline void forget_lots(Tally& tally) {
    auto* cloud = std::get_if<WordCloudTally>(&tally);
    if (cloud == nullptr) return;
    std::sort(cloud->words.begin(), cloud->words.end(), [](const auto& a, const auto& b) {
        return a.people != b.people ? a.people > b.people : a.key < b.key;
    });
}

/// As recount_texts gives it.
inline void forget_ids(Tally& tally) {
    auto* texts = std::get_if<FreeTextTally>(&tally);
    if (texts == nullptr) return;
    for (auto& entry : texts->texts) entry.id.clear();
    std::stable_sort(texts->texts.begin(), texts->texts.end(),
                     [](const auto& a, const auto& b) { return a.text < b.text; });
}

}  // namespace candour::domain_test
