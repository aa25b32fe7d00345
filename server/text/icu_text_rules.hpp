// What the deck reader asks of texts, answered by this folder.
#pragma once

#include "protocol/cpp/codec_deck.hpp"
#include "server/text/text.hpp"

namespace candour::text {

/// No state; any thread.
class IcuTextRules final : public TextRules {
public:
    [[nodiscard]] std::size_t graphemes(std::string_view text) const override {
        return text::graphemes(text);
    }
    [[nodiscard]] std::string clean(std::string_view text) const override {
        return text::clean(text);
    }
};

}  // namespace candour::text
