// Decks: defaults, and every fault at once.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/limits.hpp"
#include "tests/protocol/files.hpp"
#include "tests/protocol/plain_text_rules.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace candour;

namespace {

const test::PlainTextRules rules;

std::vector<DeckError> errors_of(std::string_view json, const PictureFiles& files = {}) {
    const auto deck = parse_deck(json, rules, files);
    return deck ? std::vector<DeckError>{} : deck.error();
}

std::vector<std::string> places(const std::vector<DeckError>& errors) {
    std::vector<std::string> result;
    for (const DeckError& error : errors) {
        CHECK(!error.message.empty());
        CHECK(!error.allowed.empty());
        result.push_back(error.at);
    }
    return result;
}

std::string deck_with(std::string_view slide) {
    return R"({"format":"candour.deck/1","title":"T","slides":[)" + std::string(slide) + "]}";
}

/// Where the faults of a deck with this one slide are, without "$.slides[0]".
std::vector<std::string> faults_of(std::string_view slide, const PictureFiles& files = {}) {
    constexpr std::string_view prefix = "$.slides[0]";
    auto result = places(errors_of(deck_with(slide), files));
    for (std::string& at : result)
        if (at.starts_with(prefix)) at.erase(0, prefix.size());
    return result;
}

using Places = std::vector<std::string>;

TEST_CASE("what is left out has its default") {
    const auto deck = parse_deck(R"({
        "format": "candour.deck/1", "title": " A  title\u0007", "slides": [
            {"kind": "content", "id": "c", "title": "C"},
            {"kind": "word_cloud", "id": "w", "prompt": "W"},
            {"kind": "scale", "id": "s", "prompt": "S", "statements": [{"id": "a", "text": "A"}]},
            {"kind": "scale", "id": "r", "prompt": "S", "statements": [{"id": "a", "text": "A"}],
             "range": {"max": 5}},
            {"kind": "free_text", "id": "f", "prompt": "F"},
            {"kind": "choice", "id": "h", "prompt": "H",
             "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}]})",
                                 rules);
    REQUIRE(deck.has_value());
    CHECK(deck->title == "A  title");
    CHECK(deck->language == "en");
    const Slide& cloud = deck->slides[1];
    CHECK(cloud.question()->level == Level::protected_);
    CHECK(cloud.question()->results == ResultsMode::live);
    CHECK(!cloud.warning.has_value());
    CHECK(std::get<WordCloudQuestion>(cloud.question()->kind).entries == 3);
    const auto& scale = std::get<ScaleQuestion>(deck->slides[2].question()->kind);
    CHECK(scale.min == 0);
    CHECK(scale.max == 10);
    CHECK(scale.not_applicable);
    CHECK(std::get<ScaleQuestion>(deck->slides[3].question()->kind).max == 5);
    const auto& free_text = std::get<FreeTextQuestion>(deck->slides[4].question()->kind);
    CHECK(free_text.answers == 1);
    CHECK(free_text.max_length == 1000);
    CHECK_FALSE(std::get<ChoiceQuestion>(deck->slides[5].question()->kind).several);
    CHECK(*parse_deck(encode_deck(*deck), rules) == *deck);
}

TEST_CASE("the demo deck has no faults") {
    const std::string demo = test::contents(test::repository() / "decks/demo.json");
    CHECK(places(errors_of(demo)) == Places{});
    const auto deck = parse_deck(demo, rules);
    CHECK(*parse_deck(encode_deck(*deck), rules) == *deck);
}

TEST_CASE("what is no deck has one fault, and says where it cannot be read") {
    for (const char* text : {"", "{", "[]", "null", "\"deck\"", "{}}"})
        CHECK(places(errors_of(text)) == Places{"$"});
    CHECK(errors_of("{\n  \"format\": \"candour.deck/1\",\n  \"title\" \"T\"\n}")[0].message ==
          "This is not JSON: a colon is missing after \"title\" in line 3.");
    CHECK(places(errors_of(std::string(100'000, '['))) == Places{"$"});
    std::string wide = "[0";
    for (int i = 0; i < 200'000; ++i) wide += ",0";
    CHECK(places(errors_of(wide + "]")) == Places{"$"});
}

TEST_CASE("every fault is said at once") {
    const auto errors = errors_of(R"({
        "format": "candour.deck/2", "titel": "T", "language": "english please", "slides": [
            {"kind": "content", "id": "a", "title": ""},
            {"kind": "quiz", "id": "b"},
            {"kind": "scale", "id": "a", "promt": "P", "statements": [],
             "range": {"min": 5, "max": 120}, "level": "secret"},
            7,
            {"kind": "free_text", "id": "No Good", "prompt": "P", "answers": 11,
             "max_length": "long", "warning": 4}]})");
    CHECK(places(errors) ==
          Places{"$.titel", "$.format", "$.language", "$.slides[0].title", "$.slides[1].kind",
                 "$.slides[2].promt", "$.slides[2].statements", "$.slides[2].range.max",
                 "$.slides[2].level", "$.slides[2].id", "$.slides[3]", "$.slides[4].id",
                 "$.slides[4].answers", "$.slides[4].max_length", "$.slides[4].warning"});
    CHECK(errors[0].message == R"(There is no field "titel" here; did you mean "title"?)");
    CHECK(errors[5].message == R"(There is no field "promt" here; did you mean "prompt"?)");
    CHECK(errors[7].message == "120 is too large.");
    CHECK(errors[7].allowed == "A whole number from 1 to 100, larger than min.");
    CHECK(errors[9].message == R"("a" is the id of slide 1 already.)");
}

TEST_CASE("a deck with a million faults is not read to its end") {
    std::string slides = "7";
    for (int i = 0; i < 25'000; ++i) slides += ",7";
    CHECK(errors_of(deck_with(slides)).size() == limits::max_deck_errors);
    std::string fields = R"({"kind":"content","id":"a","title":"A")";
    for (int i = 0; i < 25'000; ++i) fields += R"(,"f)" + std::to_string(i) + "\":0";
    CHECK(errors_of(deck_with(fields + "}")).size() == limits::max_deck_errors);
}

TEST_CASE("how many slides") {
    CHECK(places(errors_of(deck_with(""))) == Places{"$.slides"});
    std::string slides;
    for (int i = 0; i < 200; ++i)
        slides += R"({"kind":"content","title":"T","id":")" + std::to_string(i) + "\"},";
    CHECK(places(errors_of(deck_with(slides.substr(0, slides.size() - 1)))) == Places{});
    CHECK(places(errors_of(deck_with(slides + R"({"kind":"content","title":"T","id":"x"})"))) ==
          Places{"$.slides"});
    CHECK(places(errors_of(R"({"format":"candour.deck/1","title":"T"})")) == Places{"$.slides"});
    CHECK(places(errors_of(R"({"format":"candour.deck/1","title":"T","slides":{}})")) ==
          Places{"$.slides"});
}

TEST_CASE("lengths are counted in characters, after cleaning") {
    const auto title = [](const std::string& text) {
        return faults_of(R"({"kind":"content","id":"a","title":")" + text + "\"}");
    };
    std::string accented;
    for (int i = 0; i < 120; ++i) accented += "é";
    CHECK(title(accented) == Places{});
    CHECK(title(accented + "é") == Places{".title"});
    CHECK(title(accented + R"(\u0001)") == Places{});
    CHECK(title(R"(\u0001 )") == Places{".title"});
}

TEST_CASE("markdown keeps its lines and their indentation") {
    const auto deck = parse_deck(
        deck_with(
            R"({"kind":"content","id":"a","title":"A","markdown":"- a\r\n  - b\u0000\n\n    code"})"),
        rules);
    REQUIRE(deck.has_value());
    CHECK(deck->slides[0].content()->markdown == "- a\n  - b\n\n    code");
}

TEST_CASE(
    "a facilitator gets a slide's notes with the deck, and nobody gets them with a snapshot") {
    const auto deck = std::make_shared<const Deck>(
        *parse_deck(R"({"format":"candour.deck/1","title":"T","slides":[{"kind":"word_cloud",)"
                    R"("id":"a","prompt":"P","notes":"Canary.\n  Wait."}]})",
                    rules));
    CHECK(deck->slides[0].notes == "Canary.\n  Wait.");
    Welcome welcome;
    welcome.role = Role::facilitator;
    welcome.deck = deck;
    CHECK(encode(welcome).find(R"("notes":"Canary.\n  Wait.")") != std::string::npos);
    Snapshot snapshot;
    snapshot.deck = deck;
    snapshot.index = 0;
    CHECK(encode(snapshot).find(R"("prompt":"P")") != std::string::npos);
    CHECK(encode(snapshot).find("Canary") == std::string::npos);
}

TEST_CASE("ranges, parts and ids") {
    const auto scale = [](std::string_view range) {
        return faults_of(R"({"kind":"scale","id":"s","prompt":"S","statements":)"
                         R"([{"id":"a","text":"A"}],"range":)" +
                         std::string(range) + "}");
    };
    CHECK(scale(R"({"min":0,"max":100})") == Places{});
    CHECK(scale(R"({"min":5,"max":5})") == Places{".range.max"});
    CHECK(scale(R"({"min":10})") == Places{".range.min"});
    CHECK(scale(R"({"min":-1})") == Places{".range.min"});
    CHECK(scale(R"({"min":0.5})") == Places{".range.min"});
    CHECK(scale(R"({"max":101})") == Places{".range.max"});
    CHECK(scale(R"({"step":2})") == Places{".range.step"});
    CHECK(scale("[0,10]") == Places{".range"});

    const auto choice = [](std::string_view options) {
        return faults_of(R"({"kind":"choice","id":"c","prompt":"C","options":)" +
                         std::string(options) + "}");
    };
    CHECK(choice(R"([{"id":"a","text":"A"},{"id":"b","text":"B"}])") == Places{});
    CHECK(choice(R"([{"id":"a","text":"A"}])") == Places{".options"});
    CHECK(choice(R"([{"id":"a","text":"A"},{"id":"a","text":"B"}])") == Places{".options[1].id"});
    CHECK(choice(R"([{"id":"a","text":"A"},{"id":"B","text":""}])") ==
          Places{".options[1].id", ".options[1].text"});
    CHECK(choice(R"(["A","B"])") == Places{".options[0]", ".options[1]"});
    CHECK(choice(R"("A")") == Places{".options"});
}

TEST_CASE("a video is a link over https") {
    const auto video = [](std::string_view url) {
        return faults_of(R"({"kind":"content","id":"a","title":"A","video":{"title":"V","url":")" +
                         std::string(url) + "\"}}");
    };
    CHECK(video("https://example.org/v?t=1#x") == Places{});
    for (const char* url : {"http://example.org/", "https://", "javascript:alert(1)", "https://a b",
                            R"(https://a\nb)", ""})
        CHECK(video(url) == Places{".video.url"});
    CHECK(video("https://a/" + std::string(2000, 'x')) == Places{".video.url"});
}

constexpr std::string_view png_head = "data:image/png;base64,iVBORw0KGgo";

Places picture(const std::string& src, const PictureFiles& files = {}) {
    return faults_of(
        R"({"kind":"content","id":"a","title":"A","picture":{"alt":"P","src":")" + src + "\"}}",
        files);
}

TEST_CASE("pictures in data URIs") {
    const std::string head(png_head);
    CHECK(picture(head + "=") == Places{});
    CHECK(picture(head) == Places{".picture.src"});        // no padding
    CHECK(picture(head + "!") == Places{".picture.src"});  // no base64
    CHECK(picture(head + "=\\n") == Places{".picture.src"});
    CHECK(picture("data:image/png;base64,") == Places{".picture.src"});
    CHECK(picture("data:image/jpeg;base64,iVBORw0KGgo=") == Places{".picture.src"});  // it is a PNG
    CHECK(picture("data:image/svg+xml;base64,PHN2Zz4=") == Places{".picture.src"});
    CHECK(picture("data:image/png,abc") == Places{".picture.src"});
    CHECK(picture("data:text/html;base64,PHN2Zz4=") == Places{".picture.src"});
    CHECK(picture("data:image/gif;base64,R0lGODlh") == Places{});
    CHECK(picture("data:image/jpeg;base64,/9j/4AAQ") == Places{});
    CHECK(picture("data:image/webp;base64,UklGRgAAAABXRUJQ") == Places{});
    CHECK(picture(head + 'A' + std::string(1'333'324, 'A')) ==
          Places{".picture.src"});  // too large
    CHECK(faults_of(R"({"kind":"content","id":"a","title":"A","picture":{"src":"x.png"}})") ==
          Places{".picture.alt", ".picture.src"});
}

TEST_CASE("pictures beside a deck") {
    std::vector<std::string> asked;
    const PictureFiles files = [&](const std::string& path) -> PictureFile {
        asked.push_back(path);
        if (path == "film/a.gif") return {"GIF89a.......;", {}};
        if (path == "film/half.gif") return {"GIF89a.......", {}};
        if (path == "a.txt") return {"hello", {}};
        return {{}, "It is not there."};
    };
    CHECK(picture("film/a.gif", files) == Places{});
    CHECK(picture("film/half.gif", files) == Places{".picture.src"});
    CHECK(picture("a.txt", files) == Places{".picture.src"});
    CHECK(picture("none.png", files) == Places{".picture.src"});
    asked.clear();
    for (const char* path : {"/etc/passwd", "../a.gif", "a/../../b.gif", "a\\\\b.gif", "c:a.gif",
                             "a/..", "http://example.org/a.gif", ""})
        CHECK(picture(path, files) == Places{".picture.src"});
    CHECK(asked.empty());
    CHECK(picture("film/a.gif") == Places{".picture.src"});  // over HTTP there is nothing beside it
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += piece;
    return result;
}

TEST_CASE("a text is bounded in bytes and code points, however few characters it has") {
    const auto titled = [](const std::string& title) {
        return faults_of(R"({"kind":"content","id":"a","title":")" + title + "\"}");
    };
    CHECK(titled(repeated("\u00e9", 120)) == Places{});
    // One endless family is one character to a reader: 3.4 MB of it went back to each hello.
    const test::OneCharacterRules one_character;
    const auto faults_as_one = [&](const std::string& title) {
        const auto deck = parse_deck(
            deck_with(R"({"kind":"content","id":"a","title":")" + title + "\"}"), one_character);
        return deck ? Places{} : places(deck.error());
    };
    const std::string sibling = "\U0001F468\u200D";
    CHECK(faults_as_one(repeated(sibling, 480)) == Places{});
    CHECK(faults_as_one(repeated(sibling, 481)) == Places{"$.slides[0].title"});
    CHECK(titled(std::string(121UL * 32, ' ')) == Places{".title"});
}

TEST_CASE("a text that is too long is told by its characters, unless these are few") {
    const auto said = [](const std::string& title, const TextRules& chosen) {
        const auto deck = parse_deck(
            deck_with(R"({"kind":"content","id":"a","title":")" + title + "\"}"), chosen);
        return deck ? std::string() : deck.error().at(0).message;
    };
    const test::PlainTextRules plain;
    CHECK(said(std::string(121, 'x'), plain) == "This text has 121 characters.");
    CHECK(said(std::string(961, 'x'), plain) == "This text has 961 characters.");
    CHECK(said(std::string(961, 'x'), test::OneCharacterRules()) ==
          "This text has 961 code points; several of them make up one character.");
}

TEST_CASE("the texts of a deck are bounded together, and pictures are not counted") {
    const auto deck_of = [](std::size_t slides, std::size_t letters) {
        std::string json;
        for (std::size_t i = 0; i < slides; ++i) {
            if (i != 0) json += ',';
            json += R"({"kind":"content","title":"T","id":"s)" + std::to_string(i) +
                    R"(","markdown":")" + std::string(letters, 'a') + "\"}";
        }
        return deck_with(json);
    };
    CHECK(errors_of(deck_of(65, 4'000)).empty());
    CHECK(places(errors_of(deck_of(66, 4'000))) == Places{"$"});
}

TEST_CASE("what comes after the last slide that there may be is not read") {
    std::string slides;
    for (int i = 0; i < 300; ++i) {
        if (i != 0) slides += ',';
        slides += R"({"kind":"content","title":"","id":"same"})";
    }
    const auto errors = errors_of(deck_with(slides));
    for (const DeckError& error : errors) CHECK(error.at.find("[200]") == std::string::npos);
}

TEST_CASE("an id that is far too long is not said back whole") {
    const std::string id(100'000, 'x');
    const std::string slide = R"({"kind":"content","title":"T","id":")" + id + "\"}";
    for (const DeckError& error : errors_of(deck_with(slide + ',' + slide)))
        CHECK(error.message.size() < 200);
}

TEST_CASE("a room is opened with a deck alone, or with its locks beside it") {
    const std::string deck = deck_with(R"({"kind":"content","id":"a","title":"A"})");
    const std::string key(43, 'A');
    const std::string locks =
        R"({"facilitator":")" + key + R"(","projector":")" + key + R"(","results":")" + key + "\"}";
    const auto alone = parse_room_request(deck, rules);
    REQUIRE(alone.has_value());
    CHECK_FALSE(alone->locks.has_value());
    const auto locked =
        parse_room_request(R"({"deck":)" + deck + R"(,"locks":)" + locks + "}", rules);
    REQUIRE(locked.has_value());
    CHECK(locked->deck == alone->deck);
    CHECK(locked->locks == RoomLocks{});
}

TEST_CASE("a room's request that is not whole is refused, and says where") {
    const auto faults = [](const std::string& json) {
        const auto request = parse_room_request(json, rules);
        return request ? Places{} : places(request.error());
    };
    const std::string deck = deck_with(R"({"kind":"content","id":"a","title":"A"})");
    CHECK(faults(R"({"deck":)" + deck + "}") == Places{"$.locks"});
    CHECK(faults(R"({"deck":)" + deck + R"(,"locks":7})") == Places{"$.locks"});
    CHECK(faults(R"({"deck":)" + deck + R"(,"locks":{}})") ==
          Places{"$.locks.facilitator", "$.locks.projector", "$.locks.results"});
    CHECK(faults(R"({"deck":{},"locks":{"facilitator":"x","projector":")" + std::string(43, '!') +
                 R"(","results":")" + std::string(43, 'B') + "\"}}") ==
          Places{"$.deck.format", "$.deck.title", "$.deck.slides", "$.locks.facilitator",
                 "$.locks.projector", "$.locks.results"});
    CHECK(faults(R"({"deck":)" + deck + R"(,"lock":{}})").size() >= 1);
}

}  // namespace
