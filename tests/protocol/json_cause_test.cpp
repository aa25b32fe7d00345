// What is said to be wrong with a text that is no JSON, for the person who wrote it; the pages say
// the same (client-web/test/deck/json-cause.test.ts).
#include "protocol/cpp/codec_json_cause.hpp"
#include "protocol/cpp/codec_value.hpp"
#include "protocol/cpp/limits.hpp"
#include "tests/protocol/files.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace candour::codec {
namespace {

constexpr JsonLimits of_a_deck{.depth = limits::max_deck_depth, .values = limits::max_deck_values};

bool is_malformed(std::string_view text) {
    const auto read = read_json(text, of_a_deck);
    return !read && read.error().kind == JsonFault::Kind::malformed;
}

}  // namespace

TEST_CASE("a fault of JSON is said with its cause and its line") {
    const auto cases = nlohmann::json::parse(
        test::contents(test::repository() / "protocol/golden/json_causes.json"));
    CHECK(cases.size() > 40);
    for (const auto& each : cases) {
        const std::string text = each.at("text");
        CAPTURE(text);
        CHECK(is_malformed(text));
        CHECK(JsonCause(text).find() == each.at("cause").get<std::string>());
    }
}

TEST_CASE("a text that is not saved as UTF-8 is called that") {
    using namespace std::string_view_literals;
    CHECK(JsonCause("\xff\xfe{\0}\0"sv).find() == "it is not saved as UTF-8");
    CHECK(JsonCause("{\"a\":\0}"sv).find() == "it is not saved as UTF-8");
    // "Café" and an ellipsis of Windows-1252, a surrogate, and a letter that was cut.
    for (const auto bytes : {"Caf\xe9"sv, "so\x85"sv, "\xed\xa0\x80"sv, "Caf\xc3"sv})
        CHECK(JsonCause("{\"title\":\"" + std::string(bytes) + "\"}").find() ==
              "it is not saved as UTF-8");
    CHECK(JsonCause("{\"title\":\"Caf\xc3\xa9\"}").find().empty());
}

TEST_CASE("whatever one slip makes of a deck, its cause is found, and none where there is none") {
    const std::string deck = test::contents(test::repository() / "decks/demo.json");
    REQUIRE(JsonCause(deck).find().empty());
    REQUIRE(JsonCause("\xef\xbb\xbf" + deck).find().empty());
    const std::uint64_t seed = seeds::from_environment("CANDOUR_SEED", 20'261'130);
    CAPTURE(seed);
    seeds::Dice dice(seed);
    constexpr std::string_view slips = "{}[]\",:'\\ \n\t1-.+eatn/#";
    std::size_t faulty = 0;
    for (int i = 0; i < 3'000; ++i) {
        std::string text = deck;
        const std::size_t at = dice.below(text.size());
        const char slip = slips[dice.below(slips.size())];
        switch (dice.below(3)) {
            case 0: text.erase(at, 1); break;
            case 1: text.insert(at, 1, slip); break;
            default: text[at] = slip;
        }
        const std::string cause = JsonCause(text).find();
        // A letter of several bytes that was cut is a fault of UTF-8, and not of grammar.
        const bool is_cut = static_cast<unsigned char>(deck[at]) >= 0x80 ||
                            (at > 0 && static_cast<unsigned char>(deck[at - 1]) >= 0x80);
        CAPTURE(text.substr(at < 40 ? 0 : at - 40, 80));
        CAPTURE(cause);
        if (!is_cut) CHECK(cause.empty() != is_malformed(text));
        faulty += cause.empty() ? 0U : 1U;
    }
    CHECK(faulty > 500);
}

}  // namespace candour::codec
