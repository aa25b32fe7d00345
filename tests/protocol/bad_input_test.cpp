// Each malformed thing, and what is said to it.
#include "protocol/cpp/codec.hpp"
#include "tests/protocol/padded.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace candour;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

constexpr std::string_view id = "mBWJZSAX0m6gPGpyDcfzGQ";

/// `id` stands for "id":"...", as most cases need one.
std::string with_id(std::string_view text) {
    std::string result(text);
    const std::string field = R"("id":")" + std::string(id) + '"';
    for (auto at = result.find("`id`"); at != std::string::npos; at = result.find("`id`"))
        result.replace(at, 4, field);
    return result;
}

struct Case {
    std::string_view frame;
    RefusalCode code;
    std::string_view at;
    bool id_is_said_back = false;
};

void check(const Case& bad) {
    const std::string frame = with_id(bad.frame);
    CAPTURE(frame.substr(0, 300));
    const auto message = parse_client_message(frame);
    REQUIRE(!message.has_value());
    const Refusal& refusal = message.error();
    CHECK(to_string(refusal.code) == to_string(bad.code));
    CHECK(refusal.at == bad.at);
    CHECK(refusal.id.has_value() == bad.id_is_said_back);
    CHECK(!refusal.message.empty());
    CHECK(!refusal.allowed.empty());
    // What is sent back is read without complaint.
    CHECK(parse_server_message(encode(refusal)).has_value());
}

using enum RefusalCode;

TEST_CASE("what is not JSON") {
    const Case cases[] = {
        {"", malformed_json, ""},
        {" ", malformed_json, ""},
        {"hello", malformed_json, ""},
        {R"({"type":"ping")", malformed_json, ""},
        {R"({"type":"ping"}})", malformed_json, ""},
        {R"({"type":"ping"}{"type":"ping"})", malformed_json, ""},
        {R"({"type":"ping",})", malformed_json, ""},
        {R"({'type':'ping'})", malformed_json, ""},
        {R"({"type":"ping"} // why)", malformed_json, ""},
        {"{\"type\":\"ping\"}\0"sv, malformed_json, ""},
        {"{\"type\":\"ping\"}\0{"sv, malformed_json, ""},
        {"{\"type\":\"pi\0ng\"}"sv, malformed_json, ""},
        {"{\"type\":\"ping\n\"}", malformed_json, ""},
        {"{\"type\":\"\xff\"}", malformed_json, ""},          // no UTF-8
        {"{\"type\":\"\xc0\xaf\"}", malformed_json, ""},      // overlong
        {"{\"type\":\"\xed\xa0\x80\"}", malformed_json, ""},  // a surrogate as UTF-8
        {R"({"type":"\ud800"})", malformed_json, ""},         // half a pair
        {R"({"type":"\x41"})", malformed_json, ""},
        {R"({"type":NaN})", malformed_json, ""},
        {R"({"type":01})", malformed_json, ""},
        {R"({"type":1e999})", malformed_json, ""},
        {"[]", malformed_json, ""},
        {"null", malformed_json, ""},
        {R"("ping")", malformed_json, ""},
        {"12", malformed_json, ""},
    };
    for (const Case& bad : cases) check(bad);
}

TEST_CASE("types and fields") {
    const Case cases[] = {
        {"{}", bad_message, "$.type"},
        {R"({`id`})", bad_message, "$.type", true},
        {R"({"type":7,`id`})", bad_message, "$.type", true},
        {R"({"type":null})", bad_message, "$.type"},
        {R"({"type":"vote",`id`})", unknown_type, "$.type", true},
        {R"({"type":"welcome"})", unknown_type, "$.type"},
        {R"({"type":"Ping"})", unknown_type, "$.type"},
        {R"({"type":"ping","extra":1})", bad_message, "$.extra"},
        {R"({"type":"ping","a b":1})", bad_message, "$.a?b"},
        {R"({"type":"resync","revision":1})", bad_message, "$.revision"},
        {R"({"type":"ping","type":"ping"})", bad_message, "$.type"},
        {R"({"type":"withdraw",`id`,"question":"q","round":1,"round":2})", bad_message, "$.round",
         true},
        {R"({"type":"withdraw","question":"q","round":1})", bad_message, "$.id"},
        {R"({"type":"withdraw","id":"short","question":"q","round":1})", bad_message, "$.id"},
        {R"({"type":"withdraw","id":7,"question":"q","round":1})", bad_message, "$.id"},
        {R"({"type":"withdraw","id":"mBWJZSAX0m6gPGpyDcfz+Q","question":"q","round":1})",
         bad_message, "$.id"},
        {R"({"type":"withdraw",`id`,"round":1})", bad_message, "$.question", true},
        {R"({"type":"withdraw",`id`,"question":1,"round":1})", bad_message, "$.question", true},
        {R"({"type":"withdraw",`id`,"question":"No Such","round":1})", unknown_question,
         "$.question", true},
        {R"({"type":"withdraw",`id`,"question":"","round":1})", unknown_question, "$.question",
         true},
        {R"({"type":"withdraw",`id`,"question":"q"})", bad_message, "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":0})", bad_message, "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":-1})", bad_message, "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":1.5})", bad_message, "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":"1"})", bad_message, "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":9007199254740992})", bad_message,
         "$.round", true},
        {R"({"type":"withdraw",`id`,"question":"q","round":123456789012345678901234567890})",
         bad_message, "$.round", true},
        {R"({"type":"mine",`id`,"question":null})", bad_message, "$.question", true},
        {R"({"type":"mine"})", bad_message, "$.id"},
    };
    for (const Case& bad : cases) check(bad);
}

TEST_CASE("hello") {
    const Case cases[] = {
        {R"({"type":"hello","role":"participant","code":"ABCDEFGH"})", bad_message, "$.version"},
        {R"({"type":"hello","version":2,"role":"robot","rooms":[]})", wrong_version, "$.version"},
        {R"({"type":"hello","version":0,"role":"participant","code":"ABCDEFGH"})", wrong_version,
         "$.version"},
        {R"({"type":"hello","version":"1","role":"participant","code":"ABCDEFGH"})", bad_message,
         "$.version"},
        {R"({"type":"hello","version":1,"code":"ABCDEFGH"})", bad_message, "$.role"},
        {R"({"type":"hello","version":1,"role":"robot","code":"ABCDEFGH"})", bad_message, "$.role"},
        {R"({"type":"hello","version":1,"role":"participant"})", bad_message, "$.code"},
        {R"({"type":"hello","version":1,"role":"participant","code":12345678})", bad_message,
         "$.code"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFG"})", room_not_found,
         "$.code"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFG0"})", room_not_found,
         "$.code"},
        {R"({"type":"hello","version":1,"role":"participant","code":"AB-CDEFGH"})", room_not_found,
         "$.code"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFGH","secret":"x"})",
         wrong_secret, "$.secret"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFGH","ticket":"x"})",
         bad_ticket, "$.ticket"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFGH","ticket":5})",
         bad_message, "$.ticket"},
        {R"({"type":"hello","version":1,"role":"participant","code":"ABCDEFGH","capability":""})",
         bad_message, "$.capability"},
        {R"({"type":"hello","version":1,"role":"facilitator","code":"ABCDEFGH"})",
         missing_capability, "$.capability"},
        {R"({"type":"hello","version":1,"role":"projector","code":"ABCDEFGH","capability":"no"})",
         wrong_capability, "$.capability"},
        {R"({"type":"hello","version":1,"role":"projector","code":"ABCDEFGH","ticket":"no"})",
         bad_message, "$.ticket"},
    };
    for (const Case& bad : cases) check(bad);
}

TEST_CASE("control") {
    const Case cases[] = {
        {R"({"type":"control",`id`})", bad_message, "$.action", true},
        {R"({"type":"control",`id`,"action":"explode"})", bad_message, "$.action", true},
        {R"({"type":"control",`id`,"action":["open"]})", bad_message, "$.action", true},
        {R"({"type":"control",`id`,"action":"go_to"})", bad_message, "$.slide", true},
        {R"({"type":"control",`id`,"action":"go_to","slide":3})", bad_message, "$.slide", true},
        {R"({"type":"control",`id`,"action":"go_to","slide":"../x"})", unknown_slide, "$.slide",
         true},
        {R"({"type":"control",`id`,"action":"open"})", bad_message, "$.question", true},
        {R"({"type":"control",`id`,"action":"open","slide":"q"})", bad_message, "$.slide", true},
        {R"({"type":"control",`id`,"action":"open","question":"q","item":"w"})", bad_message,
         "$.item", true},
        {R"({"type":"control",`id`,"action":"hide","question":"q"})", bad_message, "$.item", true},
        {R"({"type":"control",`id`,"action":"hide","question":"q","item":""})", unknown_item,
         "$.item", true},
        {R"({"type":"control",`id`,"action":"wall"})", bad_message, "$.wall", true},
        {R"({"type":"control",`id`,"action":"wall","wall":{"shows":"film","page":0,"item":null}})",
         bad_message, "$.wall.shows", true},
        {R"({"type":"control",`id`,"action":"wall","wall":{"shows":"slide","page":1000,"item":null}})",
         bad_message, "$.wall.page", true},
        {R"({"type":"control",`id`,"action":"wall","wall":{"shows":"slide","page":0,"item":"1.1"}})",
         bad_message, "$.wall.item", true},
        {R"({"type":"control",`id`,"action":"wall","wall":{"shows":"text","page":0,"item":null}})",
         bad_message, "$.wall.item", true},
        {R"({"type":"control",`id`,"action":"end","question":"q"})", bad_message, "$.question",
         true},
    };
    for (const Case& bad : cases) check(bad);
}

/// A submit with this response.
void check_response(std::string_view response, RefusalCode code, std::string_view at) {
    const std::string frame =
        R"({"type":"submit",`id`,"question":"q","round":1,"announcement":0,"response":)" +
        std::string(response) + '}';
    check({frame, code, at, true});
}

TEST_CASE("responses") {
    check({R"({"type":"submit",`id`,"question":"q","round":1,"announcement":0})", bad_message,
           "$.response", true});
    check_response("null", bad_message, "$.response");
    check_response("[]", bad_message, "$.response");
    check_response("{}", bad_message, "$.response.kind");
    check_response(R"({"kind":"ranking"})", bad_message, "$.response.kind");
    check_response(R"({"kind":4})", bad_message, "$.response.kind");
    check_response(R"({"kind":"word_cloud"})", bad_message, "$.response.words");
    check_response(R"({"kind":"word_cloud","word":["a"]})", bad_message, "$.response.word");
    check_response(R"({"kind":"word_cloud","words":"a"})", bad_message, "$.response.words");
    check_response(R"({"kind":"word_cloud","words":["a",2]})", bad_message, "$.response.words[1]");
    check_response(R"({"kind":"word_cloud","texts":["a"]})", bad_message, "$.response.texts");
    check_response(R"({"kind":"scale","values":[7]})", bad_message, "$.response.values[0]");
    check_response(R"({"kind":"scale","values":["7"]})", bad_message, "$.response.values[0]");
    check_response(R"({"kind":"scale","values":["007","-01"]})", bad_message,
                   "$.response.values[1]");
    check_response(R"({"kind":"scale","values":["N/A"]})", bad_message, "$.response.values[0]");
    for (const char* const value : {"", "-", "--", "----", "--1", "   "})
        check_response(R"({"kind":"scale","values":["007",")" + std::string(value) + R"("]})",
                       bad_message, "$.response.values[1]");
    check_response(R"({"kind":"scale","values":["254"]})", value_out_of_range,
                   "$.response.values[0]");
    check_response(R"({"kind":"scale","values":["101"]})", value_out_of_range,
                   "$.response.values[0]");
    check_response(R"({"kind":"scale","values":["000","255"]})", value_out_of_range,
                   "$.response.values[1]");
    check_response(R"({"kind":"free_text","texts":[["a"]]})", bad_message, "$.response.texts[0]");
    check_response(R"({"kind":"choice","picks":"012"})", bad_message, "$.response.picks");
    check_response(R"({"kind":"choice","picks":[0,1]})", bad_message, "$.response.picks");
}

TEST_CASE("words and texts are taken in lengths of 512 bytes alone, and nothing else is padded") {
    const auto said = [](const std::string& more) {
        return with_id(R"({"type":"submit",`id`,"question":"q","round":1,"announcement":0,)") +
               more + '}';
    };
    const std::string words = R"("response":{"kind":"word_cloud","words":["kind"]})";
    const std::string picks = R"("response":{"kind":"choice","picks":"01"})";
    CHECK(parse_client_message(test::padded(said(words))).has_value());
    CHECK(parse_client_message(said(picks)).has_value());
    for (const std::string& refused :
         {said(words), said(words + R"(,"pad":"")"), said(words + R"(,"pad":"   ")"),
          said(words + R"(,"pad":3)"), test::padded(said(picks))}) {
        CAPTURE(refused);
        const auto message = parse_client_message(refused);
        REQUIRE_FALSE(message.has_value());
        CHECK(message.error().code == bad_message);
        CHECK(message.error().at == "$.pad");
    }
    // The right length, but of something that could say more than blanks do.
    std::string marked = test::padded(said(words));
    marked[marked.size() - 3] = 'x';
    CHECK(parse_client_message(marked).error().at == "$.pad");
    std::string twice = test::padded(said(words));
    twice.insert(twice.size() - 2, std::string(512, ' '));
    CHECK(parse_client_message(twice).error().at == "$.pad");
}

TEST_CASE("how many is for the room to say") {
    const char* responses[] = {
        R"({"kind":"word_cloud","words":[]})", R"({"kind":"scale","values":[]})",
        R"({"kind":"free_text","texts":[""]})", R"({"kind":"choice","picks":""})"};
    for (const char* response : responses) {
        CAPTURE(response);
        std::string frame = with_id(R"({"type":"submit",`id`,"question":"q","round":1,)") +
                            R"("announcement":0,"response":)" + response + '}';
        const std::string_view kind = response;
        if (kind.find("words") != kind.npos || kind.find("texts") != kind.npos)
            frame = test::padded(std::move(frame));
        const auto message = parse_client_message(frame);
        REQUIRE(message.has_value());
        CHECK(encode_response(std::get<Submit>(*message).response) == response);
    }
}

TEST_CASE("deep and wide messages are refused and cost little") {
    for (const std::size_t depth : {9U, 1'000U, 60'000U}) {
        check({std::string(depth, '['), bad_message, "$"});
        check({R"({"type":)" + std::string(depth, '[') + std::string(depth, ']') + '}', bad_message,
               "$"});
    }
    std::string wide = R"({"type":"ping")";
    for (int i = 0; i < 3'000; ++i) wide += R"(,"x":1)";
    check({wide + '}', bad_message, "$.x"});
    std::string words = R"({"kind":"word_cloud","words":[0)";
    for (int i = 0; i < 20'000; ++i) words += ",0";
    check({R"({"type":"submit",`id`,"question":"q","round":1,"announcement":0,"response":)" +
               words + "]}}",
           bad_message, "$"});
}

TEST_CASE("a mistyped field is named with the one that was meant") {
    const auto message = parse_client_message(R"({"type":"mine","id":"x","queston":"mood"})");
    CHECK(message.error().message ==
          R"(There is no field "queston" here; did you mean "question"?)");
    CHECK(message.error().allowed == "type, id, question.");
}

TEST_CASE("names from strangers are not said back whole") {
    const auto message = parse_client_message(R"({"type":"ping","<img onerror=\"\u202e\">)" +
                                              std::string(5000, 'x') + R"(":1})");
    CHECK(message.error().message.size() < 200);
    CHECK(message.error().message.find('<') == std::string::npos);
}

TEST_CASE("a room's code as people type it") {
    for (const char* typed : {"ABCDEFGH", "abcdefgh", "ABCD-EFGH", "abCD-efgh"})
        CHECK(read_room_code(typed) == RoomCode("ABCDEFGH"));
    for (const char* typed : {"", "ABCDEFG", "ABCDEFGHJ", "ABCDEFG1", "ABCDEFGO", "ABCDE-FGH",
                              "ABCD--FGH", "ABCD EFGH", "-ABCDEFGH"})
        CHECK_FALSE(read_room_code(typed).has_value());
    CHECK_FALSE(read_room_code("ABCDEFG\0"sv).has_value());
}

}  // namespace
