// What the golden files do not show of writing.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/scale_value.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace candour;

namespace {

std::string frame_of(Response response) {
    return encode(
        Submit{MessageId("mBWJZSAX0m6gPGpyDcfzGQ"), SlideId("q"), Round(1), std::move(response)});
}

// Rule A7: who watches the line learns nothing from a frame's length.
TEST_CASE("every value of a scale makes a frame of one length") {
    const std::size_t length = frame_of(ScaleResponse{{0, 0}}).size();
    for (std::uint8_t value = 0; value <= 100; ++value) {
        CHECK(frame_of(ScaleResponse{{value, 0}}).size() == length);
        CHECK(frame_of(ScaleResponse{{0, value}}).size() == length);
    }
    constexpr auto not_applicable = ScaleResponse::not_applicable;
    CHECK(frame_of(ScaleResponse{{not_applicable, not_applicable}}).size() == length);
    CHECK(frame_of(ScaleResponse{{left_out_value, not_applicable}}).size() == length);
    CHECK(frame_of(ScaleResponse{{0, left_out_value}}).size() == length);
}

TEST_CASE("every answer to a choice question makes a frame of one length") {
    for (std::size_t options = 2; options <= 20; ++options) {
        const std::size_t length = frame_of(ChoiceResponse{std::vector<bool>(options)}).size();
        for (std::size_t i = 0; i < options; ++i) {
            std::vector<bool> picks(options);
            picks[i] = true;
            CHECK(frame_of(ChoiceResponse{picks}).size() == length);
        }
        CHECK(frame_of(ChoiceResponse{std::vector<bool>(options, true)}).size() == length);
    }
}

TEST_CASE("words and texts make frames of a few lengths, far apart") {
    for (std::size_t size = 0; size < 3'000; ++size) {
        const std::string text(size, 'a');
        CHECK(frame_of(FreeTextResponse{{text}}).size() % submit_step_bytes == 0);
        CHECK(frame_of(WordCloudResponse{{{text, {}}}}).size() % submit_step_bytes == 0);
    }
    // All that people usually write in a word cloud has one length.
    CHECK(frame_of(WordCloudResponse{{{"ok", {}}}}).size() ==
          frame_of(WordCloudResponse{{{std::string(60, 'a'), {}}, {std::string(60, 'b'), {}}}})
              .size());
}

TEST_CASE("a person's own stored answers come in a few lengths, far apart") {
    for (std::size_t size = 0; size < 1'500; ++size) {
        const FreeTextResponse texts{{std::string(size, 'a')}};
        const Mine mine{MessageId("mBWJZSAX0m6gPGpyDcfzGQ"),
                        {{.question = SlideId("q"), .response = texts, .stored = "{}"}}};
        CHECK(encode(mine).size() % submit_step_bytes == 0);
    }
}

TEST_CASE("every text comes back as it was") {
    std::string every_byte;
    for (char c = 0; c < 0x7f; ++c) every_byte += c;
    const std::vector<std::string> texts{
        "",     every_byte,          "\x7f", "\"\\/",        "é",
        "倾听", "👩🏽‍⚕️", "שלום", "\xe2\x80\xa8", "\xf4\x8f\xbf\xbf"};
    const Submit submit{MessageId("mBWJZSAX0m6gPGpyDcfzGQ"), SlideId("q"), Round(1),
                        FreeTextResponse{texts}};
    const auto back = parse_client_message(encode(submit));
    REQUIRE(back.has_value());
    CHECK(std::get<Submit>(*back) == submit);
    // And to the byte as other people's writers do.
    for (const std::string& text : texts)
        CHECK(encode_response(FreeTextResponse{{text}}) ==
              R"({"kind":"free_text","texts":[)" + nlohmann::json(text).dump() + "]}");
}

TEST_CASE("what is no UTF-8 never reaches the wire") {
    const auto written = [](const char* text) { return encode_response(FreeTextResponse{{text}}); };
    const std::string mark = "\xEF\xBF\xBD";
    const auto expected = [](const std::string& text) {
        return R"({"kind":"free_text","texts":[")" + text + R"("]})";
    };
    CHECK(written("a\xffz") == expected("a" + mark + "z"));
    CHECK(written("\xc3") == expected(mark));
    CHECK(written("\xe2\x82") == expected(mark + mark));
    CHECK(written("\xc0\xaf") == expected(mark + mark));
    CHECK(written("\xed\xa0\x80") == expected(mark + mark + mark));
    CHECK(written("\xf4\x90\x80\x80") == expected(mark + mark + mark + mark));
    CHECK(written("\xc3\"") == expected(mark + "\\\""));
}

std::string mean_of(std::uint64_t sum, std::uint32_t n) {
    TallyUpdate update;
    update.results.tally = ScaleTally{n, {{n, 0, sum, {}}}};
    const std::string frame = encode(update);
    const auto start = frame.find("\"mean\":") + 7;
    return frame.substr(start, frame.find(',', start) - start);
}

TEST_CASE("a client takes no picture's address but one that a server gives") {
    const auto frame_with = [](const std::string& url) {
        return R"({"type":"snapshot","revision":2,"phase":"live","present":15,"joined":14,)"
               R"("locked":false,"slide":{"kind":"content","id":"a","title":"T","markdown":"",)"
               R"("picture":{"url":")" +
               url +
               R"(","alt":"A"}},"position":{"index":0,"count":1},"question":null,)"
               R"("tally":null,"withheld":null})";
    };
    const auto good = parse_server_message(frame_with("/media/WARD7K2M/a"));
    REQUIRE(good.has_value());
    CHECK(encode(*good) == frame_with("/media/WARD7K2M/a"));
    for (const char* bad : {"", " /media/WARD7K2M/a", "/media/WARD7K2/a", "/media/ward7k2m/a",
                            "/media/WARD7K2M", "/media/WARD7K2M/", "https://evil.example/a"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_server_message(frame_with(bad)).has_value());
    }
}

TEST_CASE("a mean has two decimals at the most") {
    CHECK(mean_of(0, 0) == "null");
    CHECK(mean_of(0, 5) == "0");
    CHECK(mean_of(36, 5) == "7.2");
    CHECK(mean_of(20, 3) == "6.67");
    CHECK(mean_of(1, 3) == "0.33");
    CHECK(mean_of(1, 100) == "0.01");
    CHECK(mean_of(1, 200) == "0.01");  // a half goes up
    CHECK(mean_of(1, 201) == "0");
    CHECK(mean_of(101, 100) == "1.01");
    CHECK(mean_of(110, 100) == "1.1");
    CHECK(mean_of(1999, 200) == "10");
    CHECK(mean_of(100ULL * 4'294'967'295ULL, 4'294'967'295U) == "100");
}

TEST_CASE("a sum survives the wire's mean") {
    for (const std::uint32_t people : {1U, 3U, 7U, 100'000U}) {
        TallyUpdate update;
        // A scale from 20 to 24.
        ScaleTally::Statement statement{
            people * 6, 1, 0, {people, 0, 2 * people, people, 2 * people}};
        statement.sum = std::uint64_t{people} * (20 + 2 * 22 + 23 + 2 * 24);
        update.results.tally = ScaleTally{people, {statement}};
        const auto back = parse_server_message(encode(update));
        REQUIRE(back.has_value());
        CHECK(*std::get<TallyUpdate>(*back).results.tally == *update.results.tally);
    }
}

}  // namespace
