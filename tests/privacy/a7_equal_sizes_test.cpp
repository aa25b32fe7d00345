// A7: all the values of one scale or choice question make a submit frame of one length.
#include "protocol/cpp/codec.hpp"
#include "server/app/audience/broken_door.hpp"
#include "server/commands/verify/frame_lengths.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::privacy_test {
namespace {

bool is_taken(const std::string& response) {
    const auto text = R"({"type":"submit","id":"aaaaaaaaaaaaaaaaaaaaaa","question":"q","round":1,)"
                      R"("announcement":0,)"
                      R"("response":)" +
                      response + "}";
    return parse_client_message(text).has_value();
}

TEST_CASE("A7: the codec writes every value with the same length") {
    verify::Findings findings;
    verify::check_frame_lengths(findings);
    CHECK_FALSE(findings.is_broken(verify::Rule::a7));
}

TEST_CASE("A7: the codec takes no value of another length") {
    CHECK(is_taken(R"({"kind":"scale","values":["007"]})"));
    CHECK(is_taken(R"({"kind":"scale","values":["n/a"]})"));
    CHECK(is_taken(R"({"kind":"scale","values":["---"]})"));
    for (const std::string value :
         {R"("-")", R"("----")", R"("7")", R"("07")", R"("0007")", R"("na")", R"("")", "7", "null",
          R"(" 07")", R"("+07")", R"("7.0")"})
        CHECK_MESSAGE(!is_taken(R"({"kind":"scale","values":[)" + value + "]}"), value);
    CHECK(is_taken(R"({"kind":"choice","picks":"0010"})"));
    for (const std::string picks : {R"(["0010"])", R"([2])", "2", R"("2")", R"("001x")"})
        CHECK_MESSAGE(!is_taken(R"({"kind":"choice","picks":)" + picks + "}"), picks);
}

TEST_CASE(
    "A7: a server that takes them after all would be noticed: the fault injection takes them") {
    const std::string unpadded = R"({"kind":"scale","values":["7"]})";
    CHECK_FALSE(is_taken(unpadded));
    CHECK(is_taken(app::with_padded_values(unpadded)));
}

}  // namespace
}  // namespace candour::privacy_test
