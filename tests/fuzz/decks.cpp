// Any bytes as a deck: what is taken keeps its rules and survives a round trip, what is not is
// refused in words.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/limits.hpp"
#include "server/text/icu_text_rules.hpp"
#include "tests/fuzz/target.hpp"

#include <set>

namespace candour::fuzz {
namespace {

void check_faults(const std::vector<DeckError>& faults) {
    require(!faults.empty(), "a refused deck has a fault");
    require(faults.size() <= limits::max_deck_errors,
            "nobody is told more faults than anybody reads");
    for (const DeckError& fault : faults)
        require(!fault.at.empty() && !fault.message.empty(), "a fault says where and what");
    const auto read = parse_deck_refused(encode(DeckRefused{faults}));
    require(read && read->errors == faults, "a page can read what is wrong with a deck");
}

void check_deck(const Deck& deck) {
    require(!deck.slides.empty() && deck.slides.size() <= 200, "a deck has 1 to 200 slides");
    std::set<SlideId> ids;
    for (const Slide& slide : deck.slides)
        require(ids.insert(slide.id).second, "no two slides have one id");
    const std::string encoded = encode_deck(deck);
    const auto again = parse_deck(encoded, text::IcuTextRules{});
    require(again && *again == deck, "a deck is the same after a round trip");
    require(encode_deck(*again) == encoded, "and so are its bytes");
}

}  // namespace

void take(std::string_view bytes) {
    const auto deck = parse_deck(bytes, text::IcuTextRules{});
    if (deck)
        check_deck(*deck);
    else
        check_faults(deck.error());
}

std::vector<std::string> first_inputs() {
    std::vector<std::string> all = files_of("protocol/golden/deck");
    for (std::string& text : files_of("decks")) all.push_back(std::move(text));
    return all;
}

}  // namespace candour::fuzz
