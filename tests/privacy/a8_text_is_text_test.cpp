// A8: invisible characters that could mark somebody do not get past the door. (Every character that
// there is: tests/text.)
#include "server/commands/verify/canaries.hpp"
#include "server/text/door.hpp"

#include <doctest/doctest.h>

namespace candour::privacy_test {
namespace {

std::string through_the_door(const SlideId& question, const std::string& text, bool as_word) {
    const Deck deck = verify::canary_deck();
    Response response = FreeTextResponse{{text}};
    if (as_word) response = WordCloudResponse{{{text, {}}}};
    REQUIRE_FALSE(text::clean_response(response, *deck.find(question)->question()));
    if (const auto* words = std::get_if<WordCloudResponse>(&response)) return words->words[0].text;
    return std::get<FreeTextResponse>(response).texts[0];
}

TEST_CASE("A8: hostile texts come out clean, as texts and as words") {
    for (const auto& hostile : verify::hostile_texts()) {
        CHECK_MESSAGE(hostile.sent != hostile.clean, hostile.what);
        CHECK_MESSAGE(
            through_the_door(verify::hostile_question(), hostile.sent, false) == hostile.clean,
            hostile.what);
        CHECK_MESSAGE(through_the_door(SlideId{"words"}, hostile.sent, true) == hostile.clean,
                      hostile.what);
    }
}

TEST_CASE("A8: two people cannot be told apart by how they write the same word") {
    const Deck deck = verify::canary_deck();
    const auto key_of = [&](const std::string& text) {
        Response response = WordCloudResponse{{{text, {}}}};
        REQUIRE_FALSE(text::clean_response(response, *deck.find(SlideId{"words"})->question()));
        return std::get<WordCloudResponse>(response).words[0].key;
    };
    CHECK(key_of("safe\u200B-space") == key_of("Safe Space"));
    CHECK(key_of("cafe\u0301") == key_of("CAF\u00C9"));
}

}  // namespace
}  // namespace candour::privacy_test
