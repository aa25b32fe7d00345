// What the codec reads of a JSON text: every value in its place, as a tree of nlohmann's own says
// it.
#include "protocol/cpp/codec_value.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace candour;
using codec::JsonFault;

namespace {

constexpr codec::JsonLimits json_limits{.depth = 64, .values = 10'000};

/// Pinned, so that each run sees the same texts.
constexpr std::uint64_t seed = 20261130;

nlohmann::json as_tree(const codec::Value& value) {
    if (const auto* items = value.as<codec::Array>()) {
        auto result = nlohmann::json::array();
        for (const codec::Value& item : *items) result.push_back(as_tree(item));
        return result;
    }
    if (const auto* members = value.as<codec::Members>()) {
        auto result = nlohmann::json::object();
        for (const codec::Member& member : *members) result[member.name] = as_tree(member.value);
        return result;
    }
    if (value.is_null()) return nullptr;
    if (const auto* flag = value.as<bool>()) return *flag;
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* number = value.as<std::int64_t>()) return *number;
    if (const auto* number = value.as<std::uint64_t>()) return *number;
    return *value.as<double>();
}

void check_same(const std::string& text) {
    CAPTURE(text);
    const auto ours = codec::read_json(text, json_limits);
    const auto tree = nlohmann::json::parse(text, nullptr, false);
    REQUIRE(ours.has_value() == !tree.is_discarded());
    if (ours) REQUIRE(as_tree(*ours) == tree);
}

JsonFault fault_of(std::string_view text) {
    const auto read = codec::read_json(text, json_limits);
    REQUIRE(!read.has_value());
    return read.error();
}

}  // namespace

TEST_CASE("a text is read when it is JSON, and each value as it stands there") {
    for (const char* text : {"",
                             " ",
                             "1",
                             "-1",
                             "-0",
                             "0",
                             "00",
                             "01",
                             "-",
                             "+1",
                             "1.",
                             ".5",
                             "1.5",
                             "1e5",
                             "1E+5",
                             "1e",
                             "1e-",
                             "1e400",
                             "1e-400",
                             "18446744073709551615",
                             "18446744073709551616",
                             "-9223372036854775808",
                             "-9223372036854775809",
                             "NaN",
                             "Infinity",
                             "true",
                             "tru",
                             "null",
                             "nul",
                             "TRUE",
                             "[]",
                             "[1,]",
                             "[,1]",
                             "[1 2]",
                             "{}",
                             "{\"a\":1,}",
                             "{\"a\"}",
                             "{a:1}",
                             "{\"a\":1,\"a\":2}",
                             "[1]x",
                             "\"",
                             "\"a",
                             "'a'",
                             "\"\\u0041\"",
                             "\"\\u004\"",
                             "\"\\ud83d\\ude00\"",
                             "\"\\ud83d\"",
                             "\"\\ude00\"",
                             "\"\\ud83d\\u0041\"",
                             "\"\\x41\"",
                             "\"\\u0000\"",
                             "\"\t\"",
                             "\"\x7F\"",
                             "\"\xC3\xA9\"",
                             "\"\xC3\"",
                             "\"\xC0\xAF\"",
                             "\"\xED\xA0\x80\"",
                             "\"\xF4\x8F\xBF\xBF\"",
                             "\"\xF4\x90\x80\x80\"",
                             "\"\xF0\x8F\xBF\xBF\"",
                             "\"\xE0\x9F\xBF\"",
                             "\"\xEF\xBF\xBF\"",
                             "\xEF\xBB\xBF{}",
                             "\xEF\xBB{}",
                             "// a\n1",
                             "1 ",
                             "\f1",
                             "\r\n\t 1",
                             "[[[[[[]]]]]]",
                             "[[[[[[]]]]]"})
        check_same(text);
}

TEST_CASE("texts made of pieces of JSON are read value by value, or not at all") {
    CAPTURE(seed);
    const std::vector<std::string> pieces{"{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\"",
                                          "\"a\"",
                                          "\"b\":",
                                          "1",
                                          "-",
                                          "0",
                                          "1.5",
                                          "e",
                                          "E+",
                                          "true",
                                          "false",
                                          "null",
                                          " ",
                                          "\n",
                                          "\\",
                                          "\\u",
                                          "00e9",
                                          "\\ud83d",
                                          "\\ude00",
                                          "\xC3\xA9",
                                          "\xC3",
                                          "\xF0\x9F\x98\x80",
                                          "\x01",
                                          "99999999999999999999",
                                          "-9223372036854775808",
                                          "\"\"",
                                          "[]",
                                          "{}",
                                          "[1,2]",
                                          "{\"a\":1}"};
    seeds::Dice dice{seed};
    for (int i = 0; i < 50'000; ++i) {
        std::string text;
        for (std::size_t n = 1 + dice.below(12); n > 0; --n) text += dice.any_of(pieces);
        check_same(text);
    }
}

TEST_CASE("well-formed texts with one byte changed are read value by value, or not at all") {
    CAPTURE(seed);
    const std::string whole =
        R"({"a":[1,-2,3.25e2,true,false,null,"\u00e9\ud83d\ude00\n"],"b":{"c":"é","d":{}},"e":[]})";
    seeds::Dice dice{seed};
    for (int i = 0; i < 20'000; ++i) {
        std::string text = whole;
        text[dice.below(text.size())] = static_cast<char>(1 + dice.below(255));  // NUL: below
        check_same(text);
    }
}

TEST_CASE("a NUL is not JSON, and hides nothing behind it") {
    CHECK(fault_of(std::string_view("1\0{}", 4)).kind == JsonFault::Kind::malformed);
    CHECK(fault_of(std::string_view("\"a\0b\"", 5)).position == 2);
    CHECK(fault_of(std::string_view("\0", 1)).position == 0);
}

TEST_CASE("depth, count and the length of a number are bounded") {
    const std::string deepest =
        std::string(json_limits.depth, '[') + std::string(json_limits.depth, ']');
    CHECK(codec::read_json(deepest, json_limits).has_value());
    CHECK(fault_of('[' + deepest + ']').kind == JsonFault::Kind::too_deep);
    CHECK(fault_of(std::string(1'000'000, '[')).kind == JsonFault::Kind::too_deep);
    std::string many = "[0";
    for (std::size_t i = 2; i < json_limits.values; ++i) many += ",0";
    CHECK(codec::read_json(many + ']', json_limits).has_value());
    CHECK(fault_of(many + ",0]").kind == JsonFault::Kind::too_many);
    CHECK(codec::read_json("0." + std::string(98, '1'), json_limits).has_value());
    CHECK(fault_of("0." + std::string(99, '1')).kind == JsonFault::Kind::malformed);
}
