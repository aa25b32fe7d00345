// Text rules without ICU: a character is a code point, and control characters go.
#pragma once

#include "protocol/cpp/codec_deck.hpp"

#include <algorithm>
#include <string>

namespace candour::test {

class PlainTextRules : public TextRules {
public:
    [[nodiscard]] std::size_t graphemes(std::string_view text) const override {
        return static_cast<std::size_t>(std::ranges::count_if(
            text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    }
    [[nodiscard]] std::string clean(std::string_view text) const override {
        std::string result;
        for (const char c : text)
            if (static_cast<unsigned char>(c) >= ' ') result += c;
        const auto start = std::min(result.find_first_not_of(' '), result.size());
        return result.substr(start, result.find_last_not_of(' ') + 1 - start);
    }
};

/// As if every text were one endless cluster of joined emoji, which is one character to a reader.
class OneCharacterRules : public PlainTextRules {
public:
    [[nodiscard]] std::size_t graphemes(std::string_view text) const override {
        return text.empty() ? 0 : 1;
    }
};

}  // namespace candour::test
