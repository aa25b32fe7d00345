#include "server/commands/people/made_up.hpp"

#include "protocol/cpp/scale_value.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace candour::people {
namespace {

using namespace std::string_view_literals;

/// From often to seldom.
constexpr std::array gloomy{
    "tired"sv,       "busy"sv,      "stretched"sv,       "short-staffed"sv, "rushed"sv,
    "overwhelmed"sv, "no breaks"sv, "anxious"sv,         "unheard"sv,       "lonely"sv,
    "worried"sv,     "paperwork"sv, "exhausted"sv,       "uncertain"sv,     "frustrated"sv,
    "noisy"sv,       "on my own"sv, "too many changes"sv};
constexpr std::array sunny{
    "hopeful"sv,        "supported"sv,   "safe space"sv, "teamwork"sv,       "thought-provoking"sv,
    "kind"sv,           "calm"sv,        "heard"sv,      "good handovers"sv, "grateful"sv,
    "proud"sv,          "listened to"sv, "steady"sv,     "curious"sv,        "respected"sv,
    "laughing again"sv, "trusted"sv,     "learning"sv};

constexpr std::array openings{""sv, ""sv, "For me: "sv, "Honestly: "sv,
                              "What I would say is this. "sv};
constexpr std::array texts{
    "Handovers are calmer since we do them standing together."sv,
    "I would like five minutes at the end of a hard shift, with somebody who asks how it was."sv,
    "Ask the night team too, please."sv,
    "Thank you for asking. It helps to see that others feel the same."sv,
    "We say that the door is open, but nobody is behind it when we come."sv,
    "The new rota came with two days' notice."sv,
    "My mentor noticed when I was struggling, and that made all the difference."sv,
    "I did not know whom to tell, so I told nobody."sv,
    "Cleaning staff are in the room when things happen. Include us."sv,
    "More time with each patient, fewer forms."sv,
    "When I spoke up last month something actually changed."sv,
    "Say sorry when something went wrong. It costs nothing."sv,
    "The break room has no window and no working kettle."sv,
    "I would like to be asked before things are decided."sv,
    "Nothing to add. It was good to sit down together."sv,
    "People from abroad hear jokes that nobody stops."sv,
    "Please keep these meetings."sv,
    "Some days I drive home and cannot remember the road."sv};

/// People write as they like: with a capital, with or without the hyphen.
std::string spelt(std::string_view word, Dice& dice) {
    std::string text(word);
    if (dice.chance(0.3))
        text[0] =
            static_cast<char>(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
    if (dice.chance(0.2))
        std::ranges::replace(text, '-', ' ');
    else if (dice.chance(0.2))
        std::ranges::replace(text, ' ', '-');
    return text;
}

Response respond(const WordCloudQuestion& question, double mood, Dice& dice) {
    WordCloudResponse response;
    std::vector<std::string_view> said;
    const auto wanted = 1 + dice.below(question.entries);
    for (int attempt = 0; said.size() < wanted && attempt < 20; ++attempt) {
        const auto word = dice.chance(mood) ? sunny[dice.skewed(sunny.size())]
                                            : gloomy[dice.skewed(gloomy.size())];
        if (std::ranges::find(said, word) != said.end()) continue;
        said.push_back(word);
        response.words.push_back({spelt(word, dice), {}});
    }
    return response;
}

Response respond(const ScaleQuestion& question, double mood, Dice& dice) {
    ScaleResponse response;
    const double width = question.max - question.min;
    for (std::size_t i = 0; i < question.statements.size(); ++i) {
        if (i > 0 && dice.chance(0.04)) {  // never the first, so that something is said
            response.values.push_back(left_out_value);
            continue;
        }
        if (question.not_applicable && dice.chance(0.08)) {
            response.values.push_back(ScaleResponse::not_applicable);
            continue;
        }
        const auto share = std::clamp(dice.around(mood, 0.5), 0.0, 1.0);
        const auto value = question.min + static_cast<int>(std::lround(share * width));
        response.values.push_back(static_cast<std::uint8_t>(value));
    }
    return response;
}

Response respond(const FreeTextQuestion& question, double, Dice& dice) {
    FreeTextResponse response;
    const std::size_t wanted = dice.chance(0.8) ? 1 : 1 + dice.below(question.answers);
    while (response.texts.size() < wanted) {
        auto text = std::string(openings[dice.below(openings.size())]);
        text += texts[dice.below(texts.size())];
        response.texts.push_back(text.substr(0, question.max_length));
    }
    return response;
}

Response respond(const ChoiceQuestion& question, double, Dice& dice) {
    ChoiceResponse response;
    response.picks.assign(question.options.size(), false);
    response.picks[dice.skewed(question.options.size())] = true;
    if (question.several)
        for (std::size_t i = 0; i < response.picks.size(); ++i)
            if (dice.chance(0.25)) response.picks[i] = true;
    return response;
}

}  // namespace

Response made_up_response(const Question& question, double mood, Dice& dice) {
    return std::visit([&](const auto& kind) { return respond(kind, mood, dice); }, question.kind);
}

}  // namespace candour::people
