#include "server/app/room/batch_codec.hpp"

#include "protocol/cpp/scale_value.hpp"
#include "server/app/room/byte_stream.hpp"
#include "tests/domain/decks.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace candour::app {
namespace {

using namespace domain;
using namespace domain_test;

constexpr BatchNumber number{7};

Bytes32 bytes32(std::uint8_t first) {
    Bytes32 bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(first + 3 * i);
    return bytes;
}

Pseudonym person(std::uint8_t first) {
    Pseudonym who;
    for (std::size_t i = 0; i < who.bytes.size(); ++i)
        who.bytes[i] = static_cast<std::uint8_t>(first + 5 * i);
    return who;
}

Event began() {
    Slide film = content("film");
    auto& shown = std::get<Content>(film.body);
    shown.picture = Picture{"image/png", std::make_shared<const std::string>("\x89PNG\r\n\x1a\n"),
                            "A ward at night"};
    shown.video = Video{"https://example.org/film", "A film"};
    film.warning = "A death is told of.";
    return RoomBegan{RoomCode{"ABCDEFGH"},
                     deck({std::move(film), word_cloud("mood", {.level = Level::protected_}),
                           scale("outcomes", 2, {.level = Level::strict}), free_text("more"),
                           choice("where", 3)}),
                     bytes32(1), bytes32(200), bytes32(77)};
}

/// One of each, and of each that can be two ways both; RoomBegan apart.
std::vector<Event> all_events() {
    const SlideId question{"mood"};
    return {SlideShown{question},
            SlideShown{std::nullopt},
            QuestionOpened{question},
            QuestionClosed{question},
            ResultsRevealed{question, true},
            ResultsRevealed{question, false},
            QuestionReset{question},
            ItemHidden{question, ItemId{"safe space"}, true},
            ItemHidden{question, ItemId{"3.1"}, false},
            RoomEnded{},
            Responded{question, person(1), words({"Safe-space", "geborgen \xf0\x9f\x92\x99"})},
            Responded{SlideId{"outcomes"}, person(2), values({0, 100, n_a, left_out_value})},
            Responded{SlideId{"more"}, person(3), texts({std::string(130, 'x'), "two\nlines", ""})},
            Responded{SlideId{"where"}, person(4), picks("01101")},
            Responded{SlideId{"where"},
                      person(5),
                      picks(""),
                      {.given = Announcement{2}, .counted = Announcement{300}}},
            Withdrew{question, person(6)},
            Looked{},
            DoorLocked{true},
            DoorLocked{false},
            CompanyOffered{question},
            WallSet{{WallShows::slide, 3, {}}},
            WallSet{{WallShows::text, 0, ItemId{"3.1"}}}};
}

/// Fails unless the bytes are refused or mean a batch that can be written down again.
bool refused_or_well_formed(std::string_view bytes) {
    const std::optional<Batch> batch = decode_batch(number, bytes);
    if (!batch) return true;
    const std::string again = encode_batch(*batch);
    const std::optional<Batch> same = decode_batch(number, again);
    return same && same->events.size() == batch->events.size() && encode_batch(*same) == again;
}

std::string changed(std::string bytes, std::size_t place, unsigned change) {
    bytes[place] = static_cast<char>(static_cast<std::uint8_t>(bytes[place]) ^ change);
    return bytes;
}

}  // namespace

TEST_CASE("every event comes back from its bytes as it was") {
    for (const Event& event : all_events()) {
        CAPTURE(event.index());
        const std::string bytes = encode_batch({number, {}, {event}});
        const std::optional<Batch> batch = decode_batch(number, bytes);
        REQUIRE(batch);
        CHECK(batch->number == number);
        REQUIRE(batch->events.size() == 1);
        CHECK(batch->events[0].index() == event.index());
        CHECK(encode_batch(*batch) == bytes);
    }
}

TEST_CASE("the fields of events come back each in its own place") {
    const std::optional<Batch> batch =
        decode_batch(number, encode_batch({number, {4'294'967'295, 7}, all_events()}));
    REQUIRE(batch);
    const std::vector<Event>& events = batch->events;
    REQUIRE(events.size() == all_events().size());
    CHECK(std::get<SlideShown>(events[0]).slide == SlideId{"mood"});
    CHECK(std::get<SlideShown>(events[1]).slide == std::nullopt);
    CHECK(batch->joined == Joined{4'294'967'295, 7});
    CHECK(std::get<QuestionOpened>(events[2]).question == SlideId{"mood"});
    CHECK(std::get<ResultsRevealed>(events[4]).revealed);
    CHECK_FALSE(std::get<ResultsRevealed>(events[5]).revealed);
    CHECK(std::get<ItemHidden>(events[7]).item == ItemId{"safe space"});
    CHECK(std::get<ItemHidden>(events[7]).hidden);
    CHECK_FALSE(std::get<ItemHidden>(events[8]).hidden);
    const auto& responded = std::get<Responded>(events[10]);
    CHECK(responded.question == SlideId{"mood"});
    CHECK(responded.who == person(1));
    CHECK(responded.response == words({"Safe-space", "geborgen \xf0\x9f\x92\x99"}));
    CHECK(std::get<Responded>(events[11]).response == values({0, 100, n_a, left_out_value}));
    CHECK(std::get<Responded>(events[13]).response == picks("01101"));
    CHECK(std::get<Responded>(events[14]).standing ==
          Standing{.given = Announcement{2}, .counted = Announcement{300}});
    CHECK(std::get<Withdrew>(events[15]).who == person(6));
    CHECK(std::get<DoorLocked>(events[17]).locked);
    CHECK_FALSE(std::get<DoorLocked>(events[18]).locked);
    CHECK(std::get<CompanyOffered>(events[19]).question == SlideId{"mood"});
    CHECK(std::get<WallSet>(events[20]).wall == Wall{WallShows::slide, 3, {}});
    CHECK(std::get<WallSet>(events[21]).wall == Wall{WallShows::text, 0, ItemId{"3.1"}});
}

TEST_CASE("a room's beginning comes back with its deck, pictures and all") {
    const Batch batch{BatchNumber{1}, {}, {began()}};
    const std::optional<Batch> again = decode_batch(BatchNumber{1}, encode_batch(batch));
    REQUIRE(again);
    REQUIRE(again->events.size() == 1);
    const auto& was = std::get<RoomBegan>(batch.events[0]);
    const auto& is = std::get<RoomBegan>(again->events[0]);
    CHECK(is.code == was.code);
    CHECK(*is.deck == *was.deck);
    CHECK(is.facilitator_hash == was.facilitator_hash);
    CHECK(is.projector_hash == was.projector_hash);
    CHECK(is.results_key == was.results_key);
}

TEST_CASE("a room's beginning as it was written before rooms had a results key is read") {
    auto before = std::get<RoomBegan>(began());
    before.results_key = std::nullopt;
    std::string bytes = encode_batch({BatchNumber{1}, {}, {before}});
    bytes[0] = 3;
    bytes.pop_back();  // whether there is a results key
    const std::optional<Batch> batch = decode_batch(BatchNumber{1}, bytes);
    REQUIRE(batch);
    const auto& is = std::get<RoomBegan>(batch->events.at(0));
    CHECK(is.projector_hash == before.projector_hash);
    CHECK_FALSE(is.results_key.has_value());
}

TEST_CASE("an empty batch is a batch") {
    const std::optional<Batch> batch = decode_batch(number, encode_batch({number, {}, {}}));
    REQUIRE(batch);
    CHECK(batch->events.empty());
}

TEST_CASE("a batch that is cut short anywhere is refused") {
    std::vector<Event> events = all_events();
    events.push_back(began());
    const std::string bytes = encode_batch({number, {}, events});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(decode_batch(number, std::string_view{bytes}.substr(0, size)));
    }
}

TEST_CASE("a batch that something follows is refused") {
    const std::string bytes = encode_batch({number, {}, all_events()});
    for (int last = 0; last < 256; ++last) {
        CAPTURE(last);
        CHECK_FALSE(decode_batch(number, bytes + static_cast<char>(last)));
    }
    CHECK_FALSE(decode_batch(number, bytes + bytes));
}

TEST_CASE("a batch of another version is refused") {
    std::string bytes = encode_batch({number, {}, all_events()});
    for (int version = 0; version < 256; ++version) {
        bytes[0] = static_cast<char>(version);
        CAPTURE(version);
        CHECK(decode_batch(number, bytes).has_value() == (version >= 3 && version <= 5));
    }
}

TEST_CASE("any byte changed to any other gives a refusal or a batch, never worse") {
    for (const Event& event : all_events()) {
        const std::string bytes = encode_batch({number, {}, {event}});
        for (std::size_t place = 0; place < bytes.size(); ++place)
            for (unsigned change = 1; change < 256; ++change) {
                if (refused_or_well_formed(changed(bytes, place, change))) continue;
                CAPTURE(event.index());
                CAPTURE(place);
                CAPTURE(change);
                FAIL_CHECK("neither refused nor well-formed");
            }
    }
}

TEST_CASE("a room's beginning with a bit changed gives a refusal or a batch, never worse") {
    const std::string bytes = encode_batch({BatchNumber{1}, {}, {began()}});
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        if (refused_or_well_formed(changed(bytes, place, 1U << place % 8))) continue;
        CAPTURE(place);
        FAIL_CHECK("neither refused nor well-formed");
    }
}

TEST_CASE("noise gives a refusal or a batch, never worse") {
    constexpr std::uint64_t seed = 20'261'122;
    for (std::uint64_t round = 0; round < 20'000; ++round) {
        Dice dice(mixed(seed) ^ round);
        std::string bytes;
        ByteWriter header;
        header.number(1);
        header.number(1 + dice.below(3));
        if (!dice.one_in(4)) bytes = std::move(header).take();
        for (std::size_t left = dice.below(60); left > 0; --left)
            bytes.push_back(static_cast<char>(dice.below(dice.one_in(2) ? 12 : 256)));
        if (refused_or_well_formed(bytes)) continue;
        CAPTURE(seed);
        CAPTURE(round);
        FAIL_CHECK("neither refused nor well-formed");
    }
}

TEST_CASE("a count or a length that the rest cannot hold is refused without asking for memory") {
    for (const std::uint64_t lie :
         {std::uint64_t{100}, std::uint64_t{1} << 32U, ~std::uint64_t{0}}) {
        CAPTURE(lie);
        // A batch of this version, in which nobody has joined.
        const auto batch = [] {
            ByteWriter out;
            for (const std::uint64_t each : {5U, 0U, 0U}) out.number(each);
            return out;
        };
        ByteWriter events = batch();
        events.number(lie);
        CHECK_FALSE(decode_batch(number, std::move(events).take()));

        ByteWriter text = batch();
        text.number(1);
        text.number(3);  // QuestionClosed
        text.number(lie);
        CHECK_FALSE(decode_batch(number, std::move(text).take()));

        for (std::uint64_t kind = 0; kind < 4; ++kind) {
            ByteWriter response = batch();
            response.number(1);
            response.number(8);  // Responded
            response.text("mood");
            response.raw(person(1).bytes);
            response.number(kind);
            response.number(lie);
            CHECK_FALSE(decode_batch(number, std::move(response).take()));
        }
    }
}

TEST_CASE("A6: a batch is its events and how many have joined, and not a byte of anything else") {
    // Version, people and tickets that joined, events; then each event's tag and fields. A time
    // would have to stand here.
    const auto bytes_of = [](std::vector<Event> events) {
        return encode_batch({number, {3, 4}, std::move(events)});
    };
    const std::string start{"\x05\x03\x04\x01", 4};
    CHECK(bytes_of({SlideShown{SlideId{"a"}}}) == start + std::string("\x01\x01\x01"
                                                                      "a",
                                                                      4));
    CHECK(bytes_of({QuestionOpened{SlideId{"a"}}}) == start + std::string("\x02\x01"
                                                                          "a",
                                                                          3));
    CHECK(bytes_of({QuestionClosed{SlideId{"a"}}}) == start + std::string("\x03\x01"
                                                                          "a",
                                                                          3));
    CHECK(bytes_of({QuestionReset{SlideId{"a"}}}) == start + std::string("\x05\x01"
                                                                         "a",
                                                                         3));
    CHECK(bytes_of({RoomEnded{}}) == start + std::string("\x07", 1));
    const std::string who(16, '\x09');
    Pseudonym nine;
    nine.bytes.fill(9);
    CHECK(bytes_of({Responded{SlideId{"a"}, nine, picks("10")}}) ==
          start +
              std::string("\x08\x01"
                          "a",
                          3) +
              who + std::string("\x03\x02\x01\x00\x00\x00", 6));
    CHECK(bytes_of({Withdrew{SlideId{"a"}, nine}}) == start +
                                                          std::string("\x09\x01"
                                                                      "a",
                                                                      3) +
                                                          who);
}

}  // namespace candour::app
