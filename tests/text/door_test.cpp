#include "server/text/door.hpp"

#include "protocol/cpp/scale_value.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::text {
namespace {

Question ask(QuestionKind kind) {
    Question question;
    question.kind = std::move(kind);
    return question;
}

WordCloudResponse words(std::initializer_list<std::string> texts) {
    WordCloudResponse response;
    for (const std::string& text : texts) response.words.push_back({text, {}});
    return response;
}

ScaleQuestion scale(std::size_t statements,
                    std::uint8_t min,
                    std::uint8_t max,
                    bool not_applicable) {
    ScaleQuestion question;
    question.statements.resize(statements);
    question.min = min;
    question.max = max;
    question.not_applicable = not_applicable;
    return question;
}

ChoiceQuestion choice(std::size_t options, bool several) {
    ChoiceQuestion question;
    question.options.resize(options);
    question.several = several;
    return question;
}

struct Fault {
    RefusalCode code;
    const char* at;
    const char* allowed;
};

void check_refused(Response response, const Question& question, const Fault& expected) {
    const auto refusal = clean_response(response, question);
    REQUIRE(refusal);
    CHECK(refusal->code == expected.code);
    CHECK(refusal->at == expected.at);
    CHECK(refusal->allowed == expected.allowed);
    CHECK_FALSE(refusal->message.empty());
    CHECK_FALSE(refusal->id);
}

constexpr auto na = ScaleResponse::not_applicable;

}  // namespace

TEST_CASE("words come through clean, with keys, each once") {
    Response response = words({"  Safe-space ", "\u202Eheard", "safe  space!"});
    REQUIRE_FALSE(clean_response(response, ask(WordCloudQuestion{3})));
    CHECK(std::get<WordCloudResponse>(response).words ==
          std::vector<Word>{{"Safe-space", "safe space"}, {"heard", "heard"}});
}

TEST_CASE("what one person wrote in two spellings, or skin tones, counts once") {
    Response response =
        words({"don't", "Dont", "\U0001F44D\U0001F3FD", "\U0001F44D\U0001F3FB", "A-", "A"});
    REQUIRE_FALSE(clean_response(response, ask(WordCloudQuestion{6})));
    CHECK(std::get<WordCloudResponse>(response).words ==
          std::vector<Word>{
              {"don't", "dont"}, {"\U0001F44D", "\U0001F44D"}, {"A-", "a-"}, {"A", "a"}});
    response = FreeTextResponse{{"Thanks \U0001F64F\U0001F3FE"}};
    REQUIRE_FALSE(clean_response(response, ask(FreeTextQuestion{1, 24})));
    CHECK(std::get<FreeTextResponse>(response).texts[0] == "Thanks \U0001F64F");
}

TEST_CASE("a word has at most 60 characters as a person counts them") {
    std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += family;
    Response response = words({sixty});
    CHECK_FALSE(clean_response(response, ask(WordCloudQuestion{1})));
    const Fault too_long{RefusalCode::text_too_long, "$.response.words[1]",
                         "A text of 1 to 60 characters."};
    check_refused(words({"a", sixty + "a"}), ask(WordCloudQuestion{2}), too_long);

    // One cluster by the book, and a screen full: the clusters' length is bounded as well.
    std::string chain = "\U0001F468";
    for (int i = 0; i < 500; ++i) chain += "\u200D\U0001F468";
    check_refused(words({"a", chain}), ask(WordCloudQuestion{2}), too_long);
}

TEST_CASE("a word is as long as it is shown, whatever a keyboard made of its dots and hyphens") {
    const auto repeated = [](const char* text, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) all += text;
        return all;
    };
    const Fault too_long{RefusalCode::text_too_long, "$.response.words[0]",
                         "A text of 1 to 60 characters."};
    for (const auto& [most, more] : {std::pair{repeated("a\u2026", 15), repeated("a\u2026", 16)},
                                     std::pair{repeated("a\u2014", 20), repeated("a\u2014", 21)},
                                     std::pair{repeated("\u2764", 60), repeated("\u2764", 61)}}) {
        Response response = words({most});
        CHECK_FALSE(clean_response(response, ask(WordCloudQuestion{1})));
        check_refused(words({more}), ask(WordCloudQuestion{1}), too_long);
    }
}

TEST_CASE("too many words, none, or one of which nothing is left") {
    const Question question = ask(WordCloudQuestion{3});
    check_refused(words({"a", "b", "c", "d"}), question,
                  {RefusalCode::wrong_count, "$.response.words", "1 to 3 words or phrases."});
    check_refused(words({}), ask(WordCloudQuestion{1}),
                  {RefusalCode::wrong_count, "$.response.words", "Exactly 1 word or phrase."});
    check_refused(words({"a", "\u200B \u3164"}), question,
                  {RefusalCode::text_empty, "$.response.words[1]",
                   "A text of 1 to 60 characters, at least one of which can be seen. Skin tones of "
                   "emoji are left out."});
}

TEST_CASE("a scale takes one value in range for each statement") {
    const Question question = ask(scale(3, 0, 10, true));
    Response response = ScaleResponse{{0, 10, na}};
    CHECK_FALSE(clean_response(response, question));
    CHECK(response == Response{ScaleResponse{{0, 10, na}}});

    check_refused(ScaleResponse{{1, 2}}, question,
                  {RefusalCode::wrong_count, "$.response.values",
                   "Exactly 3 values, one for each statement, in their order."});
    check_refused(ScaleResponse{{1, 2, 11}}, question,
                  {RefusalCode::value_out_of_range, "$.response.values[2]",
                   "A whole number from 0 to 10, or \"n/a\"."});
    check_refused(
        ScaleResponse{{0}}, ask(scale(1, 1, 5, false)),
        {RefusalCode::value_out_of_range, "$.response.values[0]", "A whole number from 1 to 5."});
    check_refused(ScaleResponse{{3, na}}, ask(scale(2, 1, 5, false)),
                  {RefusalCode::not_applicable_not_allowed, "$.response.values[1]",
                   "A whole number from 1 to 5."});
    check_refused(ScaleResponse{{3, 1}}, ask(scale(1, 1, 5, false)),
                  {RefusalCode::wrong_count, "$.response.values", "Exactly 1 value."});
}

TEST_CASE("a statement of a scale may be left out, but not all of them") {
    const Question question = ask(scale(3, 1, 5, false));
    for (const ScaleResponse& given : {ScaleResponse{{left_out_value, 5, 1}},
                                       ScaleResponse{{left_out_value, left_out_value, 1}}}) {
        Response response = given;
        CHECK_FALSE(clean_response(response, question));
        CHECK(response == Response{given});
    }
    Response not_applicable = ScaleResponse{{na, left_out_value}};
    CHECK_FALSE(clean_response(not_applicable, ask(scale(2, 1, 5, true))));

    const Fault nothing{RefusalCode::wrong_count, "$.response.values",
                        "A value for at least one statement; the others may be left out."};
    check_refused(ScaleResponse{{left_out_value, left_out_value, left_out_value}}, question,
                  nothing);
    check_refused(ScaleResponse{{left_out_value}}, ask(scale(1, 1, 5, true)), nothing);
    check_refused(
        ScaleResponse{{left_out_value, 6, 1}}, question,
        {RefusalCode::value_out_of_range, "$.response.values[1]", "A whole number from 1 to 5."});
}

TEST_CASE("free texts keep their lines and their bounds") {
    Response response = FreeTextResponse{{" Thank you\r\nfor asking.\u202E "}};
    const Question question = ask(FreeTextQuestion{1, 24});
    REQUIRE_FALSE(clean_response(response, question));
    CHECK(std::get<FreeTextResponse>(response).texts[0] == "Thank you\nfor asking.");

    check_refused(
        FreeTextResponse{{std::string(25, 'x')}}, question,
        {RefusalCode::text_too_long, "$.response.texts[0]", "A text of 1 to 24 characters."});
    check_refused(FreeTextResponse{{"\n\n"}}, question,
                  {RefusalCode::text_empty, "$.response.texts[0]",
                   "A text of 1 to 24 characters, at least one of which can be seen. Skin tones of "
                   "emoji are left out."});
    check_refused(FreeTextResponse{{"a", "b"}}, question,
                  {RefusalCode::wrong_count, "$.response.texts", "Exactly 1 text."});
    check_refused(FreeTextResponse{{}}, ask(FreeTextQuestion{2, 24}),
                  {RefusalCode::wrong_count, "$.response.texts", "1 to 2 texts."});
}

TEST_CASE("a choice says yes or no to each option") {
    const Question one = ask(choice(3, false));
    const Question several = ask(choice(3, true));
    Response response = ChoiceResponse{{false, true, false}};
    CHECK_FALSE(clean_response(response, one));
    response = ChoiceResponse{{true, true, true}};
    CHECK_FALSE(clean_response(response, several));

    check_refused(ChoiceResponse{{true, true, false}}, one,
                  {RefusalCode::wrong_count, "$.response.picks", "Exactly one option picked."});
    check_refused(ChoiceResponse{{false, false, false}}, one,
                  {RefusalCode::wrong_count, "$.response.picks", "Exactly one option picked."});
    check_refused(ChoiceResponse{{false, false, false}}, several,
                  {RefusalCode::wrong_count, "$.response.picks", "At least one option picked."});
    check_refused(ChoiceResponse{{true}}, one,
                  {RefusalCode::wrong_count, "$.response.picks",
                   "Exactly 3 characters, one for each option: 1 picked, 0 not."});
}

TEST_CASE("an answer of another kind is refused whatever it holds") {
    const std::pair<Question, const char*> questions[] = {
        {ask(WordCloudQuestion{}), "A response of the kind \"word_cloud\"."},
        {ask(scale(1, 0, 10, true)), "A response of the kind \"scale\"."},
        {ask(FreeTextQuestion{}), "A response of the kind \"free_text\"."},
        {ask(choice(2, false)), "A response of the kind \"choice\"."}};
    const Response responses[] = {words({"a"}), ScaleResponse{{1}}, FreeTextResponse{{"a"}},
                                  ChoiceResponse{{true, false}}};
    for (const auto& [question, allowed] : questions)
        for (const Response& response : responses)
            if (response.index() != question.kind.index())
                check_refused(response, question,
                              {RefusalCode::wrong_kind, "$.response.kind", allowed});
}

TEST_CASE("the path of the fault starts where the response stands") {
    Response response = ScaleResponse{{11}};
    const auto refusal = clean_response(response, ask(scale(1, 0, 10, true)), "$.answers[3]");
    REQUIRE(refusal);
    CHECK(refusal->at == "$.answers[3].values[0]");
}

}  // namespace candour::text
