#include "server/commands/verify/canaries.hpp"

#include "protocol/cpp/scale_value.hpp"

namespace candour::verify {
namespace {

Slide ask(const SlideId& id, Level level, QuestionKind kind) {
    return {.id = id,
            .warning = {},
            .body = Question{.prompt = "How was it?",
                             .level = level,
                             .results = ResultsMode::live,
                             .kind = std::move(kind)}};
}

ScaleQuestion scale() {
    ScaleQuestion scale;
    scale.statements = {{"heard", "I feel heard"}, {"safe", "I feel safe"}};
    return scale;
}

ChoiceQuestion choice(bool several) {
    return {{{"ward", "On a ward"}, {"office", "In an office"}, {"road", "On the road"}}, several};
}

std::string number(std::size_t person) {
    return std::to_string(100 + person);
}

}  // namespace

const std::vector<CanaryQuestion>& canary_questions() {
    static const std::vector<CanaryQuestion> all{
        {SlideId{"words"}, Level::protected_, canary_people},
        {SlideId{"scale"}, Level::strict, canary_people},
        {SlideId{"texts"}, Level::protected_, canary_people},
        {SlideId{"one"}, Level::protected_, canary_people},
        {SlideId{"several"}, Level::open, canary_people},
        {SlideId{"few"}, Level::protected_, too_few_people},
    };
    return all;
}

SlideId hostile_question() {
    return SlideId{"hostile"};
}

const std::vector<Hostile>& hostile_texts() {
    static const std::vector<Hostile> all{
        {"a bidi override", "abc\u202Edef", "abcdef"},
        {"a bidi isolate", "abc\u2066def\u2069", "abcdef"},
        {"a zero-width space", "pass\u200Bword", "password"},
        {"a zero-width joiner out of place", "ab\u200Dcd", "abcd"},
        {"a control character", std::string("be\x07ll"), "bell"},
        {"a byte order mark", "\uFEFFstart", "start"},
        {"a decomposed letter", "cafe\u0301", "caf\u00E9"},
        {"a skin tone", "\U0001F44D\U0001F3FD", "\U0001F44D"},
        {"hair", "\U0001F9D1\U0001F3FE\u200D\U0001F9B0", "\U0001F9D1"},
        {"smart punctuation", "\u201CI don\u2019t \u2014 yet\u2026\u201D", "\"I don't -- yet...\""},
        {"a heart without its selector", "\u2764", "\u2764\uFE0F"},
        {"a pile of marks", "a\u0316\u0317\u0318\u0319\u031Cb", "a\u0316\u0317b"},
    };
    return all;
}

Deck canary_deck() {
    const auto& all = canary_questions();
    Deck deck;
    deck.title = "Canaries";
    deck.language = "en";
    const std::vector<QuestionKind> kinds{WordCloudQuestion{}, scale(),      FreeTextQuestion{},
                                          choice(false),       choice(true), FreeTextQuestion{}};
    for (std::size_t i = 0; i < all.size(); ++i)
        deck.slides.push_back(ask(all[i].id, all[i].level, kinds[i]));
    deck.slides.push_back(ask(hostile_question(), Level::open, FreeTextQuestion{}));
    return deck;
}

Control control_message(Action action, const SlideId& slide) {
    Control control;
    control.action = action;
    if (action == Action::go_to)
        control.slide = slide;
    else
        control.question = slide;
    return control;
}

std::string withheld_mark(const std::string& mark) {
    return mark + " withheld";
}

Response canary_answer(const CanaryQuestion& question,
                       std::size_t person,
                       const std::string& mark) {
    const auto& id = question.id.str();
    if (id == "words") return WordCloudResponse{{{mark, {}}, {mark + number(person), {}}}};
    if (id == "scale")
        return ScaleResponse{{static_cast<std::uint8_t>(person % 11),
                              person % 7 == 0   ? ScaleResponse::not_applicable
                              : person % 7 == 3 ? left_out_value
                                                : static_cast<std::uint8_t>(person % 5)}};
    if (id == "texts") return FreeTextResponse{{mark + " sings at dusk, " + number(person)}};
    if (id == "one") return ChoiceResponse{{person % 3 == 0, person % 3 == 1, person % 3 == 2}};
    if (id == "several") return ChoiceResponse{{true, person % 2 == 0, person % 3 == 0}};
    return FreeTextResponse{{withheld_mark(mark) + " " + number(person)}};
}

}  // namespace candour::verify
