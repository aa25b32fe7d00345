#include "server/text/text.hpp"
#include "tests/text/random_text.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace candour::text {
namespace {

std::string key_of(const std::string& sent) {
    return fold_word(clean(sent));
}

}  // namespace

TEST_CASE("spellings of one word have one key") {
    const std::map<std::string, std::vector<std::string>> stories{
        {"safe space",
         {"Safe-space", "safe space", "safe  space!", "SAFE SPACE", "safe\u2013space", "safe_space",
          "\u201CSafe space\u201D", "(safe-space)", "safe\u2011space", "safe\u2212space",
          "safe\u00A0space", "\uFF33\uFF41\uFF46\uFF45 space", "safe\u2010\u200Bspace",
          "...safe space...", "safe/space", "\u00BFsafe space?"}},
        {"thought provoking", {"thought-provoking", "Thought provoking."}},
        {"dont", {"don't", "don\u2019t", "Don\u00B4t", "don`t", "DON'T!"}},
        {"strasse", {"Stra\u00DFe", "STRASSE", "STRA\u1E9EE"}},
        {"r\u00E9sum\u00E9", {"R\u00E9sum\u00E9", "re\u0301sume\u0301", "R\u00C9SUM\u00C9"}},
        {"\u03BB\u03CC\u03B3\u03BF\u03C3",
         {"\u039B\u03CC\u03B3\u03BF\u03C2", "\u039B\u038C\u0393\u039F\u03A3"}},
        {"istanbul", {"\u0130stanbul", "istanbul", "Istanbul"}},
        {"\u043C\u044F\u0442\u0430",
         {"\u043C'\u044F\u0442\u0430", "\u043C\u2019\u044F\u0442\u0430",
          "\u041C\u02BC\u044F\u0442\u0430"}},
        {"\u05E6\u05D4\u05DC", {"\u05E6\u05D4\u05F4\u05DC", "\u05E6\u05D4\"\u05DC"}},
        {"\u0645\u064A\u062E\u0648\u0627\u0647\u0645",
         {"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
          "\u0645\u06CC\u062E\u0648\u0627\u0647\u0645"}},
        {"\u5B89\u5168", {"\u5B89\u5168", "\u5B89\u5168\u3002", "\u300C\u5B89\u5168\u300D"}},
        {"\u30AC\u30A4\u30C9", {"\u30AC\u30A4\u30C9", "\uFF76\uFF9E\uFF72\uFF84\uFF9E"}},
        {"\uC548\uC804", {"\uC548\uC804", "\u110B\u1161\u11AB\u110C\u1165\u11AB!"}},
        {"\u0936\u093E\u0902\u0924\u093F",
         {"\u0936\u093E\u0902\u0924\u093F", "\u0936\u093E\u0902\u0924\u093F\u0964"}},
        {"fine", {"\uFB01ne", "Fine"}},
        {"\u2764", {"\u2764", "\u2764\uFE0F"}},
        {"24/7", {"24/7", "24/7!"}},
        {"metoo", {"#MeToo", "metoo"}},
        {"-5", {"-5", "\u22125"}},
        {"covid 19", {"COVID-19", "covid 19", "Covid -19"}},
    };
    for (const auto& [key, spellings] : stories)
        for (const std::string& spelling : spellings) {
            CAPTURE(spelling);
            CHECK(key_of(spelling) == key);
        }
}

TEST_CASE("different words have different keys") {
    const std::vector<std::pair<std::string, std::string>> stories{
        {"C++", "C"},
        {"C#", "C"},
        {"C++", "C#"},
        {"100%", "100"},
        {"-5", "5"},
        {"5+", "5"},
        {"safe", "safer"},
        {"safe space", "safespace"},
        {"hell", "he'll"},
        {"resume", "r\u00E9sum\u00E9"},
        {":-)", ":-("},
        {"?", "!"},
        {"\U0001F44D", "\U0001F44E"},
        {"\U0001F1EC\U0001F1E7", "\U0001F1EB\U0001F1F7"},
        // England, Scotland
        {"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
         "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"},
        // a polar bear, and a bear with a snowflake
        {"\U0001F43B\u200D\u2744\uFE0F", "\U0001F43B\u2744\uFE0F"},
    };
    for (const auto& [one, other] : stories) {
        CAPTURE(one);
        CAPTURE(other);
        CHECK(key_of(one) != key_of(other));
    }
}

TEST_CASE("a word of signs alone is a word of its own") {
    for (const std::string sign :
         {":-)", "?", "!!!", "...", "-", "#", "\u2026", "\u00B4", "\u2764\uFE0F",
          "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\u20AC", "+", "'"}) {
        CAPTURE(sign);
        CHECK_FALSE(key_of(sign).empty());
    }
    CHECK(fold_word("").empty());
}

TEST_CASE("a '#' behind an apostrophe means nothing, also behind one that is a letter to Unicode") {
    for (const std::string text : {"'#'B", "\u02BC#\u02BCB", "\u02BB# b"}) {
        CAPTURE(text);
        CHECK(key_of(text) == "b");
    }
}

TEST_CASE("a key folds to itself, and no text that is not empty has an empty one") {
    CAPTURE(text_seed);
    seeds::Dice dice{text_seed};
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = random_text(dice);
        CAPTURE(i);
        CAPTURE(text);
        const std::string cleaned = clean(text);
        const std::string key = fold_word(cleaned);
        REQUIRE(key.empty() == cleaned.empty());
        REQUIRE(fold_word(key) == key);
        REQUIRE(text.empty() == fold_word(text).empty());
    }
}

}  // namespace candour::text
