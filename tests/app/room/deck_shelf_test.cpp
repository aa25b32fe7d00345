#include "server/app/room/deck_shelf.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace candour::app {
namespace {

constexpr std::size_t plenty = 100'000'000;
constexpr std::size_t picture_bytes = 100'000;

/// A deck with a picture a slide, each of bytes of its own letter.
Deck deck_with(const std::string& letters) {
    Deck deck;
    deck.title = "Pictures";
    deck.language = "en";
    for (const char letter : letters) {
        Content content;
        content.picture = Picture{
            "image/png", std::make_shared<const std::string>(picture_bytes, letter), "A letter"};
        Slide slide;
        slide.id = SlideId{"slide-" + std::to_string(deck.slides.size())};
        slide.body = std::move(content);
        deck.slides.push_back(std::move(slide));
    }
    return deck;
}

const std::string* bytes_of(const Deck& deck, std::size_t slide) {
    return deck.slides[slide].content()->picture->bytes.get();
}

}  // namespace

TEST_CASE("the same picture in a hundred rooms is in memory once") {
    DeckShelf shelf(plenty);
    std::vector<std::shared_ptr<const Deck>> rooms;
    for (int room = 0; room < 100; ++room) rooms.push_back(shelf.keep(deck_with("aba")));
    for (const auto& room : rooms) {
        REQUIRE(room != nullptr);
        CHECK(*room == deck_with("aba"));
        CHECK(bytes_of(*room, 0) == bytes_of(*rooms.front(), 0));
        CHECK(bytes_of(*room, 0) == bytes_of(*room, 2));
        CHECK(bytes_of(*room, 0) != bytes_of(*room, 1));
    }
    CHECK(shelf.held() > 2 * picture_bytes);
    CHECK(shelf.held() < 3 * picture_bytes);
}

TEST_CASE("a deck counts until the last who has it is done") {
    DeckShelf shelf(plenty);
    auto first = shelf.keep(deck_with("ab"));
    auto second = shelf.keep(deck_with("b"));
    const auto page = first;
    first.reset();
    CHECK(shelf.held() > 2 * picture_bytes);
    CHECK(page->slides.size() == 2);
    const_cast<std::shared_ptr<const Deck>&>(page).reset();
    CHECK(shelf.held() < 2 * picture_bytes);
    CHECK(*bytes_of(*second, 0) == std::string(picture_bytes, 'b'));
    second.reset();
    CHECK(shelf.held() == 0);
    CHECK(shelf.keep(deck_with("a")) != nullptr);  // though it was there and has gone
}

TEST_CASE("a deck for which there is no memory is not kept, and leaves nothing behind") {
    DeckShelf shelf(2 * picture_bytes + picture_bytes / 2);
    const auto kept = shelf.keep(deck_with("ab"));
    REQUIRE(kept != nullptr);
    const auto before = shelf.held();
    CHECK(shelf.keep(deck_with("c")) == nullptr);
    CHECK(shelf.held() == before);
    // Of pictures that are there already there is room for another deck.
    CHECK(shelf.keep(deck_with("ba")) != nullptr);
    CHECK(shelf.held() == before);  // it is gone again
}

TEST_CASE("what a restart brings back is kept, and new decks wait until there is room") {
    DeckShelf shelf(picture_bytes);
    auto back = shelf.keep_anyway(deck_with("abc"));
    REQUIRE(back != nullptr);
    CHECK(shelf.keep(deck_with("")) == nullptr);
    back.reset();
    CHECK(shelf.keep(deck_with("")) != nullptr);
}

TEST_CASE("a deck outlives its shelf") {
    std::shared_ptr<const Deck> deck;
    {
        DeckShelf shelf(plenty);
        deck = shelf.keep(deck_with("a"));
    }
    CHECK(bytes_of(*deck, 0)->size() == picture_bytes);
}

}  // namespace candour::app
