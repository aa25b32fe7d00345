#include "server/app/keys/facilitator_capability.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_value.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/keys/room_key.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace candour::app {
namespace {

std::string text_in(const codec::Value& value, std::string_view name) {
    const codec::Value* found = codec::find(value, name);
    REQUIRE(found != nullptr);
    return *found->as<std::string>();
}

/// Made by a program of another make; the pages are held against the same file.
codec::Array derived() {
    std::ifstream file(CANDOUR_SOURCE_DIR "/protocol/golden/capability/derived.json");
    const std::string json(std::istreambuf_iterator<char>(file), {});
    const auto read = codec::read_json(json, {.depth = 4, .values = 100});
    REQUIRE(read.has_value());
    return *read->as<codec::Array>();
}

FacilitatorCapability capability_of(const std::string& text) {
    Bytes32 bytes;
    REQUIRE(read_base64url(text, bytes));
    return FacilitatorCapability(bytes);
}

}  // namespace

TEST_CASE("token, projector's capability and locks follow from the capability, here as elsewhere") {
    const codec::Array examples = derived();
    REQUIRE(examples.size() == 3);
    for (const codec::Value& example : examples) {
        const std::string text = text_in(example, "capability");
        CAPTURE(text);
        const FacilitatorCapability capability = capability_of(text);
        CHECK(capability.text() == text);
        CHECK(capability.token() == text_in(example, "token"));
        CHECK(capability.projector() == text_in(example, "projector"));
        const codec::Value& locks = *codec::find(example, "locks");
        CHECK(base64url(capability.locks().facilitator_hash) == text_in(locks, "facilitator"));
        CHECK(base64url(capability.locks().projector_hash) == text_in(locks, "projector"));
        CHECK(base64url(capability.locks().results_key) == text_in(locks, "results"));
    }
}

TEST_CASE("a fresh capability is another each time, and longer than one of before") {
    SystemRandom random;
    const FacilitatorCapability one(random);
    const FacilitatorCapability other(random);
    CHECK(one.text() != other.text());
    CHECK(one.text().size() == base64url_of_256_bits);
    CHECK(one.token().size() == base64url_of_128_bits);
    CHECK(one.projector().size() == base64url_of_128_bits);
    CHECK_FALSE(one.locks() == other.locks());
}

}  // namespace candour::app
