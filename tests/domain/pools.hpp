// Questions of every kind by number, and what people say to them in random schedules.
#pragma once

#include "protocol/cpp/scale_value.hpp"
#include "tests/domain/decks.hpp"

#include <array>
#include <string>
#include <vector>

namespace candour::domain_test {

/// In the order of QuestionKind.
inline constexpr std::size_t kind_count = 4;
inline constexpr std::size_t word_cloud_kind = 0;
inline constexpr std::size_t free_text_kind = 2;

inline Slide slide_of(std::size_t kind, const std::string& id, Ask ask) {
    switch (kind) {
        case 0: return word_cloud(id, ask);
        case 1: return scale(id, 2, ask);
        case 2: return free_text(id, ask);
        default: return choice(id, 3, ask);
    }
}

/// Few, so that people often say the same, in other spellings too.
inline const std::vector<Response>& pool(std::size_t kind) {
    static const std::array<std::vector<Response>, kind_count> pools{{
        {words({"kind"}), words({"Kind", "calm"}), words({"calm", "Safe-space"}),
         words({"safe space"}), words({"tired", "kind"}), words({"Tired"}), words({"ok"})},
        {values({1, 5}), values({5, 1}), values({n_a, 3}), values({2, n_a}), values({n_a, n_a}),
         values({left_out_value, 4}), values({2, left_out_value}), values({left_out_value, n_a})},
        {texts({"thanks"}), texts({"thanks", "more time"}), texts({"a bigger room"}),
         texts({"rude"}), texts({"thanks", "thanks"})},
        {picks("100"), picks("010"), picks("001"), picks("101")},
    }};
    return pools.at(kind);
}

/// What hide and restore may name.
inline const std::string& item_of(std::size_t kind) {
    static const std::string word = "kind";
    static const std::string text = "1.1";
    return kind == free_text_kind ? text : word;
}

}  // namespace candour::domain_test
