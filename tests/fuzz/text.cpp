// Any bytes as an answer: what server/text promises of every text holds.
#include "server/text/text.hpp"

#include "tests/fuzz/target.hpp"

namespace candour::fuzz {

void take(std::string_view sent) {
    for (const auto lines : {text::Lines::one, text::Lines::several}) {
        const std::string once = text::clean(sent, lines);
        require(text::clean(once, lines) == once, "a clean text stays as it is");
        require(text::graphemes(once) <= once.size(), "a character has a byte at the least");
    }
    const std::string word = text::clean(sent);
    const std::string key = text::fold_word(word);
    require(key.empty() == word.empty(), "a word that is something has a key");
    require(text::fold_word(key) == key, "a key is its own key");
}

std::vector<std::string> first_inputs() {
    std::string marks = "a";
    for (int i = 0; i < 200; ++i) marks += "\u0345";
    for (int i = 0; i < 200; ++i) marks += "\u0334";
    std::string family;
    for (int i = 0; i < 100; ++i) family += "\U0001F468\u200D";
    return {"Safe-space  SAFE space!",
            "\u0645\u064E\u0651\u200C\u0645",
            "\u1EA4\u0323\uFDFA\u0130",
            "a\r\nb\u2028c\u202Ed",
            "\xff\xc3\xa9\xed\xa0\x80",
            marks,
            family};
}

}  // namespace candour::fuzz
