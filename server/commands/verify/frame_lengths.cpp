#include "server/commands/verify/frame_lengths.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/scale_value.hpp"

#include <set>

namespace candour::verify {
namespace {

std::size_t length_of(Response response) {
    const Submit submit{.id = MessageId{std::string(22, 'q')},
                        .question = SlideId{"question"},
                        .round = Round{1},
                        .response = std::move(response)};
    return encode(submit).size();
}

void expect_one(Findings& findings, const std::set<std::size_t>& lengths, const std::string& of) {
    if (lengths.size() != 1)
        findings.broken(
            Rule::a7, of + ": frames of " + std::to_string(lengths.size()) + " different lengths");
}

}  // namespace

void check_frame_lengths(Findings& findings) {
    std::set<std::size_t> lengths;
    for (unsigned value = 0; value <= 100; ++value)
        lengths.insert(length_of(ScaleResponse{{static_cast<std::uint8_t>(value)}}));
    lengths.insert(length_of(ScaleResponse{{ScaleResponse::not_applicable}}));
    lengths.insert(length_of(ScaleResponse{{left_out_value}}));
    expect_one(findings, lengths, "scale 0 to 100");
    findings.checked(Rule::a7, 103, "scale values of one length");

    for (std::size_t options = 2; options <= 10; ++options) {
        lengths.clear();
        for (unsigned picked = 1; picked < 1U << options; ++picked) {
            ChoiceResponse response;
            for (std::size_t i = 0; i < options; ++i)
                response.picks.push_back((picked >> i & 1U) != 0);
            lengths.insert(length_of(std::move(response)));
        }
        expect_one(findings, lengths, "choice of " + std::to_string(options));
        findings.checked(Rule::a7, (1U << options) - 1, "choices of one length");
    }
}

}  // namespace candour::verify
