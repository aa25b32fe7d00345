// Which words and texts are shown where not all have room.
#include "server/domain/lot.hpp"

#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace candour;
using namespace candour::domain_test;

namespace {

/// 40 that begin with a Latin letter, 40 in capitals, 40 in other scripts.
std::vector<std::string> texts_in_three_scripts() {
    std::vector<std::string> all;
    for (int i = 100; i < 140; ++i) {
        const std::string number = std::to_string(i);
        all.push_back("a" + number);
        all.push_back("A" + number);
        all.push_back("\u0434" + number);
    }
    return all;
}

FreeTextTally texts_shown(const World& room, Role role = Role::projector) {
    return std::get<FreeTextTally>(*room.room().tally(role)->results.tally);
}

std::vector<std::string> text_lines(const FreeTextTally& tally) {
    std::vector<std::string> all;
    for (const auto& text : tally.texts) all.push_back(text.text);
    return all;
}

domain::RoomLimits thirty_of_a_long_list() {
    domain::RoomLimits limits;
    limits.audience = {.words = 30, .texts = 30};
    limits.facilitator = {.words = 60, .texts = 60};
    return limits;
}

/// A strict question with 120 texts, all of them in the release of its close; each person sends
/// one, in the order of `order`, and `together` of them come in one batch.
std::unique_ptr<World> strict_texts(const std::vector<std::uint32_t>& order,
                                    std::size_t together,
                                    Keys keys = {}) {
    const auto all = texts_in_three_scripts();
    auto room = std::make_unique<World>(std::vector{free_text("more", {.level = Level::strict})},
                                        thirty_of_a_long_list(), keys);
    room->joined = static_cast<std::uint32_t>(all.size());
    room->start("more");
    std::size_t sent = 0;
    for (const std::uint32_t person : order) {
        REQUIRE(room->answer(person, "more", texts({all.at(person - 1)})) == "accepted");
        if (++sent % together == 0) room->commit();
    }
    room->commit();
    room->close("more");
    room->commit();
    return room;
}

std::vector<std::uint32_t> one_after_the_other(std::size_t count) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t person = 1; person <= count; ++person) order.push_back(person);
    return order;
}

std::size_t how_many_begin_with(const std::vector<std::string>& all, std::string_view letter) {
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [letter](const std::string& text) { return text.starts_with(letter); }));
}

}  // namespace

TEST_CASE("the lot is SipHash-2-4, by its authors' examples") {
    const domain::Lot lot{0x0706050403020100U, 0x0F0E0D0C0B0A0908U};
    CHECK(lot.of("") == 0x726FDB47DD0E0E31U);
    CHECK(lot.of(std::string_view{"\0", 1}) == 0x74F839C593DC67FDU);
    CHECK(lot.of({"\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16", 15}) == 0xA129CA6149BE45E5U);
}

TEST_CASE("a room's key draws the same lot whichever compiler built the server") {
    Bytes32 seed{};
    for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
    domain::Generator generator{seed};
    const domain::Lot lot{generator};
    CHECK(lot.of("a tree") == 0xC259192433B2176FU);
}

TEST_CASE("of 120 texts in one release all scripts have their part in the 30 that show") {
    const auto room = strict_texts(one_after_the_other(120), 7);
    const auto shown = texts_shown(*room);
    CHECK(shown.texts.size() == 30);
    CHECK(shown.more == 90);
    const auto all = text_lines(shown);
    // By bytes it would be 30 times "A"; by lot, 10 of each give or take a few.
    for (const std::string_view letter : {"a", "A", "\u0434"}) {
        CAPTURE(letter);
        CHECK(how_many_begin_with(all, letter) >= 3);
    }
    CHECK_FALSE(std::ranges::is_sorted(all));
}

TEST_CASE("which texts show follows neither from who sent them nor from when they came") {
    const std::string shown = frames(strict_texts(one_after_the_other(120), 7)->room());
    auto backwards = one_after_the_other(120);
    std::ranges::reverse(backwards);
    // Other pseudonyms, another order, other batches, other shuffles: the same frames.
    CHECK(frames(strict_texts(backwards, 120, {.people = 9, .shuffles = 8})->room()) == shown);
    CHECK(frames(strict_texts(backwards, 1, {.people = 5, .shuffles = 4})->room()) == shown);
    // The room's key alone draws others.
    CHECK(text_lines(texts_shown(*strict_texts(one_after_the_other(120), 7, {.releases = 77}))) !=
          text_lines(texts_shown(*strict_texts(one_after_the_other(120), 7))));
}

TEST_CASE("two questions with the same texts draw for themselves") {
    World room({free_text("one"), free_text("two")}, thirty_of_a_long_list());
    std::vector<std::vector<std::string>> shown;
    for (const std::string question : {"one", "two"}) {
        room.start(question);
        std::uint32_t person = 0;
        for (const std::string& text : texts_in_three_scripts())
            room.answer(++person, question, texts({text}));
        room.commit();
        shown.push_back(text_lines(texts_shown(room)));
    }
    CHECK(shown[0] != shown[1]);
}

TEST_CASE("what the audience sees is the first of what the facilitator can bring up") {
    const auto room = strict_texts(one_after_the_other(120), 7);
    const auto all = text_lines(texts_shown(*room, Role::facilitator));
    CHECK(all.size() == 60);
    const auto shown = text_lines(texts_shown(*room));
    CHECK(std::ranges::equal(shown.begin(), shown.end(), all.begin(), all.begin() + 30));
}

TEST_CASE("when a text is hidden the next by lot takes its place, and no other moves") {
    const auto room = strict_texts(one_after_the_other(120), 7);
    const auto before = texts_shown(*room);
    room->hide("more", before.texts[11].id);
    room->commit();
    const auto after = texts_shown(*room);
    CHECK(after.texts.size() == 30);
    CHECK(after.more == 89);
    // So a desk that leaves the hidden one out has the projector's 30 before it.
    const auto desk = texts_shown(*room, Role::facilitator);
    CHECK(std::ranges::count_if(desk.texts, [](const auto& text) { return text.hidden; }) == 1);
    const auto lines = text_lines(after);
    const std::set<std::string> still(lines.begin(), lines.end());
    for (std::size_t i = 0; i < before.texts.size(); ++i) {
        CAPTURE(i);
        CHECK(still.contains(before.texts[i].text) == (i != 11));
    }
}

TEST_CASE("a desk that turns its pages to the end has every text once, in the order of the tally") {
    const auto room = strict_texts(one_after_the_other(120), 7);
    const auto first = text_lines(texts_shown(*room, Role::facilitator));
    std::vector<std::string> all;
    for (std::uint32_t more = 120; more > 0;) {
        const FreeTextTally page = room->fold("more").texts_from(all.size(), {50, 10'000});
        CHECK(page.people == 120);
        CHECK(page.texts.size() == std::min<std::size_t>(more, 50));
        more = page.more;
        for (const auto& text : page.texts) all.push_back(text.text);
        CHECK(all.size() + more == 120);
    }
    CHECK(std::ranges::equal(first.begin(), first.end(), all.begin(), all.begin() + 60));
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 120);
    for (const std::size_t beyond : {120U, 121U, 4'000'000'000U})
        CHECK(room->fold("more").texts_from(beyond, {50, 10'000}) == FreeTextTally{120, {}, 0});
}

TEST_CASE("a page goes on with the next older release, and says of a text that it is hidden") {
    World room({free_text("more")});
    room.start("more");
    for (std::uint32_t person = 1; person <= 3; ++person) {
        const std::string name = std::to_string(person);
        room.answer(person, "more", texts({"a" + name, "b" + name}));
        room.commit();
    }
    room.hide("more", "2.2");
    room.commit();
    const FreeTextTally page = room.fold("more").texts_from(1, {4, 10'000});
    CHECK(line(Results{page, {}}).starts_with("3 people: 3."));
    CHECK(page.texts.size() == 4);
    CHECK(page.more == 1);
    CHECK(page.texts[0].id.starts_with("3."));
    CHECK(page.texts[1].id.starts_with("2."));
    CHECK(page.texts[2].id.starts_with("2."));
    CHECK(page.texts[3].id.starts_with("1."));
    for (const auto& text : page.texts) CHECK(text.hidden == (text.id == "2.2"));
}

TEST_CASE("a page ends before its texts are too many bytes; a longer one is a page of its own") {
    World room({free_text("more")});
    room.start("more");
    const std::string longest(1'000, 'l');
    room.answer(1, "more", texts({longest, "short one", "short two"}));
    room.commit();
    std::vector<std::size_t> sizes;
    for (std::size_t from = 0; from < 3;) {
        const FreeTextTally page = room.fold("more").texts_from(from, {100, 100});
        const bool has_longest = page.texts.front().text == longest;
        CHECK((page.texts.size() == 1 || !has_longest));
        sizes.push_back(page.texts.size());
        from += page.texts.size();
        CHECK(from + page.more == 3);
    }
    CHECK(sizes.size() >= 2);
}

TEST_CASE("before a release there is nothing on any page, and after a reset neither") {
    World room({free_text("more", {.level = Level::strict})});
    room.joined = 12;
    room.start("more");
    const auto pages = [&] { return room.fold("more").texts_from(0, {100, 10'000}); };
    for (std::uint32_t person = 1; person <= 12; ++person)
        room.answer(person, "more", texts({"said by " + std::to_string(person)}));
    room.commit();
    CHECK(pages() == FreeTextTally{});
    room.close("more");
    room.commit();
    CHECK(pages().texts.size() == 12);
    room.reset("more");
    room.commit();
    CHECK(pages() == FreeTextTally{});
}

TEST_CASE("of words that equally many said all scripts have their part in those that show") {
    World room({word_cloud("mood")}, thirty_of_a_long_list());
    room.start("mood");
    std::uint32_t person = 0;
    for (const std::string& text : texts_in_three_scripts())
        room.answer(++person, "mood", WordCloudResponse{{{text, text}}});
    room.answer(++person, "mood", WordCloudResponse{{{"z", "z"}}});
    room.answer(++person, "mood", WordCloudResponse{{{"z", "z"}}});
    room.commit();
    const auto tally = std::get<WordCloudTally>(*room.room().tally(Role::projector)->results.tally);
    REQUIRE(tally.words.size() == 30);
    CHECK(tally.words.front().key == "z");
    std::vector<std::string> all;
    for (const auto& word : tally.words) all.push_back(word.key);
    for (const std::string_view letter : {"a", "A", "\u0434"}) {
        CAPTURE(letter);
        CHECK(how_many_begin_with(all, letter) >= 3);
    }
    // Whoever takes fewer of them still takes them fairly, as a phone does.
    CHECK_FALSE(std::ranges::is_sorted(all.begin() + 1, all.end()));
    // What remains after the end tells of no lot: it is sorted.
    const auto report = std::get<WordCloudTally>(*room.room().report()[0].results.tally);
    CHECK(std::ranges::is_sorted(report.words, [](const auto& a, const auto& b) {
        return std::tie(b.people, a.key) < std::tie(a.people, b.key);
    }));
}
