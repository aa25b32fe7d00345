// What a room shows, for comparing and for reading.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "server/domain/draft.hpp"
#include "server/domain/room.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace candour::domain_test {

/// Every page of texts that a facilitator can ask for, one frame a line.
inline std::string pages_of_texts(const domain::Room& room) {
    constexpr domain::PageLimits page{.texts = 7, .bytes = 1'000};
    std::string all;
    for (const domain::QuestionFold& question : room.questions()) {
        if (!std::holds_alternative<FreeTextQuestion>(question.question().kind)) continue;
        Texts texts{MessageId{}, question.id(), question.round(), 0, {}};
        do {
            texts.from += static_cast<std::uint32_t>(texts.tally.texts.size());
            texts.tally = question.texts_from(texts.from, page);
            all += encode(texts) + '\n';
        } while (texts.tally.more > 0);
    }
    return all;
}

/// Everything that the room says to everybody at this moment, one frame a line, as on the wire.
inline std::string frames(const domain::Room& room, bool with_progress = true) {
    std::string all;
    for (const Role role : all_roles) {
        Snapshot snapshot = room.snapshot(role, 0);
        if (!with_progress) snapshot.progress.reset();
        all += encode(snapshot) + '\n';
        std::optional<TallyUpdate> tally = room.tally(role);
        if (!tally) continue;
        if (!with_progress) tally->progress.reset();
        all += encode(*tally) + '\n';
    }
    all += pages_of_texts(room);
    return all + encode(Report{room.deck()->title, "2026-11-22", room.report()}) + '\n';
}

class LineWriter {
public:
    explicit LineWriter(std::string& out) : out_(out) {}

    /// Words that equally many said stand by key, and texts of one release by place, whatever the
    /// lot has drawn (lot_test.cpp).
    void operator()(const WordCloudTally& tally) {
        people(tally.people);
        auto words = tally.words;
        std::ranges::sort(words, [](const auto& a, const auto& b) {
            return std::tie(b.people, a.key) < std::tie(a.people, b.key);
        });
        for (const auto& word : words) {
            out_ += ' ' + word.key + '=' + word.text + ':' + std::to_string(word.people);
            if (word.hidden) out_ += "(hidden)";
        }
        more(tally.more);
        if (tally.full) out_ += " full";
    }
    void operator()(const ScaleTally& tally) {
        people(tally.people);
        for (const auto& statement : tally.statements) {
            out_ += " [n=" + std::to_string(statement.n) + " sum=" + std::to_string(statement.sum) +
                    " n/a=" + std::to_string(statement.not_applicable) + ':';
            for (const std::uint32_t count : statement.distribution)
                out_ += ' ' + std::to_string(count);
            out_ += ']';
        }
    }
    void operator()(const FreeTextTally& tally) {
        people(tally.people);
        auto texts = tally.texts;
        std::ranges::stable_sort(texts, {}, [](const auto& text) { return place_of(text.id); });
        for (const auto& text : texts) {
            out_ += ' ' + text.id + '=' + text.text;
            if (text.hidden) out_ += "(hidden)";
        }
        more(tally.more);
    }
    void operator()(const ChoiceTally& tally) {
        people(tally.people);
        for (const std::uint32_t count : tally.options) out_ += ' ' + std::to_string(count);
    }

private:
    /// "3.1": the newest release first. In a report ids have no release.
    static std::pair<int, int> place_of(const std::string& id) {
        const std::size_t dot = id.find('.');
        if (dot == std::string::npos) return {0, std::stoi(id)};
        return {-std::stoi(id), std::stoi(id.substr(dot + 1))};
    }
    void people(std::uint32_t count) { out_ += std::to_string(count) + " people:"; }
    void more(std::uint32_t count) {
        if (count > 0) out_ += " +" + std::to_string(count);
    }

    std::string& out_;
};

/// A tally on one line ("3 people: kind=Kind:2 calm=calm:1"), or why there is none.
inline std::string line(const Results& results) {
    constexpr std::array<std::string_view, 4> reasons{"not revealed", "until enough", "until close",
                                                      "too few"};
    if (results.tally && results.withheld) return "both a tally and a reason for none";
    if (results.withheld)
        return std::string(reasons.at(static_cast<std::size_t>(*results.withheld)));
    if (!results.tally) return "nothing";
    std::string text;
    std::visit(LineWriter{text}, *results.tally);
    return text;
}

inline std::string line(const std::optional<Progress>& progress) {
    constexpr std::array<std::string_view, 3> names{"few", "about half", "most"};
    return progress ? std::string(names.at(static_cast<std::size_t>(*progress))) : "none";
}

/// "accepted", "already so", or the refusal's code.
inline std::string line(const domain::Decision& decision) {
    if (std::holds_alternative<domain::Accepted>(decision)) return "accepted";
    if (std::holds_alternative<domain::AlreadySo>(decision)) return "already so";
    return std::string(to_string(std::get<Refusal>(decision).code));
}

}  // namespace candour::domain_test
