#include "server/ops/deck_place.hpp"

#include <doctest/doctest.h>

namespace candour::ops {

TEST_CASE("a place in a deck is said in words, and counts from 1") {
    CHECK(place_in_words("$") == "the deck");
    CHECK(place_in_words("$.title") == "title");
    CHECK(place_in_words("$.slides") == "slides");
    CHECK(place_in_words("$.slides[0].prompt") == "slide 1, prompt");
    CHECK(place_in_words("$.slides[11].statements[0].text") == "slide 12, statement 1, text");
    CHECK(place_in_words("$.slides[2].picture.src") == "slide 3, picture, src");
    CHECK(place_in_words("") == "the deck");
}

}  // namespace candour::ops
